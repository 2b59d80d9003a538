# SPDX-License-Identifier: BSL-1.0
"""An organisation: what it holds, that it does not change, how it is copied and sent."""

from __future__ import annotations

import copy
import gc
import pickle
import threading
from pathlib import Path

import numpy as np
import pangkas as pk
import pytest
from data import HEALTH, MINISTRY

# Two roots, an orphan with one below it, a cycle of two and one that reports to itself.
ROWS = {
    "code": ["D", "H1", "H2", "A", "R", "O", "P", "X", "Y", "S"],
    "reports_to": [None, "D", "D", "H1", None, "gone", "O", "Y", "X", "S"],
    "title": ["Director", "Head", "Head", "Analyst", None, None, None, None, None, None],
    "unit": ["U", "U1", "U2", "U1", None, None, None, None, None, None],
    "seats": [1, 1, 1, 2.5, None, None, None, None, None, None],
    "cost": [100, 50, 50, 30, None, None, None, None, None, None],
    "flags": ["E1 E2", "", None, "E1", None, None, None, None, None, None],
}


@pytest.fixture
def org() -> pk.Organisation:
    return pk.Organisation.from_table(ROWS)


def test_columns_are_in_the_order_of_the_table(org: pk.Organisation) -> None:
    assert len(org) == 10
    assert org.codes == ROWS["code"]
    assert list(org) == ROWS["code"]
    assert org.titles[:4] == ["Director", "Head", "Head", "Analyst"]
    assert org.units == ["U", "U1", "U2", "U1", "", "", "", "", "", ""]
    assert org.flags[:3] == [("E1", "E2"), (), ()]
    assert org.placements == ["placed"] * 5 + ["orphan"] * 2 + ["unrooted"] * 3
    assert (org.placed, org.orphans, org.unrooted) == (5, 2, 3)
    assert org.roots == ["D", "R"]
    assert sorted(map(sorted, org.cycles)) == [["S"], ["X", "Y"]]


def test_layers_and_superiors_are_masked_where_there_are_none(org: pk.Organisation) -> None:
    assert org.layer.tolist() == [1, 2, 2, 3, 1, None, None, None, None, None]
    assert org.superior.tolist() == [None, 0, 0, 1, None, None, 5, 8, 7, 9]
    # A report to itself is no subordinate; each member of a cycle has the other.
    assert org.span.tolist() == [2, 1, 0, 0, 0, 1, 0, 1, 1, 0]
    np.testing.assert_array_equal(org.seats[:5], [1, 1, 1, 2.5, np.nan])


def test_arrays_share_the_memory_of_the_organisation_and_keep_it_alive() -> None:
    org = pk.generate(20_000, seed=3)
    seats, superior, span = org.seats, org.superior, org.span
    assert np.shares_memory(seats, org.seats)
    assert np.shares_memory(superior.data, org.superior.data)
    assert np.shares_memory(span, org.span)
    expected = seats.copy(), superior.data.copy(), span.copy()
    del org
    gc.collect()
    again = [pk.generate(20_000, seed=s) for s in range(3)]  # would take freed memory
    np.testing.assert_array_equal(seats, expected[0])
    np.testing.assert_array_equal(superior.data, expected[1])
    np.testing.assert_array_equal(span, expected[2])
    del again


@pytest.mark.parametrize("name", ["seats", "filled", "cost", "span", "layer", "superior"])
def test_arrays_cannot_be_written_to(org: pk.Organisation, name: str) -> None:
    array = getattr(org, name)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 7
    data = array.data if isinstance(array, np.ma.MaskedArray) else array
    assert not data.flags.writeable
    with pytest.raises(ValueError, match="WRITEABLE"):
        data.flags.writeable = True


def test_single_positions(org: pk.Organisation) -> None:
    a = org["A"]
    assert (a.code, a.title, a.reports_to, a.seats, a.layer, a.span) == (
        "A", "Analyst", "H1", 2.5, 3, 0,
    )  # fmt: skip
    assert a.flags == ("E1",)
    assert org["O"].reports_to == "gone"
    assert org["O"].layer is None
    assert org["X"].reports_to == "Y"
    assert org["D"].filled is None
    assert "A" in org and "gone" not in org and 3 not in org
    assert org.row("A") == 3
    assert org.subordinates("D") == ["H1", "H2"]
    assert org.chain_of_command("A") == ["H1", "D"]
    assert org.subtree("D").codes == ["D", "H1", "H2", "A"]
    assert org.subtree("A").codes == ["A"]


def test_a_code_that_is_not_there(org: pk.Organisation) -> None:
    for ask in (org.row, org.subordinates, org.subtree, org.chain_of_command, org.__getitem__):
        with pytest.raises(pk.UnknownPosition, match='no position has the code "nobody"') as e:
            ask("nobody")
        assert e.value.code == "nobody"
        assert isinstance(e.value, KeyError)


