# SPDX-License-Identifier: BSL-1.0
"""Organisations as graphs and arrays of other libraries, and back.

Each library is asked for only when it is needed. What all have in common is in the middle: positions
with their attributes, lines by row, and what belongs to neither as texts of the graph.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._calls import checked
from ._core import InputError, Organisation, preset_schemes
from ._exchange import load

_FIELDS = ("title", "kind", "rank", "unit", "seats", "filled", "class", "cost", "budget", "flags", "holder", "legal_source")
_OF_LINES = ("matter", "role", "from", "until", "legal_source")
_TABLES = ("matters", "authority", "steps")


def _check_lines(lines: str) -> None:
    if lines not in ("command", "all"):
        raise ValueError(f'lines is "{lines}"; it is "command" or "all"')


def _command_lines(org: Organisation) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Rows of superior and subordinate, by subordinate. A report to itself is no line."""
    superior = np.asarray(org.superior.filled(0)).astype(np.int64)
    rows = np.flatnonzero(~np.ma.getmaskarray(org.superior) & (superior != np.arange(len(org))))
    return np.stack([superior[rows], rows], axis=1)


# --- Out ------------------------------------------------------------------------------------------


@dataclass
class _Graph:
    """An organisation as graphs have it: attributes of nodes, of lines by row, and of the whole."""

    codes: list[str]
    nodes: list[dict[str, Any]]
    ends: list[tuple[int, int]]
    lines: list[dict[str, Any]]
    about: dict[str, str]


def _graph_of(org: Organisation, lines: str) -> _Graph:
    _check_lines(lines)
    columns = org.to_table().to_dict()
    codes = columns["code"]
    fields = [f for f in (*_FIELDS, "placement", "layer", "span") if f in columns]
    nodes = [{f: columns[f][row] for f in fields if columns[f][row] is not None} for row in range(len(org))]
    declared = [row["kind"] for row in csv.DictReader(io.StringIO(org.to_csv()))]
    for node, kind in zip(nodes, declared, strict=True):
        if "kind" in node and not kind:
            node["kind_of_rank"] = True
    ends = [(int(upper), int(lower)) for upper, lower in _command_lines(org)]
    of_lines: list[dict[str, Any]] = [{"type": "command"} for _ in ends]
    # A superior to whom no line can lead.
    for row in set(range(len(org))) - {lower for _, lower in ends}:
        if columns["reports_to"][row] is not None:
            nodes[row]["reports_to"] = columns["reports_to"][row]
    if lines == "all":
        place = {code: row for row, code in enumerate(codes)}
        for upper, lower, kind, *rest in org.lines.rows():  # days only where there are any
            named = dict(zip(_OF_LINES, rest, strict=False))
            ends.append((place[upper], place[lower]))
            of_lines.append({"type": kind, **{k: v for k, v in named.items() if v is not None}})
    about = {"rank_scheme": org.rank_scheme or "none"}
    for name in _TABLES:
        table = getattr(org, name)
        if len(table):
            about[name] = json.dumps(table.to_dict(), ensure_ascii=False)
    return _Graph(codes, nodes, ends, of_lines, about)


def to_networkx(self: Organisation, *, lines: str = "all") -> Any:
    """Give a graph of NetworkX: codes with all attributes, lines running superior to subordinate.

    Parameters
    ----------
    lines : {"all", "command"}
        Which lines. ``type`` of a line says what it is.

    Returns
    -------
    networkx.MultiDiGraph or networkx.DiGraph
        The latter for command lines alone, of which there are no two between the same positions. Rank
        scheme, matters, authority and steps are texts of the graph (``graph.graph``), which
        :meth:`from_networkx` reads again.

    Raises
    ------
    ModuleNotFoundError
        Without NetworkX.
    """
    made = _graph_of(self, lines)
    networkx = load("networkx", "networks")
    graph = networkx.DiGraph() if lines == "command" else networkx.MultiDiGraph()
    graph.graph.update(made.about)
    graph.add_nodes_from(zip(made.codes, made.nodes, strict=True))
    graph.add_edges_from(
        (made.codes[upper], made.codes[lower], line)
        for (upper, lower), line in zip(made.ends, made.lines, strict=True)
    )
    return graph


