# SPDX-License-Identifier: BSL-1.0
"""The optimum against brute force, its frontier, and its answer as a policy."""

from __future__ import annotations

import itertools
import pickle

import numpy as np
import pangkas as pk
import pytest
from data import HEALTH, MINISTRY


@pytest.fixture(scope="module")
def health() -> pk.Organisation:
    return pk.Organisation.from_uk_organogram(HEALTH / "senior.csv")


def random_forest(rng: np.random.Generator, size: int) -> pk.Organisation:
    above = [None if i < 2 else str(int(rng.integers(0, i))) for i in range(size)]
    return pk.Organisation.from_table({"code": [str(i) for i in range(size)], "reports_to": above})


def brute_force(
    org: pk.Organisation, gain: np.ndarray, kept: np.ndarray, converted: np.ndarray,
    capacity: np.ndarray, may: np.ndarray,
) -> dict[int, int | None]:  # fmt: skip
    """The greatest gain of each tree by trying every set; None where no set is within capacity."""
    superior = org.superior.tolist()
    top = [r for r in range(len(org))]
    for r in range(len(org)):
        while superior[top[r]] is not None:
            top[r] = superior[top[r]]
    best: dict[int, int | None] = {}
    for root in [r for r in range(len(org)) if superior[r] is None]:
        rows = [r for r in range(len(org)) if top[r] == root]
        choices = [r for r in rows if may[r] and r != root]
        best[root] = None
        for size in range(len(choices) + 1):
            for chosen in itertools.combinations(choices, size):
                load = dict.fromkeys(rows, 0)
                for r in rows:
                    if r == root:
                        continue
                    above = superior[r]
                    while above in chosen:
                        above = superior[above]
                    load[above] += int(converted[r] if r in chosen else kept[r])
                if any(load[r] > capacity[r] for r in rows if r not in chosen):
                    continue
                worth = int(gain[list(chosen)].sum())
                known = best[root]
                if known is None or worth > known:
                    best[root] = worth
    return best


def test_it_equals_trying_every_set() -> None:
    rng = np.random.default_rng(2021)
    infeasible = 0
    for _ in range(120):
        size = int(rng.integers(3, 13))
        org = random_forest(rng, size)
        gain = rng.integers(-3, 8, size)
        kept, converted = rng.integers(0, 3, size), rng.integers(0, 3, size)
        capacity, may = rng.integers(1, 9, size), rng.random(size) < 0.7
        expected = brute_force(org, gain, kept, converted, capacity, may)
        found = pk.optimal_flattening(
            org, gain=gain, may_convert=may, load_kept=kept, load_converted=converted,
            capacity=capacity,
        )  # fmt: skip
        assert found.gain == sum(v for v in expected.values() if v is not None)
        assert set(found.infeasible) == {r for r, v in expected.items() if v is None}
        assert found.gain == gain[list(found.converted)].sum()
        infeasible += len(found.infeasible)
        assert found == pk.optimal_flattening(
            org, gain=gain, may_convert=may, load_kept=kept, load_converted=converted,
            capacity=capacity, threads=3,
        )  # fmt: skip
    assert infeasible > 10


def test_the_answer_is_a_policy_that_does_it(health: pk.Organisation) -> None:
    solution = pk.optimise(health, span_cap=12)
    assert solution.gain == solution.hand_offs_saved <= solution.bound
    result = solution.apply()
    assert sorted(c.position for c in result.ledger if c.change == "converted") == sorted(
        solution.converted
    )
    # Hand-offs of all originators before and after differ by what it says.
    rows = [r for r, s in enumerate(health.span) if s == 0]
    saved = health.path_lengths()[rows].sum() - result.after.path_lengths()[rows].sum()
    assert saved == solution.hand_offs_saved
    assert result.after.span.max() <= max(12, health.span.max())
    assert [health.codes[r] for r in solution.rows] == [
        c for c in health.codes if c in set(solution.converted)
    ]
    assert solution.policy.name == "optimal-flattening"
    assert "12" in solution.policy.title


def test_a_cap_that_is_narrow_holds_for_all(health: pk.Organisation) -> None:
    solution = pk.optimise(health, span_cap=15, narrow=True)
    assert solution.apply().after.span.max() <= 15


def test_reasons(health: pk.Organisation) -> None:
    solution = pk.optimise(health, span_cap=12, keep=[health.subordinates(health.roots[0])[0]])
    kept = {k.position: k for k in solution.kept}
    assert kept[health.roots[0]].reason == "top"
    named = health.subordinates(health.roots[0])[0]
    assert kept[named].reason == "rule" and "named to be kept" in kept[named].detail
    assert named not in solution.converted
    assert {k.reason for k in solution.kept} >= {"top", "rule", "capacity"}
    frame = solution.to_polars()
    assert frame["reason"].to_list() == [k.reason for k in solution.kept]
    managers = {c for c, s in zip(health.codes, health.span, strict=True) if s}
    assert managers == set(kept) | set(solution.converted)


def test_the_frontier_is_the_optimum_at_each_cap(health: pk.Organisation) -> None:
    frontier = pk.optimise(health, span_cap=8).frontier(range(5, 31))
    assert [p.cap for p in frontier] == list(range(5, 31))
    for p in frontier:
        alone = pk.optimise(health, span_cap=p.cap)
        assert (p.gain, p.converted) == (alone.gain, len(alone.converted))
        assert p.hand_offs == alone.hand_offs_saved
    assert list(p.gain for p in frontier) == sorted(p.gain for p in frontier)
    for p in frontier.dominated:
        by = next(q for q in frontier if q.cap == p.dominated_by)
        assert by.gain >= p.gain and by.widest_span <= p.widest_span and by.layers <= p.layers
    assert len(frontier.to_table()) == 26
    assert frontier == pk.optimise(health).frontier(range(5, 31))
    assert pickle.loads(pickle.dumps(frontier)) == frontier
    # Caps of a list, in any order and twice.
    some = pk.optimise(health).frontier([20, 5, 20])
    assert [(p.cap, p.gain) for p in some] == [
        (c, next(p.gain for p in frontier if p.cap == c)) for c in (5, 20)
    ]


