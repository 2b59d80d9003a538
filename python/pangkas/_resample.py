# SPDX-License-Identifier: BSL-1.0
"""Organisations drawn from one, to see how far a figure depends on which units there happen to be."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._calls import checked
from ._core import Organisation, Table
from ._errors import StructureError


@checked
def resample_trees(org: Organisation, random: np.random.Generator) -> Organisation:
    """Draws as many trees of command as there are, with replacement: a bootstrap of agencies.

    Where there is one root, the trees below it are drawn, and the root stays. The first copy of a
    tree keeps its codes; each further one has ``#2``, ``#3``, … behind them (``##2`` where a code
    has ``#`` in it, and so on). Orphans, external and unrooted positions belong to no tree and
    are left out.

    Parameters
    ----------
    org : Organisation
        The organisation, without matters, authorities, steps or lines beside the command lines: it
        is not said to which copy they would belong.
    random : numpy.random.Generator
        Where the random numbers come from.

    Returns
    -------
    Organisation
        Tree by tree, in the order in which they were drawn; in a tree, the order of the rows.

    Raises
    ------
    StructureError
        If there are such matters, authorities, steps or lines.

    Notes
    -----
    O(positions of both).

    Source: B. Efron, "Bootstrap methods: another look at the jackknife", The Annals of Statistics 7
    (1979).

    Examples
    --------
    >>> import numpy as np
    >>> import pangkas as pk
    >>> org = pk.Organisation.from_table({"code": ["A", "B"], "reports_to": ["", ""]})
    >>> pk.resample_trees(org, np.random.default_rng(2)).codes
    ['B', 'A']
    """
    if len(org.matters) or len(org.authority) or len(org.lines) or len(org.steps):
        raise StructureError(
            f"the organisation has {len(org.matters)} matters, {len(org.authority)} authorities, "
            f"{len(org.lines)} lines and {len(org.steps)} steps, of which it is not known to which "
            "copy of a tree they would belong; read it without them"
        )
    placed = ~np.ma.getmaskarray(org.layer)
    layer = np.where(placed, org.layer.data, 0).astype(np.int64)
    superior = org.superior.data.astype(np.int64)
    top = 1 if np.count_nonzero(layer == 1) != 1 else 2
    tree = np.full(len(org), -1, dtype=np.int64)
    tops = np.flatnonzero(layer == top)
    tree[tops] = np.arange(tops.size)
    for deeper in range(top + 1, int(layer.max(initial=0)) + 1):
        rows = np.flatnonzero(layer == deeper)
        tree[rows] = tree[superior[rows]]
    order = np.argsort(tree, kind="stable")
    edges = np.searchsorted(tree[order], np.arange(tops.size + 1))
    taken = [np.flatnonzero(layer == 1)] if top == 2 else []
    copies = [np.ones(part.size, dtype=np.int64) for part in taken]
    seen = np.zeros(tops.size, dtype=np.int64)
    for drawn in random.integers(tops.size, size=tops.size).tolist() if tops.size else []:
        seen[drawn] += 1
        taken.append(order[edges[drawn] : edges[drawn + 1]])
        copies.append(np.full(taken[-1].size, seen[drawn]))
    if not taken:
        return Organisation.from_table(Table({"code": [], "reports_to": []}))
    rows = np.concatenate(taken)
    copy = np.concatenate(copies)
    table = org.to_table()
    columns: dict[str, Any] = {}
    for name in table.column_names:
        column = table[name]
        columns[name] = (
            [column[row] for row in rows.tolist()] if isinstance(column, list) else column[rows]
        )
    mark = "#"
    while any(mark in code for code in org.codes):
        mark += "#"
    columns["code"] = _numbered(columns["code"], mark, copy)
    # A single root is above every copy, and is there once.
    within = np.where(layer[rows] > top, copy, 1)
    columns["reports_to"] = _numbered(columns["reports_to"], mark, within)
    scheme = org.rank_scheme
    return Organisation.from_table(Table(columns), rank_scheme=scheme or None)


def _numbered(codes: list[str | None], mark: str, copy: NDArray[np.int64]) -> list[str | None]:
    return [
        code if number == 1 or code is None else f"{code}{mark}{number}"
        for code, number in zip(codes, copy.tolist())
    ]