def to_igraph(self: Organisation, *, lines: str = "all") -> Any:
    """Give a directed ``igraph.Graph``: the vertices are the rows, ``name`` is the code.

    Parameters
    ----------
    lines : {"all", "command"}
        Which lines. ``type`` of a line says what it is.

    Raises
    ------
    ModuleNotFoundError
        Without igraph.
    """
    made = _graph_of(self, lines)
    igraph = load("igraph", "networks")
    graph = igraph.Graph(len(made.codes), made.ends, directed=True, graph_attrs=made.about)
    graph.vs["name"] = made.codes
    for name in dict.fromkeys(name for node in made.nodes for name in node):
        graph.vs[name] = [node.get(name) for node in made.nodes]
    for name in dict.fromkeys(name for line in made.lines for name in line):
        graph.es[name] = [line.get(name) for line in made.lines]
    return graph


def to_rustworkx(self: Organisation, *, lines: str = "all") -> Any:
    """Give a ``rustworkx.PyDiGraph``: the nodes are the rows, each a dictionary with its ``code``.

    Parameters
    ----------
    lines : {"all", "command"}
        Which lines, each a dictionary whose ``type`` says what it is.

    Raises
    ------
    ModuleNotFoundError
        Without rustworkx.
    """
    made = _graph_of(self, lines)
    rustworkx = load("rustworkx", "networks")
    graph = rustworkx.PyDiGraph(multigraph=lines == "all", attrs=made.about)
    graph.add_nodes_from([{"code": code, **node} for code, node in zip(made.codes, made.nodes, strict=True)])
    graph.add_edges_from(
        [(upper, lower, line) for (upper, lower), line in zip(made.ends, made.lines, strict=True)]
    )
    return graph


def to_edges(self: Organisation, *, lines: str = "command") -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give the lines as rows of superior and subordinate.

    Parameters
    ----------
    lines : {"command", "all"}
        The command lines, by subordinate; or then all others too, in the order of ``lines``.

    Returns
    -------
    numpy.ndarray
        Shape (L, 2), int64.

    Examples
    --------
    >>> import pangkas as pk
    >>> org = pk.Organisation.from_table({"code": ["D", "H", "A"], "reports_to": [None, "D", "H"]})
    >>> org.to_edges().tolist()
    [[0, 1], [1, 2]]
    """
    _check_lines(lines)
    command = _command_lines(self)
    if lines == "command":
        return command
    place = {code: row for row, code in enumerate(self.codes)}
    table = self.lines
    others = [[place[str(code)] for code in table[end]] for end in ("superior", "subordinate")]
    return np.concatenate([command, np.array(others, dtype=np.int64).T.reshape(-1, 2)])


def to_parents(self: Organisation) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give the row of each row's command superior, −1 for none, as other libraries have it.

    ``superior`` says the same as a masked array, without a copy. One that reports to itself has none.

    Examples
    --------
    >>> import pangkas as pk
    >>> org = pk.Organisation.from_table({"code": ["D", "H", "A"], "reports_to": [None, "D", "H"]})
    >>> org.to_parents().tolist()
    [-1, 0, 1]
    """
    parents = np.full(len(self), -1, dtype=np.int64)
    lines = _command_lines(self)
    parents[lines[:, 1]] = lines[:, 0]
    return parents


