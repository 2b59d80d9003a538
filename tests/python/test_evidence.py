# SPDX-License-Identifier: BSL-1.0
"""Figures against other people's programs: NetworkX for the measures, HiGHS for the optimum."""

from __future__ import annotations

import inspect
import itertools
import math
import random
from typing import Any

import numpy as np
import pangkas as pk
import pytest
from data import cases

nx = pytest.importorskip("networkx")


def random_organisation(seed: int, *, lines: bool) -> pk.Organisation:
    """Up to 90 positions in several trees, some of them orphans; and other lines between them."""
    draw = random.Random(seed)
    size = draw.randrange(2, 90)
    codes = [f"p{number}" for number in range(size)]
    roots = draw.randrange(1, 4)
    width = draw.choice([1, 3, 12])  # deep or flat
    superiors = [
        "" if number < roots else codes[draw.randrange(max(0, number - 1 - width * 4), number)]
        for number in range(size)
    ]
    for number in range(roots, size):
        if draw.random() < 0.02:
            superiors[number] = "nobody"
    order = list(range(size))
    draw.shuffle(order)
    table: dict[str, Any] = {
        "code": [codes[number] for number in order],
        "reports_to": [superiors[number] for number in order],
    }
    if not lines:
        return pk.Organisation.from_table(table)
    pairs = set()
    for _ in range(draw.randrange(2 * size)):
        upper, lower = draw.randrange(size), draw.randrange(size)
        if upper != lower and superiors[lower] != codes[upper]:
            pairs.add((codes[upper], codes[lower]))
    drawn = sorted(pairs)
    kinds = ("functional", "assignment", "coordination")
    return pk.Organisation.from_table(
        table,
        lines={
            "superior": [upper for upper, _ in drawn],
            "subordinate": [lower for _, lower in drawn],
            "type": [draw.choice(kinds) for _ in drawn],
        }
        if drawn
        else (),
    )


def simple(org: pk.Organisation, *, lines: str = "all") -> Any:
    """The same graph without the attributes, of one line a pair."""
    graph = org.to_networkx(lines=lines)
    assert set(graph) == set(org.codes)
    plain = nx.DiGraph()
    plain.add_nodes_from(org.codes)  # in the order of the rows
    plain.add_edges_from((upper, lower) for upper, lower in graph.edges())
    assert plain.number_of_edges() == graph.number_of_edges()
    return plain


SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_layers_spans_and_placement(seed: int) -> None:
    org = random_organisation(seed, lines=True)
    graph = simple(org, lines="command")
    assert org.span.tolist() == [graph.out_degree(code) for code in org.codes]
    orphans = {code for code in org.codes if org[code].reports_to == "nobody"}
    depth: dict[str, int] = {}
    for top in (code for code in graph if graph.in_degree(code) == 0 and code not in orphans):
        depth.update(nx.single_source_shortest_path_length(graph, top))
    assert [None if layer is np.ma.masked else int(layer) for layer in org.layer] == [
        depth[code] + 1 if code in depth else None for code in org.codes
    ]
    assert org.placed == len(depth)
    measures = org.measure()
    assert measures.layers.layers == max(depth.values()) + 1
    assert measures.layers.mean_depth == pytest.approx(np.mean(list(depth.values())), rel=1e-12)
    spans = [degree for _, degree in graph.out_degree() if degree]
    assert measures.spans.managers == len(spans)
    if spans:
        assert measures.spans.mean == pytest.approx(np.mean(spans), rel=1e-12)
        assert measures.spans.median == np.median(spans)
        assert measures.spans.max == max(spans)


