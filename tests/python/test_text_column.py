# SPDX-License-Identifier: BSL-1.0
"""Columns of text: sequences that become objects of Python only where they are asked for."""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pangkas as pk
import pytest

ORG = pk.Organisation.from_table(
    {
        "code": ["01", "日本", "C", "A", "B"],
        "reports_to": [None, "01", "01", "C", "C"],
        "title": ["Head", "Head", None, "Clerk", "Head"],
    }
)


def test_they_are_sequences_of_text() -> None:
    codes, titles = ORG.codes, ORG.titles
    assert isinstance(codes, Sequence)
    assert list(codes) == ["01", "日本", "C", "A", "B"]
    assert (codes[0], codes[-1], codes[1:3], codes[::-2]) == ("01", "B", ["日本", "C"], ["B", "C", "01"])
    assert list(titles) == ["Head", "Head", "", "Clerk", "Head"]
    assert (titles.count("Head"), titles.index("Clerk"), "Clerk" in titles, 3 in titles) == (3, 3, True, False)
    assert titles == titles.tolist() and titles != codes and titles != ["Head"]
    assert repr(titles) == "['Head', 'Head', '', 'Clerk', 'Head']"
    assert pickle.loads(pickle.dumps(titles)) == list(titles)
    np.testing.assert_array_equal(np.asarray(titles), np.array(titles.tolist()))
    with pytest.raises(IndexError):
        codes[5]
    with pytest.raises(ValueError, match="'X' is not in the column"):
        codes.index("X")
    assert repr(pk.generate(30).codes).startswith("TextColumn(30 texts: ")


def test_asking_for_them_makes_no_objects() -> None:
    org = pk.generate(20_000)
    _ = org.codes
    gc.collect()
    tracemalloc.start()
    held = [org.codes, org.titles, org.ranks, org.units, org.classes]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(held) == 5 and peak < 20_000  # a list of 20,000 takes 160,000 bytes
    del org
    gc.collect()
    assert held[0][19_999] == pk.generate(20_000).codes[19_999]


def test_polars_and_pyarrow_take_them_as_they_are() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    for column in (ORG.codes, ORG.titles, pk.Organisation().codes, pk.Organisation().titles):
        assert pyarrow.array(column).to_pylist() == list(column)
        assert polars.Series(column).to_list() == list(column)
    assert pyarrow.types.is_dictionary(pyarrow.array(ORG.titles).type)
    kept = pyarrow.array(pk.generate(1000).codes)
    gc.collect()
    assert kept.to_pylist() == list(pk.generate(1000).codes)
