# SPDX-License-Identifier: BSL-1.0
"""Tables in memory: what goes in comes out, by Arrow and as lists."""

from __future__ import annotations

import pickle

import numpy as np
import pangkas as pk
import pytest

COLUMNS = {
    "text": ["a", None, "", "é 部"],
    "whole": [1, None, -3, 2**62],
    "real": [1.5, None, -0.0, 1e300],
    "truth": [True, None, False, True],
}


def test_cells_come_back() -> None:
    table = pk.Table(COLUMNS)
    assert table.column_names == ["text", "whole", "real", "truth"]
    assert len(table) == 4
    assert table.to_dict() == COLUMNS
    assert table.rows()[3] == ("é 部", 2**62, 1e300, True)
    assert table["text"] == COLUMNS["text"]
    np.testing.assert_array_equal(table["real"], [1.5, np.nan, -0.0, 1e300])
    assert repr(table) == "Table(4 rows: text, whole, real, truth)"


def test_numbers_share_memory_and_cannot_be_written_to() -> None:
    table = pk.Table({"whole": [1, 2], "real": np.array([1.0, 2.0], dtype="f4")})
    for name in ("whole", "real"):
        assert np.shares_memory(table[name], table[name])
        with pytest.raises(ValueError, match="read-only"):
            table[name][0] = 9


def test_an_array_that_is_changed_afterwards_changes_nothing() -> None:
    seats = np.array([1.0, 2.0])
    table = pk.Table({"seats": seats})
    seats[:] = 7
    assert table["seats"].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("library", ["polars", "pyarrow", "duckdb", "pandas"])
def test_it_goes_to_other_libraries_and_back(library: str) -> None:
    module = pytest.importorskip(library)
    table = pk.Table(COLUMNS)
    if library == "polars":
        there = table.to_polars()
        assert there["text"].to_list() == COLUMNS["text"]
    elif library == "pyarrow":
        there = table.to_arrow()
        assert there.column("whole").to_pylist() == COLUMNS["whole"]
        there.validate(full=True)
    elif library == "duckdb":
        cells = table  # noqa: F841 - named in the query
        there = module.sql("select * from cells")
    else:
        there = table.to_pandas()
        texts = there["text"]
        assert [None if n else t for t, n in zip(texts, texts.isna(), strict=True)] == COLUMNS["text"]
        there = there[["text", "real"]]
        table = pk.Table({n: COLUMNS[n] for n in ("text", "real")})
    assert pk.Table(there) == table


def test_no_rows_and_no_columns() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    empty = pk.Table({"a": [], "b": np.array([], dtype="f8")})
    assert len(empty) == 0
    assert pyarrow.table(empty).num_rows == 0
    assert pk.Table({}).to_dict() == {}
    assert pyarrow.table(pk.Table({})).num_columns == 0


def test_equality_and_pickle() -> None:
    table = pk.Table(COLUMNS)
    assert table == pk.Table(COLUMNS)
    assert table != pk.Table({**COLUMNS, "whole": [1, None, -3, 4]})
    assert pickle.loads(pickle.dumps(table)) == table
    with pytest.raises(TypeError):
        hash(table)


@pytest.mark.parametrize(
    ("columns", "error", "sentence"),
    [
        ({"a": [1, 2], "b": [1]}, pk.InputError, '"b" has 1 cells, "a" has 2'),
        ({"a": [1, "x"]}, TypeError, "a column has one type"),
        ({"a": [object()]}, TypeError, "holds a object"),
        ({"a": "text"}, TypeError, "is one text"),
        ({"a": np.zeros((2, 2))}, ValueError, "2 dimensions"),
        ({"a": [2**70]}, ValueError, "beyond 64 bits"),
        ({"a": ["\ud800"]}, pk.InputError, "surrogate"),
        (3, TypeError, "__arrow_c_stream__"),
        (None, TypeError, "__arrow_c_stream__"),
    ],
)
def test_what_is_no_table(columns: object, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        pk.Table(columns)  # type: ignore[arg-type]


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="it has text, whole, real, truth"):
        pk.Table(COLUMNS)["nobody"]