@pytest.mark.parametrize("seed", SEEDS)
def test_pair_distance_by_lowest_common_superiors(seed: int) -> None:
    org = random_organisation(seed, lines=False)
    graph = simple(org, lines="command")
    total = pairs = longest = 0
    for top in org.roots:
        tree = graph.subgraph(nx.descendants(graph, top) | {top}).copy()
        depth = nx.single_source_shortest_path_length(tree, top)
        together = itertools.combinations(tree, 2)
        for (one, other), common in nx.tree_all_pairs_lowest_common_ancestor(
            tree, root=top, pairs=together
        ):
            distance = depth[one] + depth[other] - 2 * depth[common]
            total += distance
            longest = max(longest, distance)
            pairs += 1
    found = pk.pair_distance(org)
    assert found.pairs == pairs
    if pairs:
        assert found.mean == pytest.approx(total / pairs, rel=1e-12)
        assert found.diameter == longest
    else:
        assert found.mean is None


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lines", ["command", "all"])
def test_flow_hierarchy_and_reaching_centrality(seed: int, lines: Any) -> None:
    org = random_organisation(seed, lines=True)
    graph = simple(org, lines=lines)
    if graph.number_of_edges() == 0:
        assert pk.flow_hierarchy(org, lines=lines) is None
        return
    assert pk.flow_hierarchy(org, lines=lines) == pytest.approx(nx.flow_hierarchy(graph), rel=1e-12)
    assert pk.global_reaching_centrality(org, lines=lines) == pytest.approx(
        nx.global_reaching_centrality(graph), rel=1e-12
    )
    reached = pk.local_reaching_centrality(org, lines=lines)
    assert reached is not None
    assert reached == pytest.approx(
        [nx.local_reaching_centrality(graph, code) for code in org.codes], rel=1e-12
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_trophic_levels(seed: int) -> None:
    """NetworkX has those of Levine, and the coherence of Johnson et al."""
    org = random_organisation(seed, lines=True)
    # A graph with cycles is fine, but somebody must be below nobody; a root always is.
    graph = simple(org)
    tops = [code for code in graph if graph.in_degree(code) == 0]
    below = set(tops).union(*(nx.descendants(graph, top) for top in tops))
    levels = pk.trophic_levels(org)
    if below != set(graph):
        assert levels is None or len(levels) == 0
        return
    assert levels is not None
    expected = nx.trophic_levels(graph)
    assert levels == pytest.approx([expected[code] for code in org.codes], rel=1e-9)
    if graph.number_of_edges():
        assert pk.trophic_incoherence_q(org) == pytest.approx(
            nx.trophic_incoherence_parameter(graph), rel=1e-9, abs=1e-12
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_betweenness_and_distance_on_all_lines(seed: int) -> None:
    org = random_organisation(seed, lines=True)
    graph = simple(org)
    down = nx.betweenness_centrality(graph, normalized=False)
    assert pk.betweenness(org) == pytest.approx([down[code] for code in org.codes], abs=1e-9)
    either = graph.to_undirected()
    both = nx.betweenness_centrality(either, normalized=False)  # each pair once
    assert pk.betweenness(org, ways="both") == pytest.approx(
        [2 * both[code] for code in org.codes], abs=1e-9
    )
    for ways, searched in (("down", graph), ("both", either)):
        lengths = [
            length
            for start, found in nx.all_pairs_shortest_path_length(searched)
            for end, length in found.items()
            if start != end
        ]
        found = pk.line_distance(org, ways=ways)  # type: ignore[arg-type]
        assert found.pairs == len(lengths)
        if lengths:
            assert found.mean == pytest.approx(np.mean(lengths), rel=1e-12)
            assert found.diameter == max(lengths)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_graph_goes_out_and_comes_back(seed: int) -> None:
    org = random_organisation(seed, lines=True)
    assert pk.Organisation.from_networkx(org.to_networkx()).codes == org.codes
    again = pk.Organisation.from_networkx(org.to_networkx())
    assert again.span.tolist() == org.span.tolist()
    assert sorted(again.lines.rows(), key=repr) == sorted(org.lines.rows(), key=repr)


@pytest.mark.parametrize("seed", range(10))
def test_krackhardt_by_definition(seed: int) -> None:
    """Connectedness and hierarchy, counted from the reachability of NetworkX."""
    org = random_organisation(seed, lines=True)
    graph = simple(org)
    size = len(graph)
    reach = {code: nx.descendants(graph, code) for code in graph}
    components = [len(part) for part in nx.weakly_connected_components(graph)]
    joined = sum(math.comb(part, 2) for part in components)
    assert pk.krackhardt_connectedness(org) == pytest.approx(joined / math.comb(size, 2))
    either = both = 0
    for one, other in itertools.combinations(graph, 2):
        down, up = other in reach[one], one in reach[other]
        either += down or up
        both += down and up
    expected = None if either == 0 else 1 - both / either
    assert pk.krackhardt_hierarchy(org) == (
        None if expected is None else pytest.approx(expected, rel=1e-12)
    )


# --- The optimum ----------------------------------------------------------------------------------


def random_problem(seed: int) -> Any:
    """A forest of 50 to 500 managers, with loads, capacities, protections and layers at random."""
    import milp

    draw = random.Random(seed)
    managers = draw.randrange(50, 501)
    arity = draw.randrange(2, 7)
    trees = 2 + managers // draw.randrange(10, 26)  # in larger ones the solver takes too long
    superior = [-1] * trees + [(number - trees) // arity for number in range(trees, managers)]
    staff = managers * draw.randrange(1, 6)
    superior += [draw.randrange(managers) for _ in range(staff)]
    size = len(superior)
    span = [0] * size
    for above in superior:
        if above >= 0:
            span[above] += 1
    unit = draw.random() < 0.5
    cap = draw.randrange(6, 46)
    stays = 1 / draw.randrange(3, 33)

    def load() -> int:
        return 1 if unit else draw.randrange(4)

    problem = milp.Problem(
        superior=superior,
        removable=[
            above >= 0 and span[number] > 0 and draw.random() >= stays
            for number, above in enumerate(superior)
        ],
        gain=[draw.randrange(-200, 2000) for _ in range(size)],
        kept=[load() for _ in range(size)],
        converted=[load() for _ in range(size)],
        capacity=[
            max(cap + draw.randrange(5), 0 if draw.random() < 1 / 8 else 2 * span[number])
            for number in range(size)
        ],
        layers=draw.randrange(2, 6) if draw.random() < 1 / 3 else None,
    )
    if takes_deciders() and draw.random() < 1 / 3:
        for _ in range(draw.randrange(40)):
            number = draw.randrange(size)
            above = problem.above(number)
            if len(above) > 1:
                problem.decider[number] = above[draw.randrange(1, len(above))]
    return problem


def takes_deciders() -> bool:
    return "decider" in (pk.optimal_flattening.__doc__ or "") or (
        "decider" in _parameters(pk.optimal_flattening)
    )


def _parameters(function: Any) -> set[str]:
    try:
        return set(inspect.signature(function).parameters)
    except ValueError:
        return set()


def test_the_optimum_equals_that_of_highs() -> None:
    """200 forests or a share of them, each tree a mixed-integer programme of its own."""
    milp = pytest.importorskip("milp")
    forests = trees = infeasible = left_out = 0
    for seed in itertools.count():
        if forests >= cases(200):
            break
        problem = random_problem(seed)
        codes = [str(number) for number in range(len(problem.superior))]
        org = pk.Organisation.from_table(
            {
                "code": codes,
                "reports_to": ["" if above < 0 else codes[above] for above in problem.superior],
            }
        )
        more: dict[str, Any] = {}
        if problem.decider:
            more["decider"] = [problem.decider.get(n, -1) for n in range(len(codes))]
        found = pk.optimal_flattening(
            org,
            gain=problem.gain,
            may_convert=problem.removable,
            load_kept=problem.kept,
            load_converted=problem.converted,
            capacity=problem.capacity,
            layers=problem.layers,
            **more,
        )
        below = problem.subordinates()
        expected = 0
        without = set()
        ended = True
        for top, tree in problem.trees().items():
            if not below[top]:
                continue
            done, gain = milp.optimum(problem, tree, below, seconds=1.0)
            if not done:
                ended = False
                break
            trees += 1
            if gain is None:
                without.add(top)
            else:
                expected += gain
        if not ended:
            left_out += 1
            assert left_out <= 60, "the solver ran out of time too often; is the machine busy?"
            continue
        assert found.gain == expected, seed
        assert set(found.infeasible) == without, seed
        assert found.gain == sum(problem.gain[row] for row in found.converted), seed
        infeasible += len(without)
        forests += 1
    assert trees > cases(1000)
    assert cases(20) <= infeasible < trees / 2
