# SPDX-License-Identifier: BSL-1.0
"""Reading a table, measuring, simplifying and optimising; beside the graph libraries of Python.

What is compared: from one table of codes (text) to the layer and the span of each position, as two
arrays in the order of the table. Each peer does it the fastest way that its documentation shows;
where it wants numbers instead of codes, Polars looks them up. All answers are asserted to be equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pangkas as pk
import pytest
from numpy.typing import NDArray

pl = pytest.importorskip("polars")

Answer = tuple[NDArray[np.int64], NDArray[np.int64]]


@pytest.fixture(scope="session")
def table(rows: int) -> Any:
    """A made-up service, its rows shuffled."""
    return pl.DataFrame(
        pk.generate(rows, seed=7, random_order=True).to_table().to_arrow()
    ).with_columns(pl.col("reports_to").replace("", None))


@pytest.fixture(scope="session")
def lines(table: Any) -> Any:
    return table.select("code", "reports_to")


@pytest.fixture(scope="session")
def org(table: Any) -> pk.Organisation:
    return pk.Organisation.from_table(table, rank_scheme="indonesia")


@pytest.fixture(scope="session")
def expected(lines: Any) -> Answer:
    """By NumPy: every position asks its superior for its layer, until nothing changes."""
    superior = numbers(lines)
    layer = np.ones(superior.size, dtype=np.int64)
    below = superior >= 0
    while True:
        higher = np.where(below, layer[superior] + 1, 1)
        if np.array_equal(higher, layer):
            break
        layer = higher
    return layer, np.bincount(superior[below], minlength=superior.size)


def numbers(lines: Any) -> NDArray[np.int64]:
    """The row of each superior; -1: none."""
    own = lines.select(pl.col("code").alias("reports_to")).with_row_index("row")
    found = lines.join(own, on="reports_to", how="left", maintain_order="left")["row"]
    return np.asarray(found.cast(pl.Int64).fill_null(-1).to_numpy())


def of_pangkas(lines: Any) -> Answer:
    org = pk.Organisation.from_table(lines)
    return np.asarray(org.layer.data), np.asarray(org.span)


def of_networkx(lines: Any) -> Answer:
    import networkx as nx

    codes = lines["code"].to_list()
    graph = nx.DiGraph()
    graph.add_nodes_from(codes)
    graph.add_edges_from(lines.drop_nulls().select("reports_to", "code").iter_rows())
    layer = dict.fromkeys(codes, 0)
    tops = [code for code, degree in graph.in_degree() if degree == 0]
    for number, together in enumerate(nx.bfs_layers(graph, tops), 1):
        for code in together:
            layer[code] = number
    spans = dict(graph.out_degree())
    return np.array([layer[c] for c in codes]), np.array([spans[c] for c in codes])


def of_igraph(lines: Any) -> Answer:
    import igraph

    superior = numbers(lines)
    below = np.flatnonzero(superior >= 0)
    # One vertex more, above all roots, so that one search finds all layers.
    top = superior.size
    ends = np.stack([np.where(superior < 0, top, superior), np.arange(superior.size)], axis=1)
    graph = igraph.Graph(n=top + 1, edges=ends, directed=True)
    layer = np.array(graph.distances(source=[top], mode="out")[0][:-1], dtype=np.int64)
    spans = np.array(graph.outdegree()[:-1], dtype=np.int64)
    assert below.size == spans.sum()
    return layer, spans


def of_rustworkx(lines: Any) -> Answer:
    import rustworkx as rx

    superior = numbers(lines)
    below = np.flatnonzero(superior >= 0)
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(superior.size))
    graph.add_edges_from_no_data(list(zip(superior[below].tolist(), below.tolist())))
    layer = np.zeros(superior.size, dtype=np.int64)
    tops = np.flatnonzero(superior < 0).tolist()
    for number, together in enumerate(rx.bfs_layers(graph, tops), 1):
        layer[list(together)] = number
    spans = np.array([graph.out_degree(v) for v in range(superior.size)], dtype=np.int64)
    return layer, spans


def of_networkit(lines: Any) -> Answer:
    import networkit as nk

    superior = numbers(lines)
    top = superior.size
    upper = np.where(superior < 0, top, superior)
    graph = nk.GraphFromCoo((upper, np.arange(superior.size)), n=top + 1, directed=True)
    search = nk.distance.BFS(graph, top, storePaths=False)
    search.run()
    layer = np.asarray(search.getDistances(asarray=True))[:-1].astype(np.int64)
    degrees = nk.centrality.DegreeCentrality(graph, normalized=False).run().scores()
    return layer, np.asarray(degrees)[:-1].astype(np.int64)


WAYS: dict[str, Callable[[Any], Answer]] = {
    "pangkas": of_pangkas,
    "networkx": of_networkx,
    "igraph": of_igraph,
    "rustworkx": of_rustworkx,
    "networkit": of_networkit,
}


@pytest.mark.benchmark(group="table to layers and spans")
def test_layers_and_spans(
    peer: str, lines: Any, expected: Answer, timed: Any, benchmark: Any
) -> None:
    if peer != "pangkas":
        pytest.importorskip(peer)
    benchmark.extra_info["who"] = peer
    layer, spans = timed(WAYS[peer], lines)
    np.testing.assert_array_equal(layer, expected[0])
    np.testing.assert_array_equal(spans, expected[1])


@pytest.mark.benchmark(group="from_table, all columns")
@pytest.mark.parametrize("source", ["polars", "pyarrow", "pandas"])
def test_from_table(source: str, table: Any, timed: Any, benchmark: Any) -> None:
    pytest.importorskip(source)
    given = {
        "polars": lambda: table,
        "pyarrow": lambda: table.to_arrow(),
        "pandas": lambda: table.to_pandas(),
    }[source]()
    benchmark.extra_info["who"] = source
    org = timed(pk.Organisation.from_table, given)
    assert len(org) == len(table)
    assert org.placed == len(table)


@pytest.mark.benchmark(group="measure")
def test_measure(org: pk.Organisation, expected: Answer, timed: Any, benchmark: Any) -> None:
    benchmark.extra_info["who"] = "pangkas"
    measures = timed(org.measure)
    assert measures.layers.layers == expected[0].max()
    assert measures.spans.max == expected[1].max()
    assert measures.spans.managers == np.count_nonzero(expected[1])


@pytest.mark.benchmark(group="simplify")
def test_simplify(org: pk.Organisation, timed: Any, benchmark: Any) -> None:
    benchmark.extra_info["who"] = "pangkas"
    result = timed(lambda: org.simplify("id-central-2021", roles="coordinators"))
    assert len(result.after) == len(org)
    assert result.converted > 0


@pytest.mark.benchmark(group="optimise within a span of 30")
def test_optimise(org: pk.Organisation, expected: Answer, timed: Any, benchmark: Any) -> None:
    benchmark.extra_info["who"] = "pangkas"
    solution = timed(lambda: pk.optimise(org, span_cap=30))
    # A manager has the leaves below it as traffic, so no bound is above the sum of all depths.
    leaves = expected[0][expected[1] == 0]
    assert 0 < solution.hand_offs_saved <= float((leaves - 2).clip(0).sum())