def test_matters_and_objectives() -> None:
    org = pk.Organisation.from_csv(
        MINISTRY / "positions.csv",
        matters=MINISTRY / "matters.csv",
        authority=MINISTRY / "authority.csv",
    )
    by_hand_offs = pk.optimise(org, span_cap=15, policy="id-central-2021")
    by_cost = pk.optimise(org, span_cap=15, policy="id-central-2021", objective="cost")
    mixed = pk.optimise(org, span_cap=15, policy="id-central-2021", objective="mixed")
    assert by_hand_offs.hand_offs_saved >= by_cost.hand_offs_saved
    cost = dict(zip(org.codes, org.cost, strict=True))
    assert by_cost.gain == pytest.approx(sum(cost[c] for c in by_cost.converted))
    assert 0 < mixed.gain <= 2  # two shares
    assert pickle.loads(pickle.dumps(mixed)) == mixed
    assert by_cost != by_hand_offs
    assert repr(by_cost).startswith("Solution(cost, span cap 15: ")


def test_a_floor_converts_what_is_under_it() -> None:
    # D leads A and B; A leads two, B three.
    org = pk.Organisation.from_table(
        {"code": list("DABabxyz"), "reports_to": [None, "D", "D", "A", "A", "B", "B", "B"]}
    )
    solution = pk.optimise(org, span_floor=3, objective="fewest")
    assert solution.converted == ["A"] and solution.span_floor == 3
    assert pickle.loads(pickle.dumps(solution)) == solution
    assert pk.optimal_flattening(org, gain=[-1] * 8, floor=[0, 3, 3] + [0] * 5).converted == (1,)


def test_trees_without_a_solution_say_why() -> None:
    star = pk.Organisation.from_table(
        {"code": ["D", "A", "B", "C"], "reports_to": [None, "D", "D", "D"]}
    )
    solution = pk.optimise(star, span_cap=2, narrow=True)
    (tree,) = solution.infeasible
    assert tree.top == "D" and "1 subordinate more than its cap of 2" in (tree.cause or "")
    assert solution.converted == []
    assert [k.reason for k in solution.kept] == ["top"]
    assert solution.apply().after == star


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"span_cap": 0}, pk.StructureError, "span cap of 0"),
        ({"max_layers": 0}, pk.StructureError, "0 layers"),
        ({"span_cap": 3, "span_floor": 4}, pk.StructureError, "floor of 4 is above the span cap"),
        ({"span_floor": 900, "fill": True}, pk.StructureError, "no tree can meet the span floor"),
        ({"span_floor": 2, "load": "people"}, ValueError, "load"),
        ({"objective": "glory"}, ValueError, '"hand-offs", "cost", "mixed"'),
        ({"keep": ["nobody"]}, pk.UnknownPosition, "nobody"),
        ({"policy": "nobody"}, pk.InputError, "delayer"),
        ({"span_cap": -1}, TypeError, "whole number"),
    ],
)
def test_what_is_no_question(
    health: pk.Organisation, options: dict[str, object], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        pk.optimise(health, **options)  # type: ignore[arg-type]


def test_what_is_no_problem(health: pk.Organisation) -> None:
    with pytest.raises(pk.StructureError, match="gain has 3 entries for 173 positions"):
        pk.optimal_flattening(health, gain=[1, 2, 3])
    with pytest.raises(TypeError):
        pk.optimal_flattening(health, gain=np.ones(173) / 3)
    with pytest.raises(pk.StructureError, match="load_kept of row 0 is -1; give 0 or more"):
        pk.optimal_flattening(health, load_kept=[-1] * 173)
    for caps in ([], [0], range(5, 5)):
        with pytest.raises(ValueError, match="cap"):
            pk.optimise(health).frontier(caps)


def test_layers_against_the_widest_span(health: pk.Organisation) -> None:
    solution = pk.optimise(health, max_layers=5, objective="fewest")
    points = solution.layer_frontier(2, 5)
    assert [p.max_layers for p in points] == [2, 3, 4, 5]
    for point in points:
        within = pk.optimise(health, span_cap=point.cap, max_layers=point.max_layers, objective="fewest")
        assert (len(within.converted), within.infeasible) == (point.converted, [])
        assert point.layers <= point.max_layers + 1
    # Fewer layers never narrow spans.
    assert [p.widest_span for p in points] == sorted((p.widest_span for p in points), reverse=True)
    with pytest.raises(pk.StructureError):
        solution.layer_frontier(3, 2)


def test_another_span_floor(health: pk.Organisation) -> None:
    policy = pk.Policy.preset("span-floor").with_span_floor(6)
    lowest = health.simplify(policy).after.span
    kept = [int(s) for s in lowest if s > 0]
    assert len(health.simplify(policy).after) == len(health)
    assert sum(1 for s in kept if s < 6) <= 1  # but for the top, nobody leads fewer
    with pytest.raises(pk.RuleError, match="no span floor"):
        pk.Policy.preset("one-to-one").with_span_floor(6)
