# SPDX-License-Identifier: BSL-1.0
"""The package as it is installed: version, names, docstrings and their examples."""

from __future__ import annotations

import doctest
import importlib.metadata
import importlib.resources
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator

import pangkas as pk
import pytest
from data import ROOT


def test_the_version_is_written_once() -> None:
    written = re.search(r"VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text("utf-8"))
    assert written is not None
    assert pk.__version__ == written[1]
    assert importlib.metadata.version("pangkas") == written[1]


def test_types_and_licence_are_in_the_wheel() -> None:
    package = importlib.resources.files("pangkas")
    assert package.joinpath("py.typed").is_file()
    assert package.joinpath("_core.pyi").is_file()
    files = [str(f) for f in importlib.metadata.files("pangkas") or ()]
    assert any(f.endswith("LICENSE") for f in files)
    assert not any(f.startswith(("include/", "lib/", "bin/", "../")) for f in files)
    assert importlib.metadata.metadata("pangkas")["License-Expression"] == "BSL-1.0"


def test_every_name_is_there() -> None:
    assert set(pk.__all__) <= set(dir(pk))
    assert len(set(pk.__all__)) == len(pk.__all__)


def test_importing_it_asks_for_numpy_alone() -> None:
    script = (
        "import sys, pangkas; "
        "print([m for m in ('polars', 'pandas', 'pyarrow', 'matplotlib', 'networkx', 'dask') "
        "if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def documented() -> Iterator[tuple[str, object]]:
    yield "pangkas", pk
    for name in pk.__all__:
        thing = getattr(pk, name)
        if not callable(thing):
            continue
        yield name, thing
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_"):
                    yield f"{name}.{member}", value


# Fields of records are told by their class.
THINGS = [
    (name, thing)
    for name, thing in documented()
    if "." not in name or type(thing).__name__ not in ("member_descriptor", "_tuplegetter")
]


@pytest.mark.parametrize(("name", "thing"), THINGS, ids=[name for name, _ in THINGS])
def test_docstrings_and_their_examples(name: str, thing: object) -> None:
    if isinstance(thing, (classmethod, staticmethod)):
        thing = thing.__func__
    doc = inspect.getdoc(thing)
    assert doc and doc.strip(), f"{name} says nothing of itself"
    # pybind11 writes types of C++ into the first line.
    assert "pangkas._core." not in doc
    parsed = doctest.DocTestParser().get_doctest(doc, {}, name, None, None)
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(parsed)
    assert result.failed == 0