def test_equality_is_of_what_it_holds_not_of_where_it_came_from(org: pk.Organisation) -> None:
    again = pk.Organisation.from_table(ROWS, name="another")
    assert again == org and hash(again) == hash(org)
    assert again.findings != org.findings  # they name the table
    for column, cell in [("title", "Chief"), ("seats", 9), ("flags", "E9"), ("unit", "V")]:
        other = {k: list(v) for k, v in ROWS.items()}
        other[column][0] = cell
        assert pk.Organisation.from_table(other) != org, column
    moved = {k: list(v) for k, v in ROWS.items()}
    moved["reports_to"][3] = "H2"
    assert pk.Organisation.from_table(moved) != org
    assert org != 3 and org != "D"


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_pickle_loses_nothing(ministry: pk.Organisation, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(ministry, protocol))
    assert again == ministry
    assert again.to_json() == ministry.to_json()
    assert again.findings == ministry.findings
    assert again.inputs == ministry.inputs
    assert again.measure() == ministry.measure()
    assert again.matters == ministry.matters
    assert again.authority == ministry.authority
    assert again.lines == ministry.lines


def test_pickle_keeps_faults(org: pk.Organisation) -> None:
    again = pickle.loads(pickle.dumps(org))
    assert again == org
    assert again.cycles == org.cycles
    assert again.findings == org.findings
    assert again["O"] == org["O"]


def test_copies_are_the_organisation_itself(org: pk.Organisation) -> None:
    assert copy.copy(org) is org
    assert copy.deepcopy([org])[0] is org


def test_json_and_csv_give_it_back(ministry: pk.Organisation, tmp_path: Path) -> None:
    assert pk.Organisation.from_json_text(ministry.to_json()) == ministry
    assert ministry.to_json(tmp_path / "o.json") is None
    assert pk.Organisation.from_json(tmp_path / "o.json") == ministry
    ministry.to_csv(str(tmp_path / "o.csv"))
    again = pk.Organisation.from_csv(tmp_path / "o.csv")
    assert again.codes == ministry.codes
    assert again.to_csv() == ministry.to_csv()
    ministry.lines.to_pandas().to_csv(tmp_path / "lines.csv", index=False)
    whole = pk.Organisation.from_csv(
        tmp_path / "o.csv",
        matters=MINISTRY / "matters.csv",
        authority=MINISTRY / "authority.csv",
        lines=tmp_path / "lines.csv",
    )
    assert whole == ministry


def test_tables_of_decisions_may_be_in_memory(ministry: pk.Organisation) -> None:
    again = pk.Organisation.from_table(
        ministry,
        rank_scheme="indonesia",
        matters=ministry.matters,
        authority=[ministry.authority],
        lines=ministry.lines,
    )
    assert again.matters == ministry.matters
    assert again.lines == ministry.lines
    assert again.authority == ministry.authority
    assert again.measure() == ministry.measure()


def test_decisions_in_the_words_of_schemes_survive_every_form(tmp_path: Path) -> None:
    org = pk.Organisation.from_table(
        {"code": ["R", "A", "B"], "reports_to": ["", "R", "R"]},
        matters={"code": ["buy"], "amount": ["5: 50% | 5..80: 50%"], "flags": ["big"]},
        authority={
            "position": ["R", ""],
            "whoever": ["", "@superior"],
            "matter": ["buy", "*"],
            "limit": ["5% budget", ""],
            "for": ["all", ""],
            "with": ["1 of A + B", ""],
            "limits": ["days=7", ""],
            "quorum": ["2", ""],
            "pass_on": ["no", "codes=A"],
        },
        lines={"superior": ["R"], "subordinates": ["codes=A|B"], "type": ["membership"], "from": ["2021-06-30"]},
        steps={"matter": ["buy"], "act": ["review"], "who": ["@line"], "flag": ["big"]},
    )
    assert list(org.findings) == []
    assert (len(org.matters), len(org.authority), len(org.lines), len(org.steps)) == (2, 2, 2, 1)
    assert pickle.loads(pickle.dumps(org)) == org
    assert pk.Organisation.from_json_text(org.to_json()) == org
    again = pk.Organisation.from_table(
        org, matters=org.matters, authority=org.authority, lines=org.lines, steps=org.steps
    )
    assert again == org
    with pytest.raises(pk.StructureError, match="1 steps"):
        pk.resample_trees(org, np.random.default_rng(1))


def test_networkx_and_back(ministry: pk.Organisation) -> None:
    networkx = pytest.importorskip("networkx")
    graph = ministry.to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert list(graph.nodes) == ministry.codes
    command = [(u, v) for u, v, t in graph.edges(data="type") if t == "command"]
    assert len(command) == len(ministry) - len(ministry.roots)
    assert graph.number_of_edges() == len(command) + len(ministry.lines)
    # networkx's own shortest path from the root is the layer.
    depth = networkx.single_source_shortest_path_length(
        ministry.to_networkx(lines="command"), ministry.roots[0]
    )
    assert [depth[c] + 1 for c in ministry.codes] == ministry.layer.tolist()
    again = pk.Organisation.from_networkx(graph)
    assert again.codes == ministry.codes
    assert again.lines == ministry.lines
    assert again.layer.tolist() == ministry.layer.tolist()


