# SPDX-License-Identifier: BSL-1.0
"""The pages say what happens: their Python is run, and so are the docstrings and the examples."""

from __future__ import annotations

import doctest
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pangkas as pk
import pytest

ROOT = Path(__file__).parents[2]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", ["README.md", "docs/python.md", "docs/sweeps.md"])
def test_pages(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("polars", "pandas", "matplotlib"):
        pytest.importorskip(library)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "build").mkdir()
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(ROOT / page), module_relative=False, optionflags=OPTIONS, encoding="utf-8"
    )
    assert tried > 0
    assert failed == 0


@pytest.mark.parametrize("name", ["_sweep", "_workers", "_progress", "_resample", "_html", "plot"])
def test_docstrings(name: str) -> None:
    module = importlib.import_module(f"pangkas.{name}")
    failed, _ = doctest.testmod(module, optionflags=OPTIONS)
    assert failed == 0


def test_the_dask_example_runs(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    package = str(Path(pk.__file__).parents[1])
    run = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "examples" / "sweep_on_dask.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": package},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert len(lines) == 6
    expected = pk.optimise(pk.generate(20_000, seed=1), span_cap=10, max_layers=4).gain
    assert lines[0] == f"span cap 10, at most 4 layers: {expected:,.0f} hand-offs saved a year"
