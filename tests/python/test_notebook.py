# SPDX-License-Identifier: BSL-1.0
"""The notebook runs from top to bottom, and says nothing of the machine that it ran on."""

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


def cells(kind: str) -> list[dict[str, Any]]:
    return [
        cell for cell in json.loads(NOTEBOOK.read_text())["cells"] if cell["cell_type"] == kind
    ]


def test_it_is_committed_without_outputs() -> None:
    for cell in cells("code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    text = NOTEBOOK.read_text()
    for place in (Path.home(), Path(tempfile.gettempdir()), ROOT):
        assert str(place) not in text
    # Nor any other absolute path, of POSIX or Windows: what is beside the notebook is named from there.
    assert not re.search(r"(?<![\w.)])/[\w.-]+/|\b[A-Za-z]:\\|\\\\Users", text)


@pytest.mark.parametrize("with_data", [True, False])
def test_it_runs(with_data: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("matplotlib")
    pytest.importorskip("polars")
    data = Path(os.environ.get("PANGKAS_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if with_data and not data.is_dir():
        pytest.skip(f"there is no {data}")
    package = str(Path(pk.__file__).parents[1])
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([package, os.environ.get("PYTHONPATH", "")]).rstrip(":")
    )
    monkeypatch.setenv("PANGKAS_SHARED_DATA", str(data if with_data else tmp_path / "none"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
    )
    client.execute()
    printed = "".join(
        output.get("text", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert ("20 departments" in printed) == with_data
    assert ("the example that comes with Pangkas" in printed) != with_data
    pictures = [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert len(pictures) >= 3
    assert not any(
        output.get("name") == "stderr"
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
