# SPDX-License-Identifier: BSL-1.0
"""Random tables: whatever is in them, nothing crashes, and nothing is lost."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import numpy as np
import pangkas as pk
import pytest
from data import cases

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import HealthCheck, given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

settings.register_profile(
    "pangkas",
    max_examples=cases(600),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("pangkas")

# Few codes, so that some repeat, report to themselves or go round in a circle.
few = st.sampled_from(["A", "B", "C", "D", "E", "F", "G", "H", "a", "A ", " B", "É", "部"])
odd = st.text(max_size=6)  # any characters, also NUL and half of a pair
code = st.one_of(few, odd)
number = st.one_of(
    st.none(),
    st.floats(0, 1e6),
    st.sampled_from([float("nan"), float("inf"), -1.0, 1e300, -0.0, 5e-324]),
)


def surrogate_free(text: str | None) -> bool:
    return text is None or not any("\ud800" <= character <= "\udfff" for character in text)


@st.composite
def tables(draw: Any) -> dict[str, list[Any]]:
    rows = draw(st.integers(0, 25))

    def column(values: Any) -> Any:
        return draw(st.lists(values, min_size=rows, max_size=rows))

    table = {
        "code": column(st.one_of(few, few, code, st.none())),
        "reports_to": column(st.one_of(few, few, st.just(""), code, st.none())),
    }
    if draw(st.booleans()):
        table["title"] = column(st.one_of(st.none(), odd))
        table["rank"] = column(st.one_of(st.none(), st.sampled_from(["III.a", "IV.a", "II", "x"])))
    if draw(st.booleans()):
        table["seats"] = column(number)
        table["filled"] = column(number)
        table["cost"] = column(number)
    if draw(st.booleans()):
        table["kind"] = column(
            st.sampled_from([None, "structural", "functional", "executing", "odd", ""])
        )
        table["flags"] = column(st.sampled_from([None, "", "E1", "E1;E2", ";;", "E1 E2"]))
    return table


def read(table: dict[str, list[Any]]) -> pk.Organisation | None:
    """The organisation; ``None`` if the table is refused, which an error of ours must say."""
    try:
        return pk.Organisation.from_table(table)
    except (pk.Error, UnicodeEncodeError):
        return None


def assert_conserved(org: pk.Organisation) -> None:
    measures = org.measure()
    assert measures.positions == len(org)
    assert len(org) == org.placed + org.orphans + org.unrooted
    assert len(set(org.codes)) == len(org)
    assert org.placements.count("placed") == org.placed
    assert org.placements.count("orphan") == org.orphans
    assert org.placements.count("unrooted") == org.unrooted
    # Each placed position that is no root is a subordinate of one that is placed, once.
    placed = ~np.ma.getmaskarray(org.layer)
    assert int(org.span[placed].sum()) == org.placed - len(org.roots)
    assert sum(measures.layers.per_layer) == org.placed
    shown = org.layer
    for row, superior in enumerate(org.superior):
        if superior is not np.ma.masked and shown[row] is not np.ma.masked:
            assert shown[row] == shown[superior] + 1


@given(tables())
def test_random_tables_keep_every_position(table: dict[str, list[Any]]) -> None:
    org = read(table)
    if org is not None:
        assert_conserved(org)


@given(tables())
def test_the_first_row_of_a_code_stands(table: dict[str, list[Any]]) -> None:
    """The rule of the data, in plain Python: codes are trimmed of blanks and compared exactly."""
    plain = {"A", "B", "C", "D", "E", "F", "G", "H", "a", "É", "部"}
    codes = [(value or "").strip(" ") for value in table["code"]]
    above = [(value or "").strip(" ") for value in table["reports_to"]]
    if not set(codes) <= plain or not set(above) <= plain | {""}:
        return
    first: dict[str, str] = {}
    for one, superior in zip(codes, above):
        first.setdefault(one, superior)
    org = pk.Organisation.from_table({"code": table["code"], "reports_to": table["reports_to"]})
    assert org.codes == list(first)
    expected = []
    for one in first:
        climbed = [one]
        while True:
            superior = first[climbed[-1]]
            if superior == "":
                expected.append("placed")
            elif superior not in first:
                expected.append("orphan")
            elif superior in climbed:
                expected.append("unrooted")
            else:
                climbed.append(superior)
                continue
            break
    assert org.placements == expected


@given(tables(), st.lists(st.integers(1, 4), min_size=1, max_size=3), st.sampled_from(
    ["none", "team-leads", "coordinators"]
))  # fmt: skip
def test_simplifying_loses_nobody_and_can_be_undone(
    table: dict[str, list[Any]], layers: list[int], roles: Any
) -> None:
    org = read(table)
    if org is None:
        return
    after, ledger = org.simplify("delayer", layers=layers, roles=roles)
    assert_conserved(after)
    assert after.codes == org.codes
    assert after.placements == org.placements
    assert after.roots == org.roots
    np.testing.assert_array_equal(after.seats, org.seats)
    np.testing.assert_array_equal(after.filled, org.filled)
    np.testing.assert_array_equal(after.cost, org.cost)
    # No superior is further away by command lines than before.
    placed = ~np.ma.getmaskarray(org.layer)
    assert (after.layer.data[placed] <= org.layer.data[placed]).all()
    assert after.undo(ledger) == org


@given(tables(), st.integers(1, 6))
def test_an_optimum_keeps_the_laws_too(table: dict[str, list[Any]], cap: int) -> None:
    org = read(table)
    if org is None:
        return
    solution = pk.optimise(org, span_cap=cap)
    result = solution.apply()
    assert_conserved(result.after)
    assert result.converted == len(solution.converted)
    assert result.after.undo(result.ledger) == org
    assert solution.gain <= solution.bound
    # Who was wider than the cap may stay so; nobody else gets wider.
    assert (result.after.span <= np.maximum(org.span, cap)).all()


@given(tables())
def test_copies_and_texts_are_equal(table: dict[str, list[Any]]) -> None:
    org = read(table)
    if org is None:
        return
    data = pickle.dumps(org)
    again = pickle.loads(data)
    assert again == org
    assert hash(again) == hash(org)
    assert again.findings == org.findings
    assert pickle.dumps(pickle.loads(data)) == pickle.dumps(again)
    assert copy.copy(org) == copy.deepcopy(org) == org
    assert pk.Organisation.from_json_text(org.to_json()) == org
    assert org._repr_html_()
    assert repr(org)


@given(tables())
def test_every_way_in_reads_the_same(table: dict[str, list[Any]]) -> None:
    pa = pytest.importorskip("pyarrow")
    pl = pytest.importorskip("polars")
    if not all(surrogate_free(text) for name in ("code", "reports_to") for text in table[name]):
        return
    if not all(surrogate_free(text) for text in table.get("title", [])):
        return
    kinds = {name: pa.float64() for name in ("seats", "filled", "cost")}
    arrow = pa.table(
        {name: pa.array(values, kinds.get(name, pa.string())) for name, values in table.items()}
    )
    chunks = pa.concat_tables([arrow.slice(at, 3) for at in range(0, max(1, len(arrow)), 3)])
    dictionaries = pa.table(
        {
            name: column.dictionary_encode() if pa.types.is_string(column.type) else column
            for name, column in zip(chunks.column_names, chunks.columns)
        }
    )
    ways = [arrow, chunks, dictionaries, pl.from_arrow(arrow), pk.Table(arrow)]
    found = []
    for way in ways:
        try:
            found.append(pk.Organisation.from_table(way))
        except pk.Error as error:
            found.append(str(error))
    assert all(one == found[0] for one in found[1:])
    if isinstance(found[0], pk.Organisation):
        assert all(one.findings == found[0].findings for one in found[1:])
        # A table says the kind that follows from the rank, too, so tables are compared.
        again = pk.Organisation.from_table(found[0].to_table())
        assert again.to_table() == found[0].to_table()
