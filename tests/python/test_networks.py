# SPDX-License-Identifier: BSL-1.0
"""Organisations as graphs and arrays of other libraries, and back."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pangkas as pk
import pytest

# Two roots, an orphan with one below it, a cycle, one that reports to itself; a line and a right.
ORG = pk.Organisation.from_table(
    {
        "code": ["D", "H", "A", "B", "R", "O", "P", "X", "Y", "S"],
        "reports_to": [None, "D", "H", "H", None, "gone", "O", "Y", "X", "S"],
        "rank": ["I.a", "II.a", None, None, None, None, None, None, None, None],
        "kind": [None, "functional", None, None, None, None, None, None, None, None],
        "seats": [1, 1, 2.5, None, None, None, None, None, None, None],
        "flags": ["E1 E2", None, None, None, None, None, None, None, None, None],
    },
    rank_scheme="indonesia",
    matters={"code": ["leave"], "originators": ["codes=A"]},
    authority={"position": ["H"], "matter": ["leave"]},
    lines={
        "superior": ["R", "D"],
        "subordinate": ["A", "H"],
        "type": ["coordination", "functional"],
        "from": ["2021-06-30", None],
    },
)
COMMAND = [(0, 1), (1, 2), (1, 3), (5, 6), (8, 7), (7, 8)]


def back(library: str, org: pk.Organisation, **options: Any) -> pk.Organisation:
    pytest.importorskip(library)
    graph = getattr(org, f"to_{library}")()
    return getattr(pk.Organisation, f"from_{library}")(graph, **options)  # type: ignore[no-any-return]


@pytest.mark.parametrize("library", ["networkx", "igraph", "rustworkx"])
def test_nothing_is_lost_on_the_way_there_and_back(library: str, ministry: pk.Organisation) -> None:
    assert back(library, ORG) == ORG
    assert back(library, ministry) == ministry
    assert back(library, ministry.simplify("id-central-2021").after).lines == (
        ministry.simplify("id-central-2021").after.lines
    )
    assert back(library, pk.Organisation()) == pk.Organisation()


def test_lines_of_command_alone_are_a_plain_graph() -> None:
    networkx = pytest.importorskip("networkx")
    graph = ORG.to_networkx(lines="command")
    assert type(graph) is networkx.DiGraph
    codes = list(ORG.codes)
    assert sorted(graph.edges) == sorted((codes[u], codes[v]) for u, v in COMMAND)
    assert type(ORG.to_networkx()) is networkx.MultiDiGraph
    assert ORG.to_networkx().number_of_edges() == len(COMMAND) + 2
    tree = pk.generate(300, agencies=1)
    assert networkx.is_arborescence(tree.to_networkx(lines="command"))


def test_igraph_and_rustworkx_see_the_same_lines() -> None:
    igraph, rustworkx = pytest.importorskip("igraph"), pytest.importorskip("rustworkx")
    graph = ORG.to_igraph(lines="command")
    assert graph.get_edgelist() == COMMAND and graph.vs["name"] == ORG.codes
    assert graph.vs[2]["seats"] == 2.5 and graph.vs[3]["seats"] is None
    assert set(ORG.to_rustworkx(lines="command").edge_list()) == set(COMMAND)
    # Made by hand, without a name or a type.
    made = igraph.Graph([(0, 1), (1, 2)], directed=True)
    assert pk.Organisation.from_igraph(made).chain_of_command("2") == ["1", "0"]
    other = rustworkx.PyDiGraph()
    other.add_nodes_from(["D", {"code": "H", "title": "Head"}, None, "C"])
    other.add_edges_from([(0, 1, None), (1, 2, {"kind": "command"}), (3, 1, "coordination")])
    org = pk.Organisation.from_rustworkx(other, type="kind")
    assert (org.codes, org["H"].title) == (["D", "H", "2", "C"], "Head")
    assert org.chain_of_command("2") == ["H", "D"]
    assert org.lines.rows()[0][:3] == ("C", "H", "coordination")
    for name, graph in (("igraph", igraph.Graph(2)), ("rustworkx", rustworkx.PyGraph())):
        with pytest.raises(pk.InputError, match="no directions"):
            getattr(pk.Organisation, f"from_{name}")(graph)


def test_what_cannot_be_told_by_the_graph_is_said() -> None:
    pytest.importorskip("networkx")
    graph = ORG.to_networkx()
    graph.graph["rank_scheme"] = "our own"
    with pytest.raises(pk.InputError, match='the rank scheme "our own", which is no preset'):
        pk.Organisation.from_networkx(graph)
    graph.graph.update(rank_scheme="indonesia", matters="leave")
    with pytest.raises(pk.InputError, match="matters of the graph is no table"):
        pk.Organisation.from_networkx(graph)


def test_arrays() -> None:
    assert ORG.to_edges().tolist() == [[u, v] for u, v in sorted(COMMAND, key=lambda line: line[1])]
    assert ORG.to_edges(lines="all").tolist()[-2:] == [[0, 1], [4, 2]]
    assert ORG.to_parents().tolist() == [-1, 0, 1, 1, -1, -1, 5, 8, 7, -1]
    again = pk.Organisation.from_parents(ORG.to_parents(), codes=ORG.codes)
    assert again.to_parents().tolist() == ORG.to_parents().tolist()
    assert pk.Organisation.from_parents(ORG.superior).unrooted == ORG.unrooted
    edges = pk.Organisation.from_edges(ORG.to_edges(), codes=ORG.codes)
    assert edges.codes == ORG.codes and edges.subordinates("H") == ["A", "B"]
    named = pk.Organisation.from_edges(np.array([["D", "H"], ["H", "A"]]))
    assert named.codes == ["D", "H", "A"] and named.roots == ["D"]
    assert len(pk.Organisation.from_edges([])) == len(pk.Organisation.from_parents([])) == 0
    assert pk.Organisation.from_edges([(0, 1)], name="lines").findings == ORG.findings[:0]


def test_a_sparse_matrix() -> None:
    csgraph = pytest.importorskip("scipy.sparse.csgraph")
    matrix = ORG.to_csr()
    assert matrix.format == "csr" and matrix.shape == (10, 10)
    assert sorted(zip(*matrix.nonzero(), strict=True)) == sorted(COMMAND)
    assert ORG.to_csr(lines="all")[0, 1] == 2  # command and functional
    tree = pk.generate(500, agencies=1)
    # SciPy's distance from the root is the layer.
    distance = csgraph.shortest_path(tree.to_csr(), unweighted=True, indices=tree.row(tree.roots[0]))
    np.testing.assert_array_equal(distance + 1, tree.layer)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: pk.Organisation.from_edges([(0, 2), (1, 2)]), '"2" has two command superiors, "0" and "1"'),
        (lambda: pk.Organisation.from_edges([(0, 5)], codes=["A"]), "the row 5, of which codes says none"),
        (lambda: pk.Organisation.from_edges([(-1, 5)]), "rows are counted from 0"),
        (lambda: pk.Organisation.from_edges([1, 2]), r"shape \(2,\)"),
        (lambda: pk.Organisation.from_edges([(0.5, 1)]), "array of float64"),
        (lambda: pk.Organisation.from_parents([0, 7]), "the superior of row 1 is row 7; there are 2"),
        (lambda: pk.Organisation.from_parents([-1], codes="AB"), "one code for each row"),
        (lambda: pk.Organisation.from_parents([0.5]), "array of float64"),
    ],
)
def test_arrays_that_are_no_organisation(make: Any, sentence: str) -> None:
    with pytest.raises(pk.InputError, match=sentence):
        make()


@pytest.mark.parametrize(
    ("call", "library"),
    [
        (lambda: ORG.to_igraph(), "igraph"),
        (lambda: ORG.to_rustworkx(), "rustworkx"),
        (lambda: ORG.to_networkx(), "networkx"),
        (lambda: ORG.to_csr(), "scipy"),
    ],
)
def test_a_library_that_is_missing(call: Any, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError, match=f"^{library} is not installed; pip install {library}"):
        call()