def test_a_graph_that_is_no_organisation() -> None:
    networkx = pytest.importorskip("networkx")
    with pytest.raises(pk.InputError, match="two command superiors"):
        pk.Organisation.from_networkx(networkx.DiGraph([("A", "C"), ("B", "C")]))
    with pytest.raises(pk.InputError, match="no directions"):
        pk.Organisation.from_networkx(networkx.Graph([("A", "C")]))
    with pytest.raises(pk.InputError, match='the code "1"'):
        pk.Organisation.from_networkx(networkx.DiGraph([(1, "1")]))
    named = networkx.DiGraph()
    named.add_edge("A", "B", kind="assignment", role="lead")
    org = pk.Organisation.from_networkx(named, type="kind")
    assert org.roots == ["A", "B"]
    assert org.lines["role"] == ["lead"]


def test_repr_says_what_it_is(org: pk.Organisation) -> None:
    assert repr(org).startswith("Organisation(10 positions in 3 layers below 2 roots, 2 orphans, ")
    assert "3 unrooted" in repr(org)
    assert repr(pk.Organisation()) == "Organisation(0 positions in 0 layers below 0 roots)"
    assert bool(pk.Organisation())
    assert len(pk.Organisation()) == 0


def test_nothing_at_all() -> None:
    nobody = pk.Organisation()
    assert nobody.codes == []
    assert nobody.layer.tolist() == []
    assert nobody.measure().positions == 0
    assert nobody == pickle.loads(pickle.dumps(nobody))
    assert len(nobody.to_table()) == 0
    assert len(nobody.to_polars()) == 0


def test_threads_may_read_one_organisation() -> None:
    org = pk.generate(30_000, seed=5)
    expected = org.measure()
    layers = pk.generate(30_000, seed=5).layer.tolist()
    wrong: list[object] = []

    def read() -> None:
        for _ in range(3):
            if org.measure() != expected or org.layer.tolist() != layers:
                wrong.append(org)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong


def test_evidence_of_files() -> None:
    import hashlib

    file = HEALTH / "senior.csv"
    org = pk.Organisation.from_uk_organogram(file)
    assert org.inputs == {str(file): hashlib.sha256(file.read_bytes()).hexdigest()}
    assert pk.Organisation.from_table(ROWS).inputs == {}


def test_budgets_and_external_positions_are_told_only_where_there_are_any() -> None:
    plain = pk.Organisation.from_table({"code": ["R"], "reports_to": [None]})
    assert "budget" not in plain.to_table().to_dict()
    assert np.isnan(plain.budget).all()
    assert "external" not in repr(plain)

    columns = {
        "code": ["R", "a", "M"],
        "reports_to": [None, "R", None],
        "anggaran": [None, 2.5, None],
        "flags": [None, None, "external"],
    }
    org = pk.Organisation.from_table(columns)
    assert len(org.findings) == 0
    np.testing.assert_array_equal(org.budget, [np.nan, 2.5, np.nan])
    assert not org.budget.flags.writeable
    assert (org["a"].budget, org["M"].placement) == (2.5, "external")
    assert (org.placed, org.external, org.roots) == (2, 1, ["R"])
    assert org.measure().external == 1
    assert org.measure().totals.positions == 2
    assert pickle.loads(pickle.dumps(org)) == org
    assert pk.Organisation.from_table(org.to_table()) == org
    assert plain != org


def test_holders_and_legal_sources() -> None:
    org = pk.Organisation.from_table(
        {
            "code": ["A", "B", "C"],
            "reports_to": [None, "A", "B"],
            "hand": ["p1", None, "p1; p2"],
            "legal_source": [None, "Law 1, art. 2", None],
        },
        holder="hand",
        lines={
            "superior": ["A"],
            "subordinate": ["C"],
            "type": ["functional"],
            "legal_source": ["Decree 3"],
        },
    )
    assert [f.rule for f in org.findings] == ["holder-of-several"]
    assert "p1" not in org.findings[0].detail
    assert org["B"].legal_source == "Law 1, art. 2" and org["A"].legal_source == ""
    assert org.to_table()["holder"] == ["p1", None, "p1; p2"]
    assert pickle.loads(pickle.dumps(org)) == org
    assert org.lines["legal_source"] == ["Decree 3"]
    # Graphs keep both, since they are written by who asks for them.
    assert pk.Organisation.from_networkx(org.to_networkx()) == org
    plain = org.without_holders()
    assert plain != org and "holder" not in plain.to_table().column_names
    assert plain["B"].legal_source == "Law 1, art. 2"