def to_csr(self: Organisation, *, lines: str = "command") -> Any:
    """Give the lines as a sparse matrix of SciPy, superiors in rows, subordinates in columns.

    Parameters
    ----------
    lines : {"command", "all"}
        Which lines; parallel ones are counted.

    Returns
    -------
    scipy.sparse.csr_array
        Shape (P, P), int32.

    Raises
    ------
    ModuleNotFoundError
        Without SciPy.
    """
    edges = to_edges(self, lines=lines)
    sparse = load("scipy.sparse", "networks")
    ones = np.ones(len(edges), dtype=np.int32)
    return sparse.coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(len(self), len(self))).tocsr()


# --- In -------------------------------------------------------------------------------------------


def _organisation(
    nodes: Sequence[tuple[str, Mapping[str, Any]]],
    lines: Iterable[tuple[str, str, Mapping[str, Any]]],
    about: Mapping[str, Any],
    type_name: str,
    options: dict[str, Any],
) -> Organisation:
    """The organisation of nodes by code and lines between codes."""
    seen: set[str] = set()
    for code, _ in nodes:
        if code in seen:
            raise InputError(f'two nodes of the graph have the code "{code}" as text', column="code")
        seen.add(code)
    superior: dict[str, str] = {}
    others: dict[str, list[str | None]] = {n: [] for n in ("superior", "subordinate", "type", *_OF_LINES)}
    for upper, lower, data in lines:
        kind = data.get(type_name)
        if kind is None or kind == "command":
            _enter(superior, lower, upper)
            continue
        line = (upper, lower, str(kind), *map(data.get, _OF_LINES))
        for name, cell in zip(others, line, strict=True):
            others[name].append(None if cell is None else str(cell))
    columns: dict[str, list[Any]] = {
        "code": [code for code, _ in nodes],
        "reports_to": [superior.get(code, data.get("reports_to")) for code, data in nodes],
    }
    for field in _FIELDS:
        cells = [
            None if field == "kind" and data.get("kind_of_rank") else data.get(field) for _, data in nodes
        ]
        if any(cell is not None for cell in cells):
            columns[field] = cells
    options = {"rank_scheme": _scheme_of(about), **{k: v for k, v in options.items() if v is not None}}
    tables = {name: _table_of(about, name) for name in _TABLES}
    return Organisation.from_table(
        columns, name="graph", lines=others if others["type"] else (), **tables, **options
    )


def _enter(superior: dict[str, str], lower: str, upper: str) -> None:
    if superior.setdefault(lower, upper) != upper:
        raise InputError(
            f'"{lower}" has two command superiors, "{superior[lower]}" and "{upper}"; '
            "a position has one at most, give the other line another type"
        )


def _scheme_of(about: Mapping[str, Any]) -> str | None:
    name = about.get("rank_scheme")
    if name is None or name == "none" or name in preset_schemes():
        return name
    raise InputError(
        f'the graph was made under the rank scheme "{name}", which is no preset; name its file, as in '
        'rank_scheme="ranks.toml"'
    )


def _table_of(about: Mapping[str, Any], name: str) -> Any:
    text = about.get(name)
    if text is None:
        return ()
    try:
        table = json.loads(text)
        if not isinstance(table, dict):
            raise ValueError
    except (TypeError, ValueError):
        raise InputError(
            f"{name} of the graph is no table in JSON, columns by name, as to_networkx writes it; take it out "
            f"or give it another name"
        ) from None
    return table


def _directed(is_directed: bool) -> None:
    if not is_directed:
        raise InputError("the graph has no directions; a line runs from superior to subordinate")


