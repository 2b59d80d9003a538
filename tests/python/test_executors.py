# SPDX-License-Identifier: BSL-1.0
"""The same table on every executor, and the organisation sent to each worker once."""

from __future__ import annotations

import ast
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest
from pangkas import _workers
from probes import SCENARIOS, die, loads, with_polars

HERE = Path(__file__).parent
NO_FILE = "/no/such/file"


@pytest.fixture(scope="module")
def expected(ministry: pk.Organisation) -> pk.Table:
    """One after the other, on one thread."""
    with ThreadPoolExecutor(1) as one:
        return pk.sweep(ministry, SCENARIOS, executor=one, seed=7)


@pytest.fixture(scope="module", autouse=True)
def workers_find_the_tests() -> Iterator[None]:
    """Workers import probes.py, and this build of the package."""
    before = os.environ.get("PYTHONPATH")
    folders = [str(HERE), str(Path(pk.__file__).parents[1])]
    os.environ["PYTHONPATH"] = os.pathsep.join(folders + ([before] if before else []))
    yield
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def processes(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    ) as cluster, distributed.Client(cluster) as client:
        client.wait_for_workers(2)
        yield client


def assert_same(found: pk.Table, expected: pk.Table) -> None:
    assert found == expected
    assert repr(found.rows()) == repr(expected.rows())  # every digit of every float


def assert_loaded_once(rows: list[tuple[int, tuple[int, int, int, int]]], count: int) -> set[int]:
    """Each item was done, and each worker had unpickled one organisation by then."""
    assert sorted(number for number, _ in rows) == list(range(count))
    assert all(number == row[0] for number, row in rows)
    assert {row[2] for _, row in rows} == {1}
    return {row[1] for _, row in rows}


@pytest.mark.parametrize("count", [2, 5])
def test_threads(ministry: pk.Organisation, expected: pk.Table, count: int) -> None:
    with ThreadPoolExecutor(count) as threads:
        assert_same(pk.sweep(ministry, SCENARIOS, executor=threads, seed=7), expected)


def test_without_an_executor(ministry: pk.Organisation, expected: pk.Table) -> None:
    assert_same(pk.sweep(ministry, SCENARIOS, seed=7), expected)


def test_threads_share_the_organisation(ministry: pk.Organisation) -> None:
    calls = _workers.Calls(ministry, loads)
    rows = list(calls.results(range(20)))
    assert {row[2] for _, row in rows} == {0}  # nothing was unpickled
    assert calls.sent == 0


@pytest.mark.parametrize("count", [1, 2])
def test_processes(ministry: pk.Organisation, expected: pk.Table, count: int) -> None:
    with processes(count) as pool:
        assert_same(pk.sweep(ministry, SCENARIOS, executor=pool, seed=7), expected)


def test_processes_read_the_organisation_once_each(ministry: pk.Organisation) -> None:
    with processes(2) as pool:
        calls = _workers.Calls(ministry, loads, pool)
        workers = assert_loaded_once(list(calls.results(range(60))), 60)
        # A second sweep of the same organisation sends nothing again.
        again = assert_loaded_once(list(calls.results(range(60))), 60)
    assert calls.sent == 0
    assert os.getpid() not in workers | again
    assert len(workers | again) <= 2


def test_workers_that_share_no_files_ask_once_each(
    ministry: pk.Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_workers, "_write", lambda data: NO_FILE)
    with processes(2) as pool:
        calls = _workers.Calls(ministry, loads, pool)
        workers = assert_loaded_once(list(calls.results(range(200))), 200)
    # Once for each; a worker that is still starting while the other one takes its call asks later.
    assert 1 <= calls.sent <= 4
    assert len(workers) <= 2


def test_a_file_that_holds_something_else_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "organisation"
    file.write_bytes(b"something else")
    assert isinstance(_workers.call(loads, "0" * 64, str(file), 1), _workers.Missing)


