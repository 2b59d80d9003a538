# SPDX-License-Identifier: BSL-1.0
"""Many scenarios of one organisation, on threads, processes, a Dask cluster or MPI; one table."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from concurrent.futures import Executor
from contextlib import closing
from typing import Any, TypeAlias, TypedDict

import numpy as np
from numpy.typing import NDArray

from ._calls import checked
from ._core import Organisation, Policy, Table, optimise, simulate as _simulate
from ._progress import Progress, Report
from ._records import Measures
from ._workers import Calls, Held

Resample: TypeAlias = Callable[[Organisation, np.random.Generator], Organisation]
"""Draws another organisation from one, with the random numbers that it is given."""


class ScenarioKeys(TypedDict, total=False):
    """What a scenario may say; every key may be left out."""

    name: str
    """How the table calls it. Default: the policy, or ``span cap N``."""
    policy: str | Policy | os.PathLike[str]
    """The name of a preset, a file, or a policy. With `span_cap`: its exemptions protect posts."""
    layers: Sequence[int] | int
    """For policies that select by layer, such as ``delayer``."""
    roles: str
    """``none``, ``team-leads`` or ``coordinators``, in place of what the policy says."""
    span_cap: int
    """The optimum within this cap, in place of all that the policy selects."""
    max_layers: int
    """With `span_cap`: the most managers one below another."""
    resample: Resample
    """What is done to the organisation first."""


Scenario: TypeAlias = str | int | Policy | ScenarioKeys | Mapping[str, Any]
"""A policy or its name, a span cap for the optimum, or a mapping with `ScenarioKeys`."""

# What Measures.figures() tells that the table has, and its type.
_MEASURED: dict[str, type] = {
    "positions": int,
    "placed": int,
    "layers": int,
    "mean_depth": float,
    "managers": int,
    "mean_span": float,
    "max_span": int,
    "mean_pair_distance": float,
    "undecidable": int,
    "mean_hand_offs": float,
    "mean_hand_offs_with_roles": float,
    "mean_hand_offs_with_coordination": float,
}

_COLUMNS: dict[str, type] = {
    "scenario": int,
    "name": str,
    "policy": str,
    "layers": str,
    "roles": str,
    "span_cap": int,
    "max_layers": int,
    "resampled": bool,
    "error": str,
    **{
        f"{side}_{name}": kind
        for side in ("before", "after")
        for name, kind in _MEASURED.items()
    },
    "formal": float,
    "with_roles": float,
    "with_coordination": float,
    "shadow": float,
    "longer": int,
    "converted": int,
    "pso_percent": float,
    "findings": int,
    "gain": float,
    "infeasible": int,
    "before_days": float,
    "after_days": float,
    "days_saved": float,
    "days_half_width": float,
}

# What a Comparison says of it.
_CHANGES = (
    "formal",
    "with_roles",
    "with_coordination",
    "shadow",
    "longer",
    "converted",
    "pso_percent",
)

Row: TypeAlias = dict[str, Any]
Item: TypeAlias = tuple[int, int, Scenario, dict[str, Any] | None]


@checked
def sweep(
    org: Organisation,
    scenarios: Iterable[Scenario],
    *,
    executor: Executor | None = None,
    progress: bool | Report | None = None,
    seed: int = 0,
    simulate: Mapping[str, Any] | None = None,
) -> Table:
    """Runs many scenarios of one organisation and puts what came of them into one table.

    The table is the same, bit for bit, on any executor with any number of workers: rows stand in the
    order of the scenarios, and random numbers depend on `seed` and the number of the scenario alone.

    Parameters
    ----------
    org : Organisation
        The organisation; it is never changed, and sent to each worker once.
    scenarios : iterable of str, int, Policy or mapping
        A policy or the name of a preset: `Organisation.simplify`. A whole number: the optimum within
        that span cap, as `optimise`. A mapping: see `ScenarioKeys`; one with neither a policy nor a
        span cap measures the organisation, which is of use with `resample`. They are drawn as they
        are needed, so a generator of millions is fine.
    executor : concurrent.futures.Executor, optional
        Where they run. Default: threads of this process, one for each core. Also a
        `~concurrent.futures.ProcessPoolExecutor`, ``client.get_executor()`` of Dask, or
        ``mpi4py.futures.MPIPoolExecutor``. It is not shut down. Where a pool would fork this process
        while Polars is loaded, in which a fork may wait for ever, as many new processes are spawned for
        this sweep in its place: what they run must be importable, and a script needs its
        ``if __name__ == "__main__"``.
    progress : bool or callable, optional
        Default: a line on a terminal or in a notebook for what takes over a second, nothing in a
        pipe. ``True``: always; ``False``: never. A callable is given what is done and how many there
        are (``None``: not known).
    seed : int
        Of the random numbers, 0 to 2**64 − 1. Scenario ``i`` draws from NumPy's Philox counter
        generator with the key (`seed`, i).
    simulate : mapping, optional
        Time each scenario too: what `pangkas.simulate` is asked, such as ``{"horizon_days": 365}``.
        All scenarios meet the same matters with the same work, so a span cap after another is the
        frontier in time.

    Returns
    -------
    Table
        One row for each scenario: ``scenario`` (its number, from 0), ``name``, what it said
        (``policy``, ``layers``, ``roles``, ``span_cap``, ``max_layers``, ``resampled``), ``error``
        (null: none), measures ``before_…`` and ``after_…`` (positions, layers, spans, hand-offs,
        pair distance) as in a `Comparison`, and what `compare` finds: shrink (``formal``, ``with_roles``,
        ``with_coordination``), ``shadow`` (shares), ``longer``, ``converted`` (positions),
        ``pso_percent``, ``findings`` of the checks afterwards, ``gain`` and trees without a solution
        (``infeasible``) of an optimum. Timed: ``before_days`` and ``after_days`` of a decision,
        ``days_saved`` with the ``days_half_width`` of its interval. What is not known is null.

    Raises
    ------
    TypeError
        If `scenarios` is a single one, or nothing that can be iterated.
    ValueError
        If the seed is negative or has more than 64 bits.
    Exception
        What the executor itself raises: a worker died, a scenario cannot be pickled. What a scenario
        raises is its ``error`` instead, and its other columns are null.

    Notes
    -----
    Time is that of the scenarios, shared among the workers; what is sent is the organisation once for
    each worker, and its scenario and row for each call.

    Source: J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC '11 (Philox).

    Examples
    --------
    >>> import pangkas as pk
    >>> org = pk.Organisation.from_table(
    ...     {"code": ["D", "H", "S", "A", "B"], "reports_to": ["", "D", "H", "S", "S"]}
    ... )
    >>> table = pk.sweep(org, [2, 3, {"policy": "delayer", "layers": [2]}])
    >>> table["name"]
    ['span cap 2', 'span cap 3', 'delayer, layers 2']
    """
    if isinstance(scenarios, (str, int, Policy, Mapping)) or not isinstance(scenarios, Iterable):
        raise TypeError(
            f"scenarios is a single {type(scenarios).__name__}; give a list: [{scenarios!r}]"
        )
    if not 0 <= seed < 2**64:
        raise ValueError(f"the seed is {seed}; give one from 0 to 2**64 - 1")
    total = len(scenarios) if isinstance(scenarios, Sized) else None
    rows: list[Row | None] = []
    timing = None if simulate is None else dict(simulate)
    if timing is not None and "after" in timing:
        raise ValueError("simulate has the key after; what comes after is the scenario's")
    calls: Calls[Item, Row] = Calls(org, run_scenario, executor)
    numbered = ((seed, number, scenario, timing) for number, scenario in enumerate(scenarios))
    with Progress(progress, total, "scenarios") as line, closing(calls.results(numbered)) as done:
        for number, row in done:
            rows.extend([None] * (number + 1 - len(rows)))
            rows[number] = row
            line.step()
    return _table([row for row in rows if row is not None])


def run_scenario(held: Held, item: Item) -> Row:
    """Runs one scenario, on a worker.

    Parameters
    ----------
    held : Held
        The organisation.
    item : (int, int, Scenario, dict or None)
        Seed, number and scenario, and how it is timed.

    Returns
    -------
    dict
        Its row; what failed is in ``error``.
    """
    seed, number, scenario, timing = item
    row: Row = {"scenario": number, "resampled": False}
    try:
        keys = _keys(scenario)
        row.update(_stated(keys))
        row.update(_outcome(held, keys, seed, number, timing))
    except Exception as error:
        row["error"] = f"{type(error).__name__}: {_sentence(error)}"
    return row


def _sentence(error: Exception) -> str:
    """What an error says; a KeyError would quote it."""
    if isinstance(error, KeyError) and len(error.args) == 1:
        return str(error.args[0])
    return str(error)


def _keys(scenario: Scenario) -> dict[str, Any]:
    """A scenario as a mapping, checked."""
    if isinstance(scenario, bool):
        raise TypeError(f"a scenario is {scenario}; give a policy, a span cap or a mapping")
    if isinstance(scenario, (int, np.integer)):
        return {"span_cap": int(scenario)}
    if isinstance(scenario, (str, Policy)):
        return {"policy": scenario}
    if not isinstance(scenario, Mapping):
        raise TypeError(
            f"a scenario is a {type(scenario).__name__}; give a policy, a span cap or a mapping"
        )
    known = ScenarioKeys.__annotations__
    unknown = [str(key) for key in scenario if key not in known]
    if unknown:
        raise ValueError(
            f"a scenario has the key{'s' if len(unknown) > 1 else ''} {', '.join(unknown)}; "
            f"known are {', '.join(known)}"
        )
    keys = {key: value for key, value in scenario.items() if value is not None}
    _check_types(keys)
    if "policy" not in keys:
        for key in ("layers", "roles"):
            if key in keys:
                raise ValueError(f"a scenario has {key} but no policy; name the policy too")
    if "max_layers" in keys and "span_cap" not in keys:
        raise ValueError("a scenario has max_layers but no span_cap; give the cap too")
    return keys


def _check_types(keys: dict[str, Any]) -> None:
    """Refuses what is of the wrong type, and makes whole numbers ints."""

    def refuse(key: str, wanted: str) -> TypeError:
        return TypeError(f"{key} of a scenario is {keys[key]!r}; give {wanted}")

    if not isinstance(keys.get("name", ""), str):
        raise refuse("name", "a text")
    if not isinstance(keys.get("roles", ""), str):
        raise refuse("roles", "a text, such as 'coordinators'")
    if not isinstance(keys.get("policy", ""), (str, Policy, os.PathLike)):
        raise refuse("policy", "a policy, the name of a preset or a file")
    if not callable(keys.get("resample", len)):
        raise refuse("resample", "a function of an organisation and a random generator")
    for key in ("span_cap", "max_layers"):
        if key in keys:
            try:
                keys[key] = operator.index(keys[key])
            except TypeError:
                raise refuse(key, "a whole number") from None
    if "layers" in keys:
        given = keys["layers"]
        try:
            layers = [given] if isinstance(given, (int, np.integer)) else list(given)
            keys["layers"] = [operator.index(layer) for layer in layers]
        except TypeError:
            raise refuse("layers", "whole numbers, such as [3]") from None


def _stated(keys: dict[str, Any]) -> Row:
    """What a scenario says, as columns."""
    policy = keys.get("policy")
    row: Row = {
        "policy": policy.name if isinstance(policy, Policy) else policy and os.fspath(policy),
        "layers": " ".join(str(layer) for layer in keys["layers"]) if "layers" in keys else None,
        "roles": keys.get("roles"),
        "span_cap": keys.get("span_cap"),
        "max_layers": keys.get("max_layers"),
        "resampled": "resample" in keys,
    }
    said = [row["policy"]] if row["policy"] else []
    said += [
        f"{word} {row[key]}"
        for key, word in (
            ("layers", "layers"),
            ("roles", "roles"),
            ("span_cap", "span cap"),
            ("max_layers", "at most"),
        )
        if row[key] is not None
    ]
    if row["max_layers"] is not None:
        said[-1] += " layers"
    row["name"] = keys.get("name", ", ".join(said) or "as it is")
    return row


def _outcome(
    held: Held, keys: dict[str, Any], seed: int, number: int, timing: dict[str, Any] | None
) -> Row:
    """What becomes of the organisation, as columns."""
    org = held.org
    if "resample" in keys:
        key = np.array([seed, number], dtype=np.uint64)
        org = keys["resample"](org, np.random.Generator(np.random.Philox(key=key)))
        row = _measured("before", org.measure())
    else:
        row = _measured("before", held.measures)
    options: dict[str, Any] = {key: keys[key] for key in ("layers", "roles") if key in keys}
    if "span_cap" in keys:
        if "max_layers" in keys:
            options["max_layers"] = keys["max_layers"]
        if "policy" in keys:
            options["policy"] = keys["policy"]
        solution = optimise(org, span_cap=keys["span_cap"], **options)
        row["gain"] = solution.gain
        row["infeasible"] = len(solution.infeasible)
        result = solution.apply()
    elif "policy" in keys:
        result = org.simplify(keys["policy"], **options)
    else:
        if timing is not None:
            row["before_days"] = _simulate(org, **timing).mean_days
        return row
    if timing is not None:
        times = _simulate(org, after=result.after, **timing)
        row["before_days"] = times.before.mean_days
        row["after_days"] = times.after.mean_days
        row["days_saved"] = times.difference_days
        row["days_half_width"] = times.half_width_days
    change = result.compare()
    row.update(_measured("after", change.after))
    for name in _CHANGES:
        row[name] = getattr(change, name)
    row["findings"] = len(result.findings)
    return row


def _measured(side: str, measures: Measures) -> Row:
    figures = measures.figures()
    return {f"{side}_{name}": figures[name] for name in _MEASURED}


def _table(rows: Sequence[Row]) -> Table:
    """The rows as columns of the same types, whatever is in them."""
    columns: dict[str, Any] = {}
    for name, kind in _COLUMNS.items():
        values = [row.get(name) for row in rows]
        if kind is str:
            columns[name] = values
            continue
        absent = [value is None for value in values]
        filled: NDArray[Any] = np.array([kind() if value is None else value for value in values], dtype=kind)
        columns[name] = np.ma.MaskedArray(filled, mask=absent)
    return Table(columns)