def from_networkx(
    cls: type[Organisation],
    graph: Any,
    *,
    type: str = "type",
    rank_scheme: Any = None,
    orphans: str = "keep",
    strict: bool = False,
) -> Organisation:
    """Read a directed graph of NetworkX whose lines run superior to subordinate.

    What :meth:`to_networkx` wrote comes back the same, but for the findings of the data and the files
    that they came from. A rank scheme that is no preset must be named again.

    Parameters
    ----------
    graph : networkx.DiGraph or networkx.MultiDiGraph
        Nodes are positions, named by their code as text; attributes of a node with the headings of a
        position table are its attributes. ``matters``, ``authority`` and ``steps`` of the graph are
        tables in JSON.
    type : str
        Attribute of a line that says its type; without one it is a command line.
    rank_scheme, orphans, strict
        As for :meth:`from_table`.

    Raises
    ------
    InputError
        If a position has two command superiors, or two nodes have one code.
    """
    _directed(graph.is_directed())
    return _organisation(
        [(str(node), data) for node, data in graph.nodes(data=True)],
        ((str(upper), str(lower), data) for upper, lower, data in graph.edges(data=True)),
        graph.graph,
        type,
        {"rank_scheme": rank_scheme, "orphans": orphans, "strict": strict},
    )


def from_igraph(
    cls: type[Organisation],
    graph: Any,
    *,
    type: str = "type",
    rank_scheme: Any = None,
    orphans: str = "keep",
    strict: bool = False,
) -> Organisation:
    """Read a directed ``igraph.Graph`` whose lines run superior to subordinate.

    Parameters
    ----------
    graph : igraph.Graph
        The code of a vertex is its ``name``, its number where it has none; all else as for
        :meth:`from_networkx`.
    type, rank_scheme, orphans, strict
        As for :meth:`from_networkx`.

    Raises
    ------
    InputError
        If a position has two command superiors, or two vertices have one code.
    """
    _directed(graph.is_directed())
    data = [vertex.attributes() for vertex in graph.vs]
    codes = [str(row if d.get("name") is None else d["name"]) for row, d in enumerate(data)]
    return _organisation(
        list(zip(codes, data, strict=True)),
        ((codes[edge.source], codes[edge.target], edge.attributes()) for edge in graph.es),
        {name: graph[name] for name in graph.attributes()},
        type,
        {"rank_scheme": rank_scheme, "orphans": orphans, "strict": strict},
    )


def from_rustworkx(
    cls: type[Organisation],
    graph: Any,
    *,
    type: str = "type",
    rank_scheme: Any = None,
    orphans: str = "keep",
    strict: bool = False,
) -> Organisation:
    """Read a ``rustworkx.PyDiGraph`` whose lines run superior to subordinate.

    Parameters
    ----------
    graph : rustworkx.PyDiGraph
        A node is a mapping with a ``code``, or a text or number that is the code; without either its
        index is. A line is a mapping whose ``type`` says what it is, or such a type; anything else is
        a command line.
    type, rank_scheme, orphans, strict
        As for :meth:`from_networkx`.

    Raises
    ------
    InputError
        If a position has two command superiors, or two nodes have one code.
    """
    _directed(hasattr(graph, "successors"))
    codes: dict[int, str] = {}
    nodes: list[tuple[str, Mapping[str, Any]]] = []
    for index in graph.node_indices():
        node = graph[index]
        data = node if isinstance(node, Mapping) else {}
        code = data.get("code", index) if isinstance(node, Mapping) or node is None else node
        codes[index] = str(code)
        nodes.append((codes[index], data))
    about = graph.attrs if isinstance(graph.attrs, Mapping) else {}

    def lines() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        for upper, lower, line in graph.weighted_edge_list():
            data = line if isinstance(line, Mapping) else {type: line} if isinstance(line, str) else {}
            yield codes[upper], codes[lower], data

    return _organisation(
        nodes,
        lines(),
        about,
        type,
        {"rank_scheme": rank_scheme, "orphans": orphans, "strict": strict},
    )


def _codes(codes: Sequence[Any] | None, rows: int) -> list[str]:
    return [str(row) for row in range(rows)] if codes is None else [str(code) for code in codes]


