# SPDX-License-Identifier: BSL-1.0
"""How objects look in a notebook: tables, in which every text is escaped and stays in its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Any

from . import _core, _records

ROWS = 10
"""Rows that are shown of a longer list."""


def html(shown: object) -> str:
    """Shows an object of the package as HTML.

    Parameters
    ----------
    shown : object
        An organisation, policy, ledger, table, measure, solution, …

    Returns
    -------
    str
        A fragment of HTML. No text of it can be markup or change the direction of another one.
    """
    for kind, write in _WRITERS:
        if isinstance(shown, kind):
            return str(write(shown))
    if isinstance(shown, _records.Record):
        return _record(shown)
    return f"<pre>{escape(repr(shown))}</pre>"


def _text(value: object) -> str:
    """One value, for people."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "–" if value != value else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, (tuple, list)):
        return " / ".join(_text(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(part)}" for key, part in value.items())
    return str(value)


def _cell(value: object) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'<td style="text-align: right">{escape(_text(value))}</td>'
    return f'<td style="text-align: left"><bdi>{escape(_text(value))}</bdi></td>'


def _rows(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th style="text-align: left">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _page(title: str, *parts: str) -> str:
    return f"<div><p><b><bdi>{escape(title)}</bdi></b></p>{''.join(parts)}</div>"


def _say(sentence: str) -> str:
    return f"<p><bdi>{escape(sentence)}</bdi></p>"


def _more(shown: int, whole: int, what: str) -> str:
    return _say(f"The first {shown:,} of {whole:,} {what}.") if shown < whole else ""


def _count(number: float, one: str, many: str | None = None) -> str:
    return f"{_text(number)} {one if number == 1 else many or one + 's'}"


def _table(table: _core.Table, title: str | None = None) -> str:
    columns = table.column_names
    values = [list(table[name][:ROWS]) for name in columns]
    rows = [
        [None if _is_masked(value) else _plain(value) for value in row] for row in zip(*values)
    ]
    whole = len(table)
    return _page(
        title or f"Table of {_count(whole, 'row')}",
        _rows(columns, rows),
        _more(min(ROWS, whole), whole, "rows"),
    )


def _is_masked(value: object) -> bool:
    return type(value).__name__ == "MaskedConstant"


def _plain(value: Any) -> Any:
    """A Python value for one of NumPy."""
    return value.item() if hasattr(value, "item") else value


def _organisation(org: _core.Organisation) -> str:
    whole = len(org)
    columns = ("code", "title", "kind", "rank", "reports_to", "unit", "layer", "span")
    first = [org[code] for code in islice(iter(org), ROWS)]
    findings = org.findings
    return _page(
        f"Organisation of {_count(whole, 'position')}",
        _say(
            f"{org.placed:,} placed, {_count(org.orphans, 'orphan')}, {org.unrooted:,} unrooted"
            f"{f', {org.external:,} external' if org.external else ''}; "
            f"{_count(len(org.roots), 'root')}; {_count(len(org.matters), 'matter')}; "
            f"{_count(findings.errors, 'error')} and {_count(findings.warnings, 'warning')} found."
        ),
        _rows(columns, ([getattr(position, name) for name in columns] for position in first)),
        _more(len(first), whole, "positions"),
    )


def _policy(policy: _core.Policy) -> str:
    rules = policy.rules
    columns = list(dict.fromkeys(key for rule in rules for key in rule))
    return _page(
        policy.title or policy.name or "Policy",
        _say(policy.description),
        _rows(columns, ([rule.get(key) for key in columns] for rule in rules)),
        _say(f"Source: {policy.source}") if policy.source else "",
    )


def _ledger(ledger: _core.Ledger) -> str:
    columns = ("position", "change", "was", "is_", "rule", "reason")
    first = list(islice(iter(ledger), ROWS))
    return _page(
        f"Ledger of {_count(len(ledger), 'change')}, {ledger.policy}",
        _rows(
            [name.rstrip("_") for name in columns],
            ([getattr(change, name) for name in columns] for change in first),
        ),
        _more(len(first), len(ledger), "changes"),
    )


def _findings(findings: _core.Findings) -> str:
    columns = ("level", "rule", "file", "row", "column", "position", "detail", "action")
    first = list(islice(iter(findings), ROWS))
    return _page(
        f"{_count(findings.errors, 'error')}, {_count(findings.warnings, 'warning')}",
        _rows(columns, ([getattr(finding, name) for name in columns] for finding in first))
        if first
        else "",
        _more(len(first), len(findings), "findings"),
    )


def _measures(measures: _records.Measures) -> str:
    return _page(
        f"Measures of {_count(measures.positions, 'position')}",
        _rows(("figure", "value"), _named(measures.figures())),
    )


def _named(figures: dict[str, float | None]) -> list[tuple[str, object]]:
    return [(name.replace("_", " "), value) for name, value in figures.items()]


def _flat(values: dict[str, Any], above: str = "") -> list[tuple[str, object]]:
    """Nested names in one column: ``spans, mean``."""
    rows: list[tuple[str, object]] = []
    for name, value in values.items():
        called = f"{above}, {name}" if above else name
        called = called.replace("_", " ")
        if isinstance(value, dict):
            rows.extend(_flat(value, called))
        else:
            rows.append((called, value))
    return rows


def _comparison(change: _records.Comparison) -> str:
    table = change.to_table()
    columns = table.column_names
    return _page(
        "Before and after",
        _rows(columns, table.rows()),
        _say(_shrink(change)),
    )


def _shrink(change: _records.Comparison) -> str:
    def share(value: float | None) -> str:
        return "not known" if value is None else f"{100 * value:.4g} %"

    said = (
        f"Shrink of the decision paths {share(change.formal)} by superiors alone, "
        f"{share(change.with_roles)} with role steps; "
        f"{_count(change.longer, 'path')} got longer."
    )
    if change.pso_percent is not None:
        said += f" PSO {change.pso_percent:.4g} %."
    return said


def _simplification(result: _records.Simplification) -> str:
    change = result.compare()
    return _page(
        f"Simplification, {getattr(result.policy, 'title', None) or result.policy.name}",
        _say(
            f"{_count(result.converted, 'post')} converted, {result.kept_exempt:,} kept by an "
            f"exemption; {_count(len(result.findings), 'finding')} afterwards."
        ),
        _comparison(change),
    )


def _decision_path(path: _records.DecisionPath) -> str:
    title = f"{path.matter or 'The default matter'}, raised by {path.originator}"
    if path.undecidable is not None:
        return _page(title, _say(f"Nobody decides it: {path.undecidable}."))
    columns = ("position", "title", "role", "led_here")
    return _page(
        title,
        _rows(
            ("step", "position", "title", "role", "by a line of"),
            (
                [number, *(getattr(step, name) for name in columns)]
                for number, step in enumerate(path.steps, 1)
            ),
        ),
        _say(
            f"{_text(path.hand_offs)} hand-offs by command steps, "
            f"{_text(path.hand_offs_with_roles)} with roles, "
            f"{_text(path.hand_offs_with_coordination)} with coordination."
        ),
    )


def _solution(solution: _core.Solution) -> str:
    converted = solution.converted
    org = solution.organisation
    first = [org[code] for code in converted[:ROWS]]
    columns = ("code", "title", "rank", "reports_to", "layer", "span")
    cap = "" if solution.span_cap is None else f" within a span cap of {solution.span_cap}"
    parts = [
        _say(
            f"Gain {_text(solution.gain)} of at most {_text(solution.bound)} ({solution.objective}); "
            f"{_text(solution.hand_offs_saved)} hand-offs saved a year."
        ),
        _rows(columns, ([getattr(position, name) for name in columns] for position in first)),
        _more(len(first), len(converted), "posts"),
    ]
    if solution.infeasible:
        parts.append(_say(f"{_count(len(solution.infeasible), 'tree')} without a solution:"))
        parts.append(
            _rows(("top", "cause"), ([t.top, t.cause] for t in solution.infeasible[:ROWS]))
        )
    return _page(f"{_count(len(converted), 'post')} to convert{cap}", *parts)


def _frontier(frontier: _records.Frontier) -> str:
    return _table(frontier.to_table(), f"Frontier of {_count(len(frontier), 'span cap')}")


def _hierarchy(hierarchy: _records.Hierarchy) -> str:
    return _page(
        "Measures of hierarchy",
        _rows(
            ("measure", "lines", "value", "reason", "sees"),
            ([m.name, m.lines, m.value, m.reason, m.sees] for m in hierarchy),
        ),
    )


def _record(record: _records.Record) -> str:
    return _page(type(record).__name__, _rows(("field", "value"), _flat(record.to_dict())))


def _tabular(shown: Any) -> str:
    return _table(shown.to_table(), type(shown).__name__)


# The first that fits stands.
_WRITERS: tuple[tuple[type, Any], ...] = (
    (_core.Table, _table),
    (_core.Organisation, _organisation),
    (_core.Policy, _policy),
    (_core.Ledger, _ledger),
    (_core.Findings, _findings),
    (_records.Measures, _measures),
    (_records.Comparison, _comparison),
    (_records.Simplification, _simplification),
    (_records.DecisionPath, _decision_path),
    (_core.Solution, _solution),
    (_records.Frontier, _frontier),
    (_records.Hierarchy, _hierarchy),
    (_records.DecisionReport, _tabular),
    (_records.RuleCheck, _tabular),
)

