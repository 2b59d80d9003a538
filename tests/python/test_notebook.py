# SPDX-License-Identifier: BSL-1.0
"""The notebook runs from top to bottom, gives the outputs that it is committed with, and says nothing
of the machine that it ran on."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import pangkas as pk
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "notebooks" / "uk-departments.ipynb"


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def text_of(output: Any) -> str:
    """What an output says, pictures aside."""
    data = output.get("data", {})
    if "image/png" in data:
        return "a picture"
    said = output.get("text") or data.get("text/html") or data.get("text/plain") or ""
    return "".join(said)


def outputs(notebook: Any) -> list[str]:
    """What each cell says; text comes in as many pieces as it happens to."""
    return ["".join(text_of(output) for output in cell["outputs"]) for cell in code_cells(notebook)]


def test_it_is_committed_with_its_outputs() -> None:
    committed = json.loads(NOTEBOOK.read_text("utf-8"))
    cells = code_cells(committed)
    assert [cell["execution_count"] for cell in cells] == [*range(1, len(cells) + 1)]
    assert sum("a picture" in said for said in outputs(committed)) >= 3
    text = "".join("".join(cell["source"]) for cell in committed["cells"])
    text += "".join(outputs(committed))
    for place in (Path.home(), Path(tempfile.gettempdir()), ROOT):
        assert str(place) not in text
    # Nor any other absolute path, of POSIX or Windows: what is beside the notebook is named from there.
    assert not re.search(r"(?<![\w.)<])/[\w.-]+/|\b[A-Za-z]:\\|\\\\Users", text)


def test_it_runs_and_gives_them_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("matplotlib")
    pytest.importorskip("polars")
    package = str(Path(pk.__file__).parents[1])
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([package, os.environ.get("PYTHONPATH", "")]).rstrip(":")
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    committed = outputs(notebook)
    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
    )
    client.execute()
    # A table may be laid out in another way by another version of Polars; what it says is the same.
    tags = re.compile(r"<style.*?</style>|<[^>]*>|\s+", re.DOTALL)
    found = outputs(notebook)
    for before, now in zip(committed, found, strict=True):
        assert tags.sub(" ", now) == tags.sub(" ", before)