def from_edges(
    cls: type[Organisation], edges: Any, *, codes: Sequence[Any] | None = None, **options: Any
) -> Organisation:
    """Read command lines from an array: superior and subordinate, by row or by code.

    Parameters
    ----------
    edges : array of shape (L, 2)
        Whole numbers are rows, from 0; texts are codes, in the order in which they first stand.
    codes : sequence, optional
        The codes of the rows, also of those without a line. Default: the numbers of the rows.
    **options
        As for :meth:`from_table`.

    Raises
    ------
    InputError
        If a position has two superiors, a row has no code, or the array is of another shape.

    Examples
    --------
    >>> import pangkas as pk
    >>> pk.Organisation.from_edges([(0, 1), (0, 2), (2, 3)], codes=["D", "H", "S", "A"])["A"].layer
    3
    """
    array = np.asarray(edges)
    if array.size == 0:
        array = np.zeros((0, 2), dtype=np.int64)
    if array.ndim != 2 or array.shape[1] != 2:
        raise InputError(f"edges is an array of the shape {array.shape}; give one of the shape (lines, 2)")
    if array.dtype.kind in "iu":
        if array.size and array.min() < 0:
            raise InputError(f"edges has the row {array.min()}; rows are counted from 0")
        most = int(array.max(initial=-1)) + 1
        named = _codes(codes, most)
        if most > len(named):
            raise InputError(f"edges has the row {most - 1}, of which codes says none; it has {len(named)}")
        ends = [(named[upper], named[lower]) for upper, lower in array.tolist()]
    elif array.dtype.kind in "UO":
        ends = [(str(upper), str(lower)) for upper, lower in array.tolist()]
        named = list(dict.fromkeys([*_codes(codes or [], 0), *(code for line in ends for code in line)]))
    else:
        raise InputError(f"edges is an array of {array.dtype}; give rows (whole numbers) or codes (texts)")
    superior: dict[str, str] = {}
    for upper, lower in ends:
        _enter(superior, lower, upper)
    table = {"code": named, "reports_to": [superior.get(code) for code in named]}
    return Organisation.from_table(table, **{"name": "edges", **options})


def from_parents(
    cls: type[Organisation], parents: Any, *, codes: Sequence[Any] | None = None, **options: Any
) -> Organisation:
    """Read the row of each row's command superior.

    Parameters
    ----------
    parents : array of whole numbers
        Negative or masked: none.
    codes : sequence, optional
        The codes of the rows. Default: their numbers.
    **options
        As for :meth:`from_table`.

    Raises
    ------
    InputError
        If a superior is no row, or there is not one code for each row.

    Examples
    --------
    >>> import pangkas as pk
    >>> pk.Organisation.from_parents([-1, 0, 0, 2]).chain_of_command("3")
    ['2', '0']
    """
    array = np.asarray(parents)
    if np.ma.isMaskedArray(parents):
        array = np.where(np.ma.getmaskarray(parents), np.int64(-1), array.astype(np.int64))
    if array.size == 0:
        array = array.astype(np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise InputError(
            f"parents is an array of {array.dtype} of the shape {array.shape}; give one whole number a row"
        )
    named = _codes(codes, len(array))
    if len(named) != len(array):
        raise InputError(f"parents has {len(array)} rows, codes {len(named)}; give one code for each row")
    if array.size and array.max() >= len(array):
        row = int(np.argmax(array))
        raise InputError(f"the superior of row {row} is row {array[row]}; there are {len(array)}", row=row)
    table = {"code": named, "reports_to": [named[row] if row >= 0 else None for row in array.tolist()]}
    return Organisation.from_table(table, **{"name": "parents", **options})


def _attach() -> None:
    """Makes them methods of the organisation."""
    for function in (to_networkx, to_igraph, to_rustworkx, to_edges, to_parents, to_csr):
        function.__qualname__ = f"Organisation.{function.__name__}"
        setattr(Organisation, function.__name__, checked(function))
    for maker in (from_networkx, from_igraph, from_rustworkx, from_edges, from_parents):
        maker.__qualname__ = f"Organisation.{maker.__name__}"
        setattr(Organisation, maker.__name__, classmethod(checked(maker)))


_attach()
