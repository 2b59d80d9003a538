# SPDX-License-Identifier: BSL-1.0
"""Sweeps: each row is what the functions themselves give."""

from __future__ import annotations

import io
import itertools
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pangkas as pk
import pytest
from pangkas import _progress
from pangkas._sweep import _COLUMNS, _MEASURED
from probes import SCENARIOS, first_rows


def rows_of(table: pk.Table) -> list[dict[str, Any]]:
    return [dict(zip(table.column_names, row)) for row in table.rows()]


def assert_measured(row: dict[str, Any], side: str, measures: Any) -> None:
    figures = measures.figures()
    for name in _MEASURED:
        assert row[f"{side}_{name}"] == figures[name], name


def test_a_row_is_what_simplify_and_compare_give(ministry: pk.Organisation) -> None:
    (row,) = rows_of(pk.sweep(ministry, [{"policy": "id-central-2021", "roles": "coordinators"}]))
    after, _ = ministry.simplify("id-central-2021", roles="coordinators")
    change = pk.compare(ministry, after)
    assert row["error"] is None
    assert row["name"] == "id-central-2021, roles coordinators"
    assert_measured(row, "before", ministry.measure())
    assert_measured(row, "after", change.after)
    for name in ("formal", "with_roles", "with_coordination", "shadow", "longer", "converted"):
        assert row[name] == getattr(change, name), name
    # What the README prints of the command line.
    assert round(100 * row["formal"], 2) == 32.94
    assert round(100 * row["with_roles"], 2) == -23.11
    assert row["pso_percent"] == 100


def test_a_policy_object_counts_as_its_name(ministry: pk.Organisation) -> None:
    named = pk.sweep(ministry, ["id-central-2021"])
    assert pk.sweep(ministry, [pk.Policy.preset("id-central-2021")]) == named


def test_a_whole_number_is_a_span_cap(department: pk.Organisation) -> None:
    rows = rows_of(pk.sweep(department, [8, 12, np.int64(15)]))
    # Hand-offs saved and posts converted, from the table in docs/background/optimal-flattening.md.
    assert [(row["gain"], row["converted"]) for row in rows] == [(6, 5), (27, 9), (64, 12)]
    for row in rows:
        solution = pk.optimise(department, span_cap=row["span_cap"])
        assert_measured(row, "after", solution.apply().after.measure())


def test_a_scenario_that_fails_is_a_row_with_its_error(ministry: pk.Organisation) -> None:
    rows = rows_of(pk.sweep(ministry, SCENARIOS))
    assert [row["scenario"] for row in rows] == list(range(len(SCENARIOS)))
    failed = {row["scenario"] for row in rows if row["error"] is not None}
    assert failed == {4, 5, 8, len(SCENARIOS) - 1}
    assert "layer" in rows[4]["error"]
    assert "no-such-policy" in rows[5]["error"]
    assert "span cap of 0" in rows[8]["error"]
    for number in failed:
        assert rows[number]["error"].split(":")[0].isidentifier()  # the class of the error
        assert rows[number]["after_positions"] is None
    for number in set(range(len(rows))) - failed:
        assert rows[number]["before_positions"] is not None


@pytest.mark.parametrize(
    ("scenario", "says"),
    [
        ({"span_capp": 8}, "key span_capp; known are name, policy"),
        ({"a": 1, "b": 2}, "keys a, b;"),
        ({"layers": [3]}, "layers but no policy"),
        ({"roles": "none", "span_cap": 3}, "roles but no policy"),
        ({"max_layers": 3}, "max_layers but no span_cap"),
        (True, "a scenario is True"),
        (3.5, "a scenario is a float"),
        (None, "a scenario is a NoneType"),
        ({"policy": "delayer", "layers": 3.5}, "layers"),
        ({"name": 5, "span_cap": 3}, "name"),
        ({"span_cap": "eight"}, "span_cap"),
    ],
)
def test_what_no_scenario_is_fails_alone(
    department: pk.Organisation, scenario: Any, says: str
) -> None:
    wrong, right = rows_of(pk.sweep(department, [scenario, 8]))
    assert says in wrong["error"]
    assert right["error"] is None
    assert right["gain"] == 6


def test_a_scenario_without_policy_and_cap_is_the_organisation_as_it_is(
    department: pk.Organisation,
) -> None:
    (row,) = rows_of(pk.sweep(department, [{}]))
    assert row["name"] == "as it is"
    assert_measured(row, "before", department.measure())
    assert row["after_positions"] is None