def test_the_temporary_file_is_for_this_user_and_goes_away(
    ministry: pk.Organisation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    modes = []

    def look(done: int, total: int | None) -> None:
        (file,) = tmp_path.iterdir()
        modes.append(file.stat().st_mode & 0o777)

    with processes(1) as pool:
        pk.sweep(ministry, [8, 9], executor=pool, progress=look)
    assert modes == [0o600, 0o600]
    assert list(tmp_path.iterdir()) == []


def test_a_worker_keeps_two_organisations() -> None:
    _workers._held.clear()
    import hashlib
    import pickle

    held = []
    for size in (10, 20, 30):
        data = pickle.dumps(pk.generate(size, seed=1))
        digest = hashlib.sha256(data).hexdigest()
        found = _workers._hold(digest, data)
        assert found is not None
        held.append((digest, found))
    assert _workers._hold(held[2][0], NO_FILE) is held[2][1]
    assert _workers._hold(held[1][0], NO_FILE) is held[1][1]
    assert _workers._hold(held[0][0], NO_FILE) is None
    _workers._held.clear()


def test_a_worker_that_dies_ends_the_sweep_and_says_at_what(ministry: pk.Organisation) -> None:
    with processes(1) as pool, pytest.raises(BrokenExecutor) as caught:
        list(_workers.Calls(ministry, die, pool).results([41]))
    assert "scenario 0: 41" in caught.value.__notes__[0]


def test_what_cannot_be_pickled_is_an_error_of_the_caller(ministry: pk.Organisation) -> None:
    with processes(1) as pool, pytest.raises((AttributeError, TypeError, pickle_error())):
        pk.sweep(ministry, [{"resample": lambda org, random: org}], executor=pool)


def pickle_error() -> type[Exception]:
    import pickle

    return pickle.PicklingError


def test_dask(ministry: pk.Organisation, expected: pk.Table, dask: Any) -> None:
    assert_same(pk.sweep(ministry, SCENARIOS, executor=dask.get_executor(), seed=7), expected)


def test_dask_gets_the_organisation_once_a_worker(ministry: pk.Organisation, dask: Any) -> None:
    other = pk.generate(700, seed=5)  # that no worker has from another test
    before = set(dask.run(lambda: os.getpid()).values())
    loaded = dask.run(_loaded)
    calls = _workers.Calls(other, loads, dask.get_executor())
    rows = list(calls.results(range(80)))
    assert {row[1] for _, row in rows} == before  # both processes worked
    assert calls.sent == 0
    after = dask.run(_loaded)
    assert {worker: after[worker] - loaded[worker] for worker in after} == {
        worker: 1 for worker in after
    }


def _loaded() -> int:
    from pangkas import _workers

    return _workers._loads


def test_dask_takes_functions_without_a_name(dask: Any) -> None:
    org = pk.generate(50, seed=1)
    table = pk.sweep(org, [{"resample": lambda o, r: o}] * 3, executor=dask.get_executor())
    assert list(table["before_positions"]) == [50, 50, 50]


@pytest.fixture(scope="module")
def mpi(ministry: pk.Organisation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What two ranks and a third that leads them find."""
    pytest.importorskip("mpi4py")
    beside = Path(sys.executable).parent / "mpiexec"
    program = str(beside) if beside.exists() else shutil.which("mpiexec")
    if program is None:
        pytest.skip("there is no mpiexec; install openmpi")
    file = tmp_path_factory.mktemp("mpi") / "ministry.json"
    ministry.to_json(file)
    run = subprocess.run(
        [
            program, "-n", "3", "--oversubscribe", "--allow-run-as-root",
            sys.executable, "-m", "mpi4py.futures", str(HERE / "mpi_script.py"), str(file),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = ast.literal_eval(run.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def test_mpi(mpi: dict[str, Any], expected: pk.Table) -> None:
    assert mpi["workers"] == 2
    assert repr(mpi["rows"]) == repr(expected.rows())


def test_mpi_ranks_get_the_organisation_once_each(mpi: dict[str, Any]) -> None:
    for kind, size in (("shared", 500), ("asked", 600)):
        rows = mpi[kind]
        assert [row[0] for row in rows] == list(range(40))
        assert {row[3] for row in rows} == {size}
        by_rank: dict[int, set[int]] = {}
        for _, rank, loaded, _ in rows:
            by_rank.setdefault(rank, set()).add(loaded)
        assert len(by_rank) == 2
        assert all(len(loaded) == 1 for loaded in by_rank.values())  # one more organisation, once
    assert mpi["shared_sent"] == 0
    assert 1 <= mpi["asked_sent"] <= 4


def test_a_pool_that_forks_does_not_hang_where_polars_is_loaded(department: pk.Organisation) -> None:
    polars = pytest.importorskip("polars")
    polars.DataFrame({"a": range(100_000)}).sort("a")  # its threads work, and hold their locks
    scenarios = [{"resample": with_polars}] * 2
    expected = pk.sweep(department, scenarios, seed=3)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        assert_same(pk.sweep(department, scenarios, executor=pool, seed=3), expected)
        assert not pool._processes  # nothing was forked
    assert expected["before_positions"].tolist() == [len(department) // 2] * 2
    with processes(1) as pool:
        assert not _workers._would_hang(pool)
