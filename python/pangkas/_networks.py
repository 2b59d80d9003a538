# SPDX-License-Identifier: BSL-1.0
"""Organisations as NetworkX graphs, and back."""

from __future__ import annotations

from typing import Any

from ._core import InputError, Organisation
from ._exchange import load

_FIELDS = ("title", "kind", "rank", "unit", "seats", "filled", "class", "cost", "budget", "flags")
_OF_LINES = ("matter", "role", "from", "until")


def to_networkx(org: Organisation, lines: str = "all") -> Any:
    """Give a ``networkx.MultiDiGraph``: codes, and lines running superior to subordinate."""
    if lines not in ("command", "all"):
        raise ValueError(f'lines is "{lines}"; it is "command" or "all"')
    networkx = load("networkx", "networks")
    graph = networkx.MultiDiGraph()
    columns = org.to_table().to_dict()
    codes = columns["code"]
    wanted = [f for f in (*_FIELDS, "placement", "layer", "span") if f in columns]
    for row, code in enumerate(codes):
        graph.add_node(
            code, **{f: columns[f][row] for f in wanted if columns[f][row] is not None}
        )
    superior = org.superior
    for row, above in enumerate(superior.filled(len(codes)).tolist()):
        if above != len(codes) and above != row:
            graph.add_edge(codes[above], codes[row], type="command")
    if lines == "all":
        for upper, lower, kind, *rest in org.lines.rows():  # days only where there are any
            named = dict(zip(_OF_LINES, rest, strict=False))
            graph.add_edge(
                upper, lower, type=kind, **{k: v for k, v in named.items() if v is not None}
            )
    return graph


def from_networkx(graph: Any, type: str, **options: Any) -> Organisation:
    """Read a directed graph whose lines run superior to subordinate."""
    if not graph.is_directed():
        raise InputError("the graph has no directions; a line runs from superior to subordinate")
    codes = [str(node) for node in graph.nodes]
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise InputError(
                f'two nodes of the graph have the code "{code}" as text', column="code"
            )
        seen.add(code)
    superior: dict[str, str] = {}
    others: dict[str, list[str | None]] = {
        n: [] for n in ("superior", "subordinate", "type", *_OF_LINES)
    }
    for upper, lower, data in graph.edges(data=True):
        upper, lower, kind = str(upper), str(lower), data.get(type, "command")
        if kind == "command":
            if superior.setdefault(lower, upper) != upper:
                raise InputError(
                    f'"{lower}" has two command superiors, "{superior[lower]}" and "{upper}"; '
                    f"a position has one at most, give the other line another type"
                )
            continue
        line = (upper, lower, str(kind), *map(data.get, _OF_LINES))
        for name, cell in zip(others, line, strict=True):
            others[name].append(None if cell is None else str(cell))
    columns: dict[str, list[Any]] = {
        "code": codes,
        "reports_to": [superior.get(code) for code in codes],
    }
    for field in _FIELDS:
        cells = [data.get(field) for _, data in graph.nodes(data=True)]
        if any(cell is not None for cell in cells):
            columns[field] = cells
    return Organisation.from_table(
        columns, name="graph", lines=others if others["type"] else (), **options
    )