@pytest.mark.parametrize("scenarios", ["delayer", 8, {"policy": "delayer"}, None])
def test_one_scenario_is_no_list(department: pk.Organisation, scenarios: Any) -> None:
    with pytest.raises(TypeError, match="scenarios is a single"):
        pk.sweep(department, scenarios)


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_has_64_bits(department: pk.Organisation, seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        pk.sweep(department, [8], seed=seed)


def test_no_scenarios_give_an_empty_table_of_the_same_columns(
    department: pk.Organisation,
) -> None:
    empty = pk.sweep(department, [])
    assert len(empty) == 0
    assert empty.column_names == list(_COLUMNS)
    full = pk.sweep(department, [8])
    pa = pytest.importorskip("pyarrow")
    assert pa.table(empty).schema == pa.table(full).schema


def test_the_types_of_columns_do_not_depend_on_what_is_in_them(
    department: pk.Organisation,
) -> None:
    pa = pytest.importorskip("pyarrow")
    kinds = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), str: pa.large_string()}
    for scenarios in ([8], ["no-such-policy"], [{}], [8, {}, "delayer"]):
        schema = pa.table(pk.sweep(department, scenarios)).schema
        assert {field.name: field.type for field in schema} == {
            name: kinds[kind] for name, kind in _COLUMNS.items()
        }


def test_the_table_goes_to_polars_and_pandas(department: pk.Organisation) -> None:
    pytest.importorskip("polars")
    pytest.importorskip("pandas")
    table = pk.sweep(department, [8, "delayer"])
    polars = table.to_polars()
    assert polars["gain"].to_list() == [6.0, None]
    pandas = table.to_pandas()
    assert list(pandas["name"]) == ["span cap 8", "delayer"]


def test_scenarios_are_drawn_as_they_are_needed(department: pk.Organisation) -> None:
    drawn = 0
    done = 0
    most = 0

    def scenarios() -> Iterator[dict[str, Any]]:
        nonlocal drawn
        for _ in range(2000):
            drawn += 1
            yield {}

    def report(number: int, total: int | None) -> None:
        nonlocal done, most
        assert total is None  # a generator does not tell
        done = number
        most = max(most, drawn - done)

    with pk_threads(2) as threads:
        pk.sweep(department, scenarios(), executor=threads, progress=report)
    assert done == drawn == 2000
    assert most <= 2 * 2 + 1


def pk_threads(count: int) -> Any:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count)


