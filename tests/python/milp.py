# SPDX-License-Identifier: BSL-1.0
"""Optimal flattening of one tree as a mixed-integer programme, written from the page of the problem
(``docs/background/optimal-flattening.md``), for a solver that knows nothing of trees."""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np


@dataclass
class Problem:
    """A forest with what the page calls removable, g, k, c, S, and its two limits.

    Positions are numbered so that a superior has a lower number than its subordinates.
    """

    superior: list[int]  # -1: the top of a tree
    removable: list[bool]
    gain: list[int]
    kept: list[int]
    converted: list[int]
    capacity: list[int]
    layers: int | None = None
    decider: dict[int, int] = field(default_factory=dict)  # of what a position raises

    def subordinates(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self.superior]
        for position, superior in enumerate(self.superior):
            if superior >= 0:
                below[superior].append(position)
        return below

    def trees(self) -> dict[int, list[int]]:
        """The positions of each tree by its top, superiors first."""
        top = list(range(len(self.superior)))
        trees: dict[int, list[int]] = {}
        for position, superior in enumerate(self.superior):
            if superior >= 0:
                top[position] = top[superior]
            trees.setdefault(top[position], []).append(position)
        return trees

    def above(self, position: int) -> list[int]:
        chain = []
        while (position := self.superior[position]) >= 0:
            chain.append(position)
        return chain


class Rows:
    """Rows of a programme, as the solver takes them."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.start: list[int] = []
        self.column: list[int] = []
        self.value: list[float] = []

    def add(self, lower: float, terms: dict[int, float], upper: float) -> None:
        self.start.append(len(self.column))
        self.lower.append(lower)
        self.upper.append(upper)
        self.column.extend(terms)
        self.value.extend(terms.values())


def optimum(
    problem: Problem, tree: list[int], below: list[list[int]], seconds: float
) -> tuple[bool, int | None]:
    """Solves one tree.

    Returns
    -------
    ended : bool
        Whether the solver came to an end within the time.
    gain : int or None
        The greatest gain; ``None``: the tree has no solution.

    Notes
    -----
    x(v) = 1: v is converted. n(v, a) = 1: a is the nearest kept superior of v. Each v has one, a is
    kept, and nothing between is: if s is the superior of v and s is converted, the nearest kept
    superior of v is that of s. The load of a is the sum over v of n(v, a) times k(v) or c(v); the
    product with x(v) is a column of its own, m(v, a) = n(v, a) · x(v).
    """
    inf = highspy.kHighsInf
    top = tree[0]
    removable = {v: problem.removable[v] and v != top for v in tree}
    # The superiors that may be the nearest kept one: up to the first that has to stay.
    nearest: dict[int, list[int]] = {}
    for v in tree[1:]:
        s = problem.superior[v]
        nearest[v] = [s] + (nearest[s] if removable[s] else [])
    columns = 0
    x: dict[int, int] = {}
    n: dict[tuple[int, int], int] = {}
    m: dict[tuple[int, int], int] = {}
    for v in tree:
        if removable[v]:
            x[v] = columns
            columns += 1
    # Subordinates that always stay go with each other: one column for all of them.
    group: dict[int, int] = {}
    for v in tree[1:]:
        if not removable[v]:
            group.setdefault(problem.superior[v], v)
    leader = {v: v if removable[v] else group[problem.superior[v]] for v in tree[1:]}
    for v in tree[1:]:
        if leader[v] != v:
            continue
        for a in nearest[v]:
            n[v, a] = columns
            columns += 1
        if removable[v]:
            for a in nearest[v]:
                m[v, a] = columns
                columns += 1
    rows = Rows()
    for v in tree[1:]:
        if leader[v] != v:
            continue
        s = problem.superior[v]
        rows.add(1, {n[v, a]: 1.0 for a in nearest[v]}, 1)
        if removable[s]:
            rows.add(1, {n[v, s]: 1.0, x[s]: 1.0}, 1)  # s itself exactly if it is kept
            for a in nearest[v][1:]:  # through s only where s is converted
                rows.add(0, {n[v, a]: 1.0, m[s, a]: -1.0}, 0)
        if removable[v]:
            rows.add(0, {**{m[v, a]: 1.0 for a in nearest[v]}, x[v]: -1.0}, 0)
            for a in nearest[v]:
                rows.add(-inf, {m[v, a]: 1.0, n[v, a]: -1.0}, 0)
    load: dict[int, dict[int, float]] = {}
    for v in tree[1:]:
        for a in nearest[v]:
            terms = load.setdefault(a, {})
            column = n[leader[v], a]
            terms[column] = terms.get(column, 0.0) + problem.kept[v]
            if removable[v]:
                terms[m[v, a]] = problem.converted[v] - problem.kept[v]
    for a, terms in load.items():
        if removable[a]:  # nothing reports to a where it is converted
            rows.add(-inf, {**terms, x[a]: float(problem.capacity[a])}, problem.capacity[a])
        else:
            rows.add(-inf, terms, problem.capacity[a])
    for v in tree:
        line = [v, *problem.above(v)]
        if problem.layers is not None and below[v]:
            free = {x[q]: -1.0 for q in line if removable[q]}
            rows.add(-inf, free, problem.layers - len(line))
        if v in problem.decider:
            between = line[1 : line.index(problem.decider[v])]
            if all(removable[q] for q in between):
                rows.add(-inf, {x[q]: 1.0 for q in between}, len(between) - 1)

    model = highspy.HighsLp()
    model.num_col_ = columns
    model.num_row_ = len(rows.lower)
    cost = np.zeros(columns)
    for v, column in x.items():
        cost[column] = problem.gain[v]
    model.col_cost_ = cost
    model.col_lower_ = np.zeros(columns)
    model.col_upper_ = np.ones(columns)
    model.row_lower_ = np.array(rows.lower, dtype=float)
    model.row_upper_ = np.array(rows.upper, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array([*rows.start, len(rows.column)], dtype=np.int32)
    model.a_matrix_.index_ = np.array(rows.column, dtype=np.int32)
    model.a_matrix_.value_ = np.array(rows.value, dtype=float)
    whole = set(x.values())
    model.integrality_ = [
        highspy.HighsVarType.kInteger if c in whole else highspy.HighsVarType.kContinuous
        for c in range(columns)
    ]
    model.sense_ = highspy.ObjSense.kMaximize
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)  # gains are whole numbers
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return True, round(solver.getInfo().objective_function_value)
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return True, None
    return False, None
