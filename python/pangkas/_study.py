# SPDX-License-Identifier: BSL-1.0
"""Scenarios of one organisation side by side, and snapshots over time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing
from typing import Any, TypeAlias

import numpy as np

from . import _core
from ._calls import checked
from ._core import Organisation, Policy, Scenario, Simplification, Table, compare_positions, optimise
from ._progress import Progress, Report
from ._sweep import Scenario as Swept
from ._sweep import _keys, _stated
from ._workers import Calls, Held

Studied: TypeAlias = "Scenario | Swept | os.PathLike[str]"
"""A scenario by hand or its file, or what `sweep` takes but for `resample`."""

Figures: TypeAlias = "tuple[list[float | None] | None, list[float | None]]"

AS_IT_IS = "as it is"


class Study:
    """Scenarios of one organisation side by side.

    The table is the same on any executor: rows stand in the order of the scenarios.

    Parameters
    ----------
    org : Organisation
        The organisation; it is never changed, and sent to each worker once.
    scenarios : iterable of Scenario, str, int, Policy or mapping
        Changes by hand or a file of them; a policy, a preset or a file; a span cap for the optimum; or a
        mapping with the keys of `sweep` but for ``resample``.
    judge : sequence of str, optional
        Measures that decide. Default: real shrink, working days, load, widest span, cost (seats where no
        cost is known), breaches and undecidable matters.
    executor : concurrent.futures.Executor, optional
        Where they run, as for `sweep`.
    progress : bool or callable, optional
        As for `sweep`.

    Attributes
    ----------
    names : list of str
        Of the rows; the first is the organisation as it is.
    judged : list of str
        The measures that decided: those that every scenario has.

    Raises
    ------
    RuleError
        If a scenario cannot be played.

    Examples
    --------
    >>> import pangkas as pk
    >>> org = pk.Organisation.from_table(
    ...     {"code": ["D", "H", "S", "A", "B"], "reports_to": ["", "D", "H", "S", "S"]}
    ... )
    >>> study = pk.Study(org, [{"policy": "delayer", "layers": [2]}, {"policy": "delayer", "layers": [2, 3]}])
    >>> study.to_table()["name"]
    ['as it is', 'delayer, layers 2', 'delayer, layers 2 3']
    """

    @checked
    def __init__(
        self,
        org: Organisation,
        scenarios: Iterable[Studied],
        *,
        judge: Sequence[str] = (),
        executor: Executor | None = None,
        progress: bool | Report | None = None,
    ) -> None:
        if isinstance(scenarios, (str, int, Policy, Scenario, Mapping)):
            raise TypeError(f"scenarios is a single {type(scenarios).__name__}; give a list")
        self._org = org
        asked = [_read(one) for one in scenarios]
        if not asked:
            raise ValueError("a study needs at least one scenario")
        self._asked = asked
        rows: list[Figures] = [(None, [])] * len(asked)
        calls: Calls[tuple[bool, Any], Figures] = Calls(org, play_scenario, executor)
        # As it is, an organisation is the same beside every scenario.
        items = ((number == 0, one) for number, one in enumerate(asked))
        with Progress(progress, len(asked), "scenarios") as line, closing(calls.results(items)) as done:
            for number, row in done:
                rows[number] = row
                line.step()
        names = [AS_IT_IS]
        for one in asked:
            name = _name(one)
            again = sum(1 for known in names if known == name or known.startswith(name + " ("))
            names.append(f"{name} ({again + 1})" if again else name)
        figures = [rows[0][0] or [], *(after for _, after in rows)]
        judged, told = _core._judge(names, figures, list(judge))
        self.names: list[str] = names
        self.judged: list[str] = judged
        columns: dict[str, Any] = {
            "name": names,
            "dominated_by": [row[0] for row in told],
            "best_in": [", ".join(row[1]) or None for row in told],
            "why": [row[2] for row in told],
        }
        for i, measure in enumerate(_core._study_measures()):
            columns[measure] = np.array(
                [np.nan if row[i] is None else row[i] for row in figures], dtype=float
            )
        self._table = Table(columns)

    def to_table(self) -> Table:
        """Give one row for each scenario: who dominates it, what it is best in, why, and every measure.

        Returns
        -------
        Table
            ``name``, ``dominated_by`` (null: nobody), ``best_in``, ``why``, and a column for each measure;
            what is not known is null.
        """
        return self._table

    def outcome(self, name: str) -> Simplification:
        """Play a scenario again, and give what came of it.

        Parameters
        ----------
        name : str
            One of `names` but the first.

        Returns
        -------
        Simplification
            The organisation after, the ledger and the findings.
        """
        if name not in self.names[1:]:
            raise KeyError(f"no scenario is called {name!r}; there are {', '.join(self.names[1:])}")
        return _outcome(self._org, self._asked[self.names.index(name) - 1])

    def between(self, a: str, b: str) -> Table:
        """Say what differs between two scenarios, post by post.

        Parameters
        ----------
        a, b : str
            Two of `names`; `a` stands as before.

        Returns
        -------
        Table
            As `compare_positions` gives it.
        """
        first, second = (
            self._org if name == AS_IT_IS else self.outcome(name).after for name in (a, b)
        )
        return compare_positions(first, second)

    def report(self, file: str | os.PathLike[str] | None = None, **options: Any) -> str | None:
        """Write the report: one HTML page with this table, and before and after of each scenario.

        Parameters
        ----------
        file : path, optional
            Where to write it; without one it is given as text.
        **options
            As of `Organisation.report`, but for policy and scenario.

        Returns
        -------
        str or None
            The page, if there is no file.
        """
        what = [one if isinstance(one, Scenario) else _policy(self._org, one) for one in self._asked]
        return self._org.report(file, scenario=dict(zip(self.names[1:], what)), **options)

    def to_polars(self) -> Any:
        """Give the rows as a ``polars.DataFrame``."""
        return self._table.to_polars()

    def to_pandas(self) -> Any:
        """Give the rows as a ``pandas.DataFrame``."""
        return self._table.to_pandas()

    def to_arrow(self) -> Any:
        """Give the rows as a ``pyarrow.Table``."""
        return self._table.to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"Study({', '.join(self.names[1:])}; judged by {', '.join(self.judged)})"


@checked
def history(snapshots: Mapping[str, Organisation], *, by: str = "snapshot") -> Table:
    """Follow an organisation over time: figures at each date, and who joined, left and moved.

    Parameters
    ----------
    snapshots : mapping of str to Organisation
        Dates and the organisation at each, in their order. Posts are followed by their codes.
    by : {"snapshot", "unit"}
        A row for each snapshot, or for each unit of each.

    Returns
    -------
    Table
        Layers, spans, hand-offs, seats; posts that joined, left, moved to another superior, got another
        rank or changed units since the snapshot before (null at the first).

    Examples
    --------
    >>> import pangkas as pk
    >>> was = pk.Organisation.from_table({"code": ["A", "B"], "reports_to": [None, "A"]})
    >>> now = pk.Organisation.from_table({"code": ["A", "C"], "reports_to": [None, "A"]})
    >>> list(pk.history({"2025": was, "2026": now})["joined"])
    [None, 1]
    """
    if by not in ("snapshot", "unit"):
        raise ValueError(f'by is "{by}"; it is "snapshot" or "unit"')
    tables: tuple[Table, Table] = _core._history(list(snapshots), list(snapshots.values()))
    return tables[0] if by == "snapshot" else tables[1]


def _read(one: Studied) -> Any:
    """A scenario as it is sent: steps, or the checked keys of a sweep."""
    if isinstance(one, Scenario):
        return one
    if isinstance(one, (str, os.PathLike)):
        name = os.fspath(one)
        if any(mark in name for mark in "./\\") and os.path.isfile(name):
            with open(name, encoding="utf-8-sig", errors="replace") as file:
                if any(line.startswith("[scenario]") for line in file):
                    return Scenario.from_file(name)
        return _keys(name)
    keys = _keys(one)
    if "resample" in keys:
        raise ValueError("a scenario of a study has no resample; sweep takes it")
    if not keys.keys() & {"policy", "span_cap"}:
        raise ValueError("a scenario of a study needs a policy or a span cap")
    return keys


def _name(asked: Any) -> str:
    return asked.name if isinstance(asked, Scenario) else str(_stated(asked)["name"])


def _outcome(org: Organisation, asked: Any) -> Simplification:
    if isinstance(asked, Scenario):
        return org.apply(asked)
    return org.simplify(_policy(org, asked))


def _policy(org: Organisation, keys: dict[str, Any]) -> Policy:
    """What keys of a sweep ask for, as one policy."""
    options: dict[str, Any] = {key: keys[key] for key in ("layers", "roles") if key in keys}
    if "span_cap" in keys:
        for key in ("max_layers", "policy"):
            if key in keys:
                options[key] = keys[key]
        return optimise(org, span_cap=keys["span_cap"], **options).policy
    given = keys["policy"]
    policy = given if isinstance(given, Policy) else _named(os.fspath(given))
    if "layers" in options:
        policy = policy.with_layers(options["layers"])
    return policy.with_roles(options["roles"]) if "roles" in options else policy


def _named(name: str) -> Policy:
    return Policy.from_file(name) if any(mark in name for mark in "./\\") else Policy.preset(name)


def play_scenario(held: Held, item: tuple[bool, Any]) -> Figures:
    """Play one scenario, on a worker.

    Parameters
    ----------
    held : Held
        The organisation.
    item : (bool, Scenario or dict)
        Whether the figures as it is are wanted, and what is played.

    Returns
    -------
    tuple
        The figures as it is, or None, and after.
    """
    with_before, asked = item
    what = asked if isinstance(asked, Scenario) else _policy(held.org, asked)
    return _core._study_figures(held.org, what, with_before)
