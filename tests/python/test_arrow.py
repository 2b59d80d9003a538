# SPDX-License-Identifier: BSL-1.0
"""Tables of every library and every type of column give the same organisation."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pangkas as pk
import pytest

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

COLUMNS: dict[str, list[Any]] = {
    "code": ["D", "H1", "H2", "A", "B"],
    "reports_to": [None, "D", "D", "H1", "H1"],
    "title": ["Director", "Head, of \"one\"", "Head\nof two", None, "é 部"],
    "unit": ["U", "U1", "U2", "U1", "U1"],
    "seats": [1.0, None, 2.0, 0.25, 3.0],
    "cost": [100, 50, None, 30, 20],
}
EXPECTED = pk.Organisation.from_table(COLUMNS)


def chunked(data: dict[str, list[Any]]) -> Any:
    """Three chunks, the middle one empty, the last one a slice with an offset."""
    table = pa.table(data)
    last = pa.concat_tables([table.slice(0, 3), table.slice(3)]).combine_chunks().slice(2)
    return pa.concat_tables([table.slice(0, 2), table.slice(0, 0), last])


def categorical(data: dict[str, list[Any]]) -> Any:
    table = pa.table(data)
    for i, name in enumerate(("code", "reports_to", "title", "unit")):
        place = table.column_names.index(name)
        index = [pa.int8(), pa.int32(), pa.int16(), pa.int64()][i]
        encoded = table.column(name).cast(pa.dictionary(index, pa.string()))
        table = table.set_column(place, name, encoded)
    return table


def views(data: dict[str, list[Any]]) -> Any:
    # Longer texts than a view holds itself, in several buffers.
    return pl.concat([pl.DataFrame(data).slice(i, 1) for i in range(5)], rechunk=False)


SOURCES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pyarrow": pa.table,
    "pyarrow chunked": chunked,
    "pyarrow dictionary": categorical,
    "pyarrow large": lambda d: pa.table(
        {k: pa.array(v, pa.large_string()) if k in ("code", "title") else v for k, v in d.items()}
    ),
    "pyarrow view": lambda d: pa.table(
        {k: pa.array(v, pa.string_view()) if k in ("code", "title") else v for k, v in d.items()}
    ),
    "pyarrow reader": lambda d: pa.table(d).to_reader(max_chunksize=2),
    "polars": pl.DataFrame,
    "polars chunks": views,
    "polars categorical": lambda d: pl.DataFrame(d).with_columns(pl.col("unit").cast(pl.Categorical)),
    "pandas": pd.DataFrame,
    "pandas categorical": lambda d: pd.DataFrame(d).astype({"unit": "category"}),
    "pandas arrow": lambda d: pd.DataFrame(d).convert_dtypes(dtype_backend="pyarrow"),
    "mapping of lists": dict,
    "mapping of arrays": lambda d: {
        k: np.array(v, dtype=object if k not in ("seats", "cost") else "f8") for k, v in d.items()
    },
    "pangkas": pk.Table,
}


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_gives_the_same_organisation(source: str) -> None:
    org = pk.Organisation.from_table(SOURCES[source](COLUMNS))
    assert org == EXPECTED
    assert org.findings == EXPECTED.findings
    assert org.to_csv() == EXPECTED.to_csv()


def test_duckdb() -> None:
    posts = pa.table(COLUMNS)  # noqa: F841 - named in the query
    relation = duckdb.sql("select * from posts")
    assert pk.Organisation.from_table(relation) == EXPECTED
    # Sums are of 128 bits there, and literals are decimals.
    heads = duckdb.sql(
        "select code, reports_to, title, unit, seats, sum(cost) as cost from posts group by all"
    )
    org = pk.Organisation.from_table(heads)
    assert org["A"].cost == 30
    assert org["H2"].cost is None


NUMBERS = [0, 7, None, 120]


@pytest.mark.parametrize(
    "kind",
    ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
     "float16", "float32", "float64"],
)  # fmt: skip
def test_numbers_of_every_width(kind: str) -> None:
    as_type = getattr(pa, kind)()
    values: list[Any] = [None if n is None else n for n in NUMBERS]
    if kind == "float16":
        values = [None if n is None else np.float16(n) for n in NUMBERS]
    column = pa.array(values, as_type)
    table = pa.table({"code": ["1", "2", "3", "4"], "reports_to": [None, "1", "1", "1"], "cost": column})
    org = pk.Organisation.from_table(table)
    assert [None if np.isnan(c) else c for c in org.cost] == NUMBERS
    if "float" not in kind:
        codes = pa.array([1, 2, 3, 4], as_type)
        above = pa.array([None, 1, 1, 2], as_type)
        again = pk.Organisation.from_table(pa.table({"code": codes, "reports_to": above}))
        assert again.codes == ["1", "2", "3", "4"]
        assert again.layer.tolist() == [1, 2, 2, 3]


def test_numbers_are_read_to_the_last_bit() -> None:
    rng = np.random.default_rng(1)
    costs = np.concatenate([rng.random(500) * 10.0 ** rng.integers(-12, 15, 500), [0.1, 1 / 3, 1.234]])
    codes = [str(i) for i in range(len(costs))]
    org = pk.Organisation.from_table({"code": codes, "reports_to": [None] * len(costs), "cost": costs})
    np.testing.assert_array_equal(org.cost, costs)


def test_decimals_days_truths_and_lists() -> None:
    from datetime import date

    table = pa.table(
        {
            "code": ["A", "B"],
            "reports_to": [None, "A"],
            "cost": pa.array([Decimal("1250000.50"), None], pa.decimal128(12, 2)),
            "seats": pa.array([Decimal("-0.00"), Decimal("3.00")], pa.decimal128(12, 2)),
            "flags": pa.array([["E1", "E2"], None], pa.list_(pa.string())),
            "from": pa.array([date(2013, 9, 30), date(2014, 1, 1)], pa.date32()),
            "is_head": pa.array([True, None]),
        }
    )
    org = pk.Organisation.from_table(table)
    assert org["A"].cost == 1250000.5
    assert org.seats.tolist() == [0.0, 3.0]
    assert org.flags == [("E1", "E2"), ()]
    kept = pk.Organisation.from_table(table, keep={"from": "2013-09-30"})
    assert kept.codes == ["A"]
    assert pk.Organisation.from_table(table, keep={"is_head": ["true"]}).codes == ["A"]


def test_rows_lazy_frames_and_parquet_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame({"code": ["A", "B"], "reports_to": [None, "A"], "seats": [2.0, None]})
    expected = pk.Organisation.from_table(frame)
    assert pk.Organisation.from_table(frame.lazy()) == expected
    assert pk.Organisation.from_table(frame.to_dicts()) == expected
    # A key that is missing is a null; the columns are those of all rows.
    rows = [{"code": "A", "seats": 2.0}, {"code": "B", "reports_to": "A"}]
    assert pk.Organisation.from_table(rows) == expected
    file = tmp_path / "posts.parquet"
    frame.write_parquet(file)
    assert pk.Organisation.from_table(file) == pk.Organisation.from_table(str(file)) == expected
    matters = pl.DataFrame({"code": ["leave"]})
    matters.write_parquet(tmp_path / "matters.parquet")
    for given in (matters.lazy(), tmp_path / "matters.parquet", [matters.lazy()]):
        assert len(pk.Organisation.from_table(frame, matters=given).matters) == 1
    faulty = tmp_path / "faulty.parquet"
    frame.with_columns(reports_to=pl.lit("X")).write_parquet(faulty)
    assert pk.Organisation.from_table(faulty).findings[0].file == str(faulty)

    monkeypatch.setitem(sys.modules, "polars", None)
    assert pk.Organisation.from_table(file) == expected  # by PyArrow
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ModuleNotFoundError, match="Polars or PyArrow reads; neither is installed: pip install"):
        pk.Organisation.from_table(file)


def test_files_that_are_no_parquet(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match='"posts.csv" is no Parquet file .* Organisation.from_csv'):
        pk.Organisation.from_table("posts.csv")
    with pytest.raises(pk.InputError, match="nobody.parquet cannot be read") as e:
        pk.Organisation.from_table(tmp_path / "nobody.parquet")
    assert e.value.file == str(tmp_path / "nobody.parquet")
    (tmp_path / "text.parquet").write_text("code,reports_to\n")
    with pytest.raises(pk.InputError, match="cannot be read as Parquet"):
        pk.Organisation.from_table(tmp_path / "text.parquet")
    for nothing in (3, [1, 2], "text"):
        with pytest.raises(TypeError):
            pk.Organisation.from_table(nothing)  # type: ignore[arg-type]


def test_columns_are_named_by_the_caller() -> None:
    posts = pl.DataFrame({"post": ["1", "2", "3"], "boss": ["XX", "1", "2"], "code": ["x", "y", "z"]})
    org = pk.Organisation.from_table(posts, code="post", reports_to="boss", root_marks=["XX"])
    assert org.roots == ["1"]
    assert org.layer.tolist() == [1, 2, 3]
    # The headings of the format are found by themselves, also in Indonesian.
    kode = pl.DataFrame({"kode": ["1", "2"], "atasan": [None, "1"], "jabatan": ["Menteri", "Sekretaris"]})
    assert pk.Organisation.from_table(kode).titles == ["Menteri", "Sekretaris"]


def test_rows_of_findings_are_those_of_a_spreadsheet() -> None:
    table = pl.DataFrame(
        {
            "code": ["A", "B", "B", None, "C", "D"],
            "reports_to": [None, "A", "A", "A", "Z", "D"],
            "seats": ["1", "1", "1", "1", "many", "-3"],
        }
    )
    found = [(f.rule, f.row) for f in pk.Organisation.from_table(table).findings]
    assert found == [
        ("repeated-row", 4),
        ("no-code", 5),
        ("bad-number", 6),
        ("unknown-superior", 6),
        ("bad-number", 7),
        ("self-report", 7),
    ]


def test_findings_are_those_of_the_same_file(tmp_path: Any) -> None:
    table = pl.DataFrame(
        {
            "code": ["A", "B", "b ", "B", "C", "D", "E", "E"],
            "reports_to": ["-", "A", "a", "A", "D", "C", "nobody", "A"],
            "rank": ["I.a", "II.a", "III.a", "II.a", "x", None, None, None],
            "seats": ["1", "1,5", "x", "2", "Rp 3", None, "", "1"],
            "name": ["k", "l", "m", "n", "o", "p", "q", "r"],
        }
    )
    file = tmp_path / "table"
    table.write_csv(file)
    of_file = pk.Organisation.from_csv(file)
    of_table = pk.Organisation.from_table(table, name=str(file))
    assert of_table == of_file
    assert of_table.findings == of_file.findings
    assert of_file.findings.errors > 0


def test_results_go_out_by_arrow() -> None:
    org = pk.Organisation.from_table(COLUMNS)
    frame = pl.DataFrame(org)
    assert frame["code"].to_list() == COLUMNS["code"]
    assert frame["layer"].to_list() == [1, 2, 2, 3, 3]
    assert pa.table(org.to_table()).column("reports_to").to_pylist() == COLUMNS["reports_to"]
    assert org.to_dataframe()["span"].tolist() == [2, 2, 0, 0, 0]
    assert pk.Organisation.from_table(org) == org
    capsule = org.__arrow_c_stream__()
    assert "arrow_array_stream" in repr(capsule)