def test_an_interrupt_ends_a_sweep(department: pk.Organisation) -> None:
    def scenarios() -> Iterator[dict[str, Any]]:
        yield from itertools.repeat({}, 10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pk.sweep(department, scenarios())


# --- Resampling -----------------------------------------------------------------------------------


def forest(agencies: int = 5) -> pk.Organisation:
    """Agencies of 1, 2, 3, … positions, each a chain; the rows of all mixed."""
    rows = [
        (f"{agency}.{depth}", f"{agency}.{depth - 1}" if depth else "")
        for agency in range(agencies)
        for depth in range(agency + 1)
    ]
    rows.sort(key=lambda row: (row[0][::-1], row[0]))
    return pk.Organisation.from_table(
        {"code": [code for code, _ in rows], "reports_to": [above for _, above in rows]}
    )


def test_random_numbers_depend_on_the_seed_and_the_number_alone(
    department: pk.Organisation,
) -> None:
    scenarios = [{"resample": first_rows}] * 6
    table = pk.sweep(department, scenarios, seed=3)
    assert pk.sweep(department, scenarios, seed=3) == table
    assert pk.sweep(department, scenarios, seed=4) != table
    assert pk.sweep(department, scenarios[:2], seed=3).rows() == table.rows()[:2]
    sizes = [row["before_positions"] for row in rows_of(table)]
    assert len(set(sizes)) > 1
    for number, size in enumerate(sizes):
        key = np.array([3, number], dtype=np.uint64)
        random = np.random.Generator(np.random.Philox(key=key))
        assert len(first_rows(department, random)) == size


def test_resampled_trees_are_whole_copies() -> None:
    org = forest()
    counts = {agency: agency + 1 for agency in range(5)}
    for seed in range(50):
        drawn = pk.resample_trees(org, np.random.default_rng(seed))
        expected = np.random.default_rng(seed).integers(5, size=5).tolist()
        # The trees are numbered in the order of the rows of their roots.
        roots = [int(code[0]) for code in org.codes if org[code].layer == 1]
        assert len(drawn) == sum(counts[roots[tree]] for tree in expected)
        assert drawn.placed == len(drawn)
        assert len(drawn.roots) == 5
        assert [int(code[0]) for code in drawn.roots] == [roots[tree] for tree in expected]
        for root in drawn.roots:
            assert len(drawn.subtree(root)) == counts[int(root[0])]
        assert drawn.findings.errors == 0


def test_resampling_keeps_a_single_root(department: pk.Organisation) -> None:
    (root,) = department.roots
    drawn = pk.resample_trees(department, np.random.default_rng(1))
    assert drawn.roots == [root]
    assert drawn[root].span == department[root].span
    assert drawn[root].title == department[root].title
    below = {code: len(department.subtree(code)) for code in department.subordinates(root)}
    assert len(drawn) == 1 + sum(
        below[code.split("#")[0]] for code in drawn.subordinates(root)
    )
    # The same attributes, copy by copy.
    for code in drawn.codes:
        kept = department[code.split("#")[0]]
        assert (drawn[code].title, drawn[code].seats, drawn[code].rank, drawn[code].cost) == (
            kept.title,
            kept.seats,
            kept.rank,
            kept.cost,
        )


def test_resampling_leaves_out_what_is_in_no_tree() -> None:
    org = pk.Organisation.from_table(
        {
            "code": ["A", "B", "O", "P", "X", "Y"],
            "reports_to": ["", "", "gone", "O", "Y", "X"],
        }
    )
    assert (org.placed, org.orphans, org.unrooted) == (2, 2, 2)
    drawn = pk.resample_trees(org, np.random.default_rng(0))
    assert len(drawn) == 2
    assert {code[0] for code in drawn.codes} <= {"A", "B"}


def test_codes_of_copies_are_new() -> None:
    org = pk.Organisation.from_table(
        {"code": ["A", "A#2", "A##2"], "reports_to": ["", "", ""]}
    )
    for seed in range(20):
        drawn = pk.resample_trees(org, np.random.default_rng(seed))
        assert len(drawn) == len(set(drawn.codes)) == 3
        assert drawn.findings.errors == 0


@pytest.mark.parametrize("codes", [[], ["A"], ["A", "B"]])
def test_small_organisations_can_be_resampled(codes: list[str]) -> None:
    org = pk.Organisation.from_table(
        {"code": codes, "reports_to": ["" if code == "A" else "A" for code in codes]}
    )
    assert pk.resample_trees(org, np.random.default_rng(0)).codes == codes


def test_resampling_asks_for_an_organisation_without_matters(ministry: pk.Organisation) -> None:
    with pytest.raises(pk.StructureError, match="12 matters"):
        pk.resample_trees(ministry, np.random.default_rng(0))


# --- Progress -------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_nothing_is_written_into_a_pipe(
    department: pk.Organisation, capfd: pytest.CaptureFixture[str]
) -> None:
    pk.sweep(department, [8] * 3)
    pk.sweep(department, [8] * 3, progress=False)
    assert capfd.readouterr() == ("", "")


def test_progress_can_be_asked_for(
    department: pk.Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    pk.sweep(department, [8] * 3, progress=True)
    text = pipe.getvalue()
    assert "1 of 3 scenarios" in text
    assert text.split("\r")[-2].strip() == ""  # the line is taken away


def test_a_terminal_sees_progress_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(100.0, 0.3)
    monkeypatch.setattr("pangkas._progress.time.monotonic", lambda: next(clock))
    screen = Screen()
    with _progress.Progress(None, 10, "scenarios", screen) as line:
        for _ in range(3):
            line.step()
        assert screen.getvalue() == ""
        line.step()
        assert screen.getvalue().startswith("\r4 of 10 scenarios, about ")
    assert screen.getvalue().endswith("\r")


def test_progress_is_counted_without_a_total() -> None:
    screen = Screen()
    with _progress.Progress(True, None, "scenarios", screen) as line:
        line.step()
    assert "\r1 scenarios" in screen.getvalue()


def test_progress_can_be_switched_off_on_a_terminal() -> None:
    screen = Screen()
    with _progress.Progress(False, 2, "scenarios", screen) as line:
        line.step()
    assert screen.getvalue() == ""


def test_a_callable_is_told_each_step(department: pk.Organisation) -> None:
    told: list[tuple[int, int | None]] = []
    pk.sweep(department, [8, 9, 10], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
