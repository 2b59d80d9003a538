# SPDX-License-Identifier: BSL-1.0
"""Results: immutable records that are equal by value, can be hashed and pickled, and know their HTML.

The extension fills them. What is not known is ``None``; shares are of 1; hand-offs are steps − 1.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, SupportsIndex, overload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    import pandas as pd
    import polars as pl

    from ._core import Findings, Ledger, Organisation, Policy, Scenario, Table

    _AfterAndLedger = tuple[Organisation, Ledger]
else:
    _AfterAndLedger = tuple

Kind = Literal["structural", "functional", "executing"]
Placement = Literal["placed", "orphan", "unrooted", "external"]
LineType = Literal["command", "functional", "assignment", "coordination", "acting", "membership"]
StepAct = Literal[
    "draft",
    "certify",
    "recommend",
    "review",
    "initial",
    "concur",
    "approve",
    "sign",
    "countersign",
    "report",
    "veto",
]


class Shown:
    """What a notebook shows as tables."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from . import _html

        return _html.html(self)


class Record(Shown):
    """A result whose fields are its value."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name, records inside as dictionaries of their own."""

        def plain(value: Any) -> Any:
            if isinstance(value, Record):
                return value.to_dict()
            if isinstance(value, (tuple, list)):
                return [plain(v) for v in value]
            if isinstance(value, dict):
                return {k: plain(v) for k, v in value.items()}
            return value

        return {f.name: plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]


class Tabular(Shown):
    """What can be had as a table; a class of its own says what its rows are."""

    __slots__ = ()

    def to_table(self) -> Table:
        """Give the rows as a :class:`pangkas.Table`."""
        raise NotImplementedError

    def to_polars(self) -> pl.DataFrame:
        """Give the rows as a ``polars.DataFrame``."""
        return self.to_table().to_polars()

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows as a ``pandas.DataFrame``."""
        return self.to_table().to_pandas()

    def to_arrow(self) -> Any:
        """Give the rows as a ``pyarrow.Table``."""
        return self.to_table().to_arrow()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_table().__arrow_c_stream__(requested_schema)


def iterate(items: Any) -> Iterator[Any]:
    """Give one item after the other of what can be indexed."""
    return (items[i] for i in range(len(items)))


def table_of(records: tuple[Any, ...], kind: type[Any], leave_out: tuple[str, ...] = ()) -> Table:
    """Give one row a record, one column a field."""
    from ._core import Table

    names = [f.name for f in dataclasses.fields(kind) if f.name not in leave_out]
    return Table({n: [getattr(r, n) for r in records] for n in names})


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """One fault in the data or in a result.

    Attributes
    ----------
    rule : str
        Stable name, such as ``"unknown-superior"``.
    level : {"error", "warning"}
        An error changes figures; a warning may.
    file : str
        As the caller named it; a table in memory is ``"table"`` unless named.
    row : int or None
        As a spreadsheet counts: the heading is row 1.
    column : str
        Heading; empty if no one column is to blame.
    position : str
        Code; empty if no one position is to blame.
    detail : str
        What is wrong, in a sentence.
    action : str
        What was done about it.
    """

    rule: str
    level: Literal["error", "warning"]
    file: str
    row: int | None
    column: str
    position: str
    detail: str
    action: str


@dataclass(frozen=True, slots=True)
class Position(Record):
    """A post, never the person in it. ``layer`` is None outside the layers; a root has 1."""

    code: str
    title: str
    kind: Kind | None
    rank: str
    reports_to: str
    unit: str
    seats: float | None
    filled: float | None
    position_class: str
    cost: float | None
    budget: float | None
    flags: tuple[str, ...]
    legal_source: str
    placement: Placement
    layer: int | None
    span: int


@dataclass(frozen=True, slots=True)
class LayerSummary(Record):
    """Layers of the placed positions. ``mean_depth``: command lines up to the root, on average."""

    layers: int
    per_layer: tuple[int, ...]
    mean_depth: float | None


@dataclass(frozen=True, slots=True)
class SpanSummary(Record):
    """Spans of control of the managers. ``buckets``: managers by span, ``"1"`` to ``"17+"``."""

    managers: int
    not_known: int
    mean: float | None
    median: float | None
    max: float
    one_to_one: int
    buckets: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PairDistance(Record):
    """Lines between two positions of one tree, on average over ``pairs``, and at most."""

    pairs: int
    mean: float | None
    diameter: int | None


@dataclass(frozen=True, slots=True)
class DecisionSummary(Record):
    """Decision paths of all matters together, by volume; the hand-offs are of what is decidable."""

    matters: int
    volume: float
    undecidable: int
    mean_hand_offs: float | None
    p50: int | None
    p90: int | None
    max: int | None
    mean_hand_offs_with_roles: float | None
    mean_hand_offs_with_coordination: float | None


@dataclass(frozen=True, slots=True)
class CompressionSummary(Record):
    """Command lines (superior, subordinate) between equals by rank, of the ``ranked_lines``."""

    lines: tuple[tuple[str, str], ...]
    ranked_lines: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Totals(Record):
    """Sums. ``filled`` and ``cost`` are over the positions where they are known."""

    positions: int
    seats: float
    filled: float | None
    filled_known: int
    cost: float | None
    cost_known: int


@dataclass(frozen=True, slots=True)
class Measures(Record, Tabular):
    """All measures of an organisation: ``positions = placed + orphans + unrooted + external``.

    Layers, pair distance and decisions are of the placed positions, spans, compression and totals of
    all but the external ones. As a table: one row a figure, ``figure`` and ``value``.
    """

    positions: int
    placed: int
    orphans: int
    unrooted: int
    external: int
    roots: int
    layers: LayerSummary
    spans: SpanSummary
    spans_in_seats: SpanSummary
    spans_in_filled: SpanSummary
    spans_per_head: SpanSummary
    pair_distance: PairDistance
    decisions: DecisionSummary
    compression: CompressionSummary
    totals: Totals

    def figures(self) -> dict[str, float | None]:
        """Give the figures by the names that they have in tables."""
        d = self.decisions
        return {
            "positions": self.positions,
            "placed": self.placed,
            "orphans": self.orphans,
            "unrooted": self.unrooted,
            **({"external": self.external} if self.external else {}),
            "roots": self.roots,
            "layers": self.layers.layers,
            "mean_depth": self.layers.mean_depth,
            "managers": self.spans.managers,
            "mean_span": self.spans.mean,
            "median_span": self.spans.median,
            "max_span": self.spans.max if self.spans.managers else None,
            "one_to_one": self.spans.one_to_one,
            "mean_pair_distance": self.pair_distance.mean,
            "diameter": self.pair_distance.diameter,
            "matters": d.matters,
            "volume": d.volume,
            "undecidable": d.undecidable,
            "mean_hand_offs": d.mean_hand_offs,
            "p50_hand_offs": d.p50,
            "p90_hand_offs": d.p90,
            "max_hand_offs": d.max,
            "mean_hand_offs_with_roles": d.mean_hand_offs_with_roles,
            "mean_hand_offs_with_coordination": d.mean_hand_offs_with_coordination,
            "compressed_lines": len(self.compression.lines),
            "seats": self.totals.seats,
            "filled": self.totals.filled,
            "cost": self.totals.cost,
        }

    def to_table(self) -> Table:
        """Give one row a figure: ``figure``, ``value``."""
        from ._core import Table

        figures = self.figures()
        return Table(
            {
                "figure": list(figures),
                "value": [None if v is None else float(v) for v in figures.values()],
            }
        )

    def __repr__(self) -> str:
        hand_offs = self.decisions.mean_hand_offs
        mean = self.spans.mean
        return (
            f"Measures({self.positions} positions, {self.placed} placed, {self.roots} roots, "
            f"{self.layers.layers} layers, {self.spans.managers} managers, "
            f"mean span {'not known' if mean is None else f'{mean:.4g}'}, "
            f"mean hand-offs {'not known' if hand_offs is None else f'{hand_offs:.4g}'})"
        )


@dataclass(frozen=True, slots=True)
class HierarchyMeasure(Record):
    """A measure of hierarchy. ``reason`` says why there is no ``value``; ``sees`` what it sees."""

    name: str
    lines: Literal["command", "all"]
    value: float | None
    reason: str | None
    sees: str
    more: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SpanBand(Record):
    """A band of spans, and how many ``managers`` are in it."""

    name: str
    low: int | None
    high: int | None
    target: bool
    note: str
    managers: int


@dataclass(frozen=True, slots=True)
class SpanBands(Record, Tabular):
    """Published bands of spans, and the managers in them. As a table: one row a band."""

    name: str
    title: str
    source: str
    bands: tuple[SpanBand, ...]
    managers: int
    in_no_band: int
    judged: int
    inside: int
    under: int
    over: int
    share_inside: float | None
    share_under: float | None
    share_over: float | None

    def to_table(self) -> Table:
        """Give one row a band."""
        return table_of(self.bands, SpanBand)


@dataclass(frozen=True, slots=True)
class Integrity(Record, Tabular):
    """Breaches of separation of duties, and the fewest hands of each case. As a table: the breaches.

    With a policy it is what is so afterwards, and ``before`` is the other side.
    """

    breaches: Table
    collusion: Table
    decided: float
    alone: float | None
    most: float | None
    new: int | None
    gone: int | None
    kept: int | None
    findings: Findings
    before: Integrity | None

    def to_table(self) -> Table:
        """Give one row a breach."""
        return self.breaches


@dataclass(frozen=True, slots=True)
class Hierarchy(Tabular):
    """Measures of hierarchy by name. Indexed by a name it gives the value on the command lines.

    As a table: one row a measure and kind of lines.
    """

    measures: tuple[HierarchyMeasure, ...]
    span_bands: tuple[SpanBands, ...]

    def measure(self, name: str, *, lines: Literal["command", "all"] = "command") -> HierarchyMeasure:
        """Give a measure; ``lines="all"`` is there only where there are lines other than command.

        Raises
        ------
        KeyError
            If there is no such measure.
        """
        for m in self.measures:
            if m.name == name and m.lines == lines:
                return m
        names = ", ".join(m.name for m in self.measures if m.lines == lines)
        raise KeyError(f"no measure of {lines} lines is called {name!r}; there are {names or 'none'}")

    def __getitem__(self, name: str) -> float | None:
        return self.measure(name).value

    def __contains__(self, name: object) -> bool:
        return any(m.name == name for m in self.measures)

    def __iter__(self) -> Iterator[HierarchyMeasure]:
        return iter(self.measures)

    def __len__(self) -> int:
        return len(self.measures)

    def to_dict(self) -> dict[str, Any]:
        """Give all as plain dictionaries and lists."""
        return {
            "measures": [m.to_dict() for m in self.measures],
            "span_bands": [b.to_dict() for b in self.span_bands],
        }

    def to_table(self) -> Table:
        """Give one row a measure: ``name``, ``lines``, ``value``, ``reason``, ``sees``."""
        return table_of(self.measures, HierarchyMeasure, ("more",))

    def __repr__(self) -> str:
        known = sum(m.value is not None for m in self.measures)
        return f"Hierarchy({len(self.measures)} measures, {known} defined)"


def hierarchy_of(text: str, span_bands: tuple[SpanBands, ...]) -> Hierarchy:
    """Give the measures of a JSON text."""
    found = json.loads(text)
    kinds: dict[str, Literal["command", "all"]] = {"command_lines": "command", "all_lines": "all"}
    measures = []
    for key, lines in kinds.items():
        for name, measure in found["measures"].items():
            if key not in measure:
                continue
            one = dict(measure[key])
            measures.append(
                HierarchyMeasure(
                    name=name,
                    lines=lines,
                    value=one.pop("value"),
                    reason=one.pop("reason", None),
                    sees=measure["sees"],
                    more=tuple(
                        (k, tuple(v) if isinstance(v, list) else v) for k, v in one.items()
                    ),
                )
            )
    return Hierarchy(tuple(measures), span_bands)


@dataclass(frozen=True, slots=True)
class PathStep(Record):
    """One step of a decision path.

    ``acts_for``: the post in which it acts, if not its own. ``act``: of a step that an order names.
    Steps with the same number ``together`` run beside each other; 0 is a step on its own.
    """

    position: str
    title: str
    role: Literal[
        "drafter",
        "reviewer",
        "role-step",
        "coordination",
        "decider",
        "concurrence",
        "afterwards",
    ]
    led_here: LineType | None
    acts_for: str | None
    passed_over: int
    act: StepAct | None
    after: bool
    together: int


@dataclass(frozen=True, slots=True)
class DecisionPath(Record, Tabular):
    """The positions that handle a matter, drafter first, decider last; one row a step as a table.

    ``matter`` is None for the default matter, which the root decides. Without steps the matter is
    ``undecidable``, which says why.
    """

    matter: str | None
    originator: str
    steps: tuple[PathStep, ...]
    passed_over: tuple[str, ...]
    undecidable: (
        Literal[
            "no-authority",
            "not-placed",
            "limit-too-low",
            "post-without-holder",
            "nobody-to-concur",
            "too-many-levels",
        ]
        | None
    )
    authority: tuple[tuple[str, Any], ...] | None
    hand_offs: int | None
    hand_offs_with_roles: int | None
    hand_offs_with_coordination: int | None
    elapsed_hours: float | None

    def __len__(self) -> int:
        return len(self.steps)

    def __bool__(self) -> bool:
        return True

    def to_table(self) -> Table:
        """Give one row a step."""
        return table_of(self.steps, PathStep)

    def __repr__(self) -> str:
        matter = self.matter or "the default matter"
        if self.undecidable:
            return f"DecisionPath({matter} of {self.originator}: undecidable, {self.undecidable})"
        way = " → ".join(s.position for s in self.steps)
        return f"DecisionPath({matter}: {way}; {self.hand_offs} hand-offs)"


@dataclass(frozen=True, slots=True)
class MatterSummary(Record):
    """The paths of one matter, by volume."""

    matter: str
    originators: int
    undecidable: int
    volume: float
    undecidable_volume: float
    mean_hand_offs: float | None
    p50: int | None
    p90: int | None
    max: int | None
    mean_hand_offs_with_roles: float | None
    mean_hand_offs_with_coordination: float | None
    elapsed_hours: float | None
    wrong_refusal: float | None
    wrong_approval: float | None
    handlers: int
    least_delay: int | None
    within_limit: float | None


@dataclass(frozen=True, slots=True)
class RankShare(Record):
    """What share of the decided volume posts of one rank decide."""

    rank: str
    volume: float
    share: float


@dataclass(frozen=True, slots=True)
class LongPath(Record):
    """One of the longest paths."""

    matter: str
    originator: str
    hand_offs: int
    hand_offs_with_roles: int
    hand_offs_with_coordination: int


@dataclass(frozen=True, slots=True, eq=False)
class DecisionReport(Tabular):
    """All paths of all matters. As a table: one row a matter.

    ``traffic``, ``pass_through`` and ``reviewed`` (matters a year) and ``load`` (minutes a year; None
    if no matter says any) are arrays by row, shape ``(positions,)``.
    """

    all: DecisionSummary
    undecidable_volume: float
    matters: tuple[MatterSummary, ...]
    decided_by: tuple[RankShare, ...]
    traffic: Any
    pass_through: Any
    reviewed: Any
    load: Any
    load_gini: float | None
    most_loaded: str | None
    longest: tuple[LongPath, ...]
    busiest: tuple[str, ...]
    breaches: tuple[tuple[str, int], ...]
    working_minutes: float

    def to_table(self) -> Table:
        """Give one row a matter."""
        return table_of(self.matters, MatterSummary)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DecisionReport):
            return NotImplemented
        import numpy as np

        for f in dataclasses.fields(self):
            a, b = getattr(self, f.name), getattr(other, f.name)
            same = (
                np.array_equal(a, b)
                if isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
                else type(a) is type(b) and a == b
            )
            if not same:
                return False
        return True

    def __hash__(self) -> int:
        return hash((self.all, self.matters))

    def __repr__(self) -> str:
        return (
            f"DecisionReport({len(self.matters)} matters, volume {self.all.volume:g}, "
            f"{self.all.undecidable} undecidable)"
        )


@dataclass(frozen=True, slots=True)
class DeciderMoves(Record):
    """Shares of decisions by volume whose decider stands higher, as high and lower than before.

    ``known_volume``: matters a year of which it is known.
    """

    up: float
    stayed: float
    down: float
    known_volume: float


@dataclass(frozen=True, slots=True)
class MatterComparison(Record):
    """What became of the paths of one matter.

    ``before`` … ``with_coordination_after``: matters a year by hand-offs 0, 1, 2, …
    """

    matter: str
    volume: float
    compared: float
    formal: float | None
    with_roles: float | None
    with_coordination: float | None
    shadow: float | None
    originators: int
    longer: int
    shorter: int
    unchanged: int
    undecidable_before: int
    undecidable_after: int
    newly_undecidable: int
    lost: int
    before: tuple[float, ...]
    after: tuple[float, ...]
    with_roles_before: tuple[float, ...]
    with_roles_after: tuple[float, ...]
    with_coordination_before: tuple[float, ...]
    with_coordination_after: tuple[float, ...]
    decider_by_layer: DeciderMoves | None
    decider_by_rank: DeciderMoves | None


@dataclass(frozen=True, slots=True)
class Comparison(Tabular):
    """Before and after. As a table: one row a figure, ``figure``, ``before``, ``after``, ``change``.

    ``formal``, ``with_roles`` and ``with_coordination`` are the shrink 1 − hand-offs after / before
    over the same originators; ``shadow`` the share of paths that a role leads back to a removed line.
    ``decider_by_layer`` and ``decider_by_rank`` tell whether decisions moved up or down; None without matters.
    """

    before: Measures
    after: Measures
    formal: float | None
    with_roles: float | None
    with_coordination: float | None
    shadow: float | None
    originators: int
    compared: int
    longer: int
    shorter: int
    unchanged: int
    longer_formal: int
    shorter_formal: int
    unchanged_formal: int
    undecidable_before: int
    undecidable_after: int
    lost: int
    pso_percent: float | None
    administrative_before: int
    administrative_after: int
    converted: int
    matters: tuple[MatterComparison, ...]
    decider_by_layer: DeciderMoves | None
    decider_by_rank: DeciderMoves | None
    findings: Findings
    organisation_before: Organisation = field(compare=False)
    organisation_after: Organisation = field(compare=False)

    def to_table(self) -> Table:
        """Give one row a figure; the shrink comes last, with its value under ``change``."""
        from ._core import Table

        before, after = self.before.figures(), self.after.figures()
        figures = list(before)
        change = [
            None if (a := after[f]) is None or (b := before[f]) is None else float(a - b)
            for f in figures
        ]
        shrink = {
            "shrink_formal": self.formal,
            "shrink_with_roles": self.with_roles,
            "shrink_with_coordination": self.with_coordination,
            "shadow": self.shadow,
            "pso_percent": self.pso_percent,
        }
        nothing: list[float | None] = [None] * len(shrink)

        def floats(values: dict[str, float | None]) -> list[float | None]:
            return [None if v is None else float(v) for v in values.values()]

        return Table(
            {
                "figure": figures + list(shrink),
                "before": floats(before) + nothing,
                "after": floats(after) + nothing,
                "change": change + list(shrink.values()),
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name, records inside as dictionaries of their own."""
        fields = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.compare}
        return {
            **fields,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "matters": [m.to_dict() for m in self.matters],
            "decider_by_layer": self.decider_by_layer and self.decider_by_layer.to_dict(),
            "decider_by_rank": self.decider_by_rank and self.decider_by_rank.to_dict(),
            "findings": [f.to_dict() for f in self.findings],
        }

    def plot(self, ax: Any = None, **options: Any) -> Any:
        """Plot path lengths before and after; see :func:`pangkas.plot.path_lengths`."""
        from . import plot

        return plot.path_lengths(self, ax=ax, **options)

    def __repr__(self) -> str:
        def percent(share: float | None) -> str:
            return "not known" if share is None else f"{100 * share:.2f} %"

        return (
            f"Comparison(shrink formal {percent(self.formal)}, with roles {percent(self.with_roles)}, "
            f"layers {self.before.layers.layers} → {self.after.layers.layers}, "
            f"{self.longer} paths longer)"
        )


class Reattached(NamedTuple):
    """What :meth:`Organisation.with_superior` gives: the organisation after, and its ledger."""

    after: Organisation
    ledger: Ledger


class Reduced(NamedTuple):
    """What :meth:`Organisation.without` and :meth:`Organisation.merged` give.

    ``changes`` has one row a change: ``code``, ``what``, ``before``, ``after``, all texts. ``what`` is
    ``removed``, ``merged``, ``re-attached``, ``line-removed``, ``line-moved``, ``authority-removed``,
    ``authority-moved``, or of the position that others are merged into ``seats``, ``filled``, ``cost``
    or ``budget``.
    """

    after: Organisation
    changes: Table


@dataclass(frozen=True, slots=True)
class Delegation(Record):
    """A right that is passed on; figures are a year, ``fewest_checks`` are left on a path to the receiver."""

    matter: str
    giver: str
    to: str
    volume: float
    hand_offs_saved: float
    hours_saved: float | None
    checks_lost: float
    fewest_checks: int
    minutes: float
    legal_form: Literal["amend-the-law", "regulation", "letter-of-mandate"]


@dataclass(frozen=True, slots=True)
class HighRight(Record):
    """A right whose holder decides only for such as stand below ``to``, who could receive it."""

    matter: str
    giver: str
    to: str
    originators: int
    volume: float
    hand_offs: float


@dataclass(frozen=True, slots=True)
class Delegations(Record, Tabular):
    """The delegations that save most, and the organisation ``after`` them. As a table: one row each.

    ``worth`` is what they save less their prices; no choice is worth more than ``bound``.
    """

    after: Organisation = field(compare=False)
    delegations: tuple[Delegation, ...]
    needlessly_high: tuple[HighRight, ...]
    volume: float
    hand_offs_before: float
    hand_offs_saved: float
    worth: float
    bound: float
    exact: bool

    def to_table(self) -> Table:
        """Give one row a delegation, what saves most first."""
        return table_of(self.delegations, Delegation)

    def to_dict(self) -> dict[str, Any]:
        """Give the fields by name, without the organisation."""
        whole = Record.to_dict(self)
        del whole["after"]
        return whole

    def __repr__(self) -> str:
        return (
            f"Delegations({len(self.delegations)} save {self.hand_offs_saved:g} of"
            f" {self.hand_offs_before:g} hand-offs a year)"
        )


@dataclass(frozen=True, slots=True)
class ShorteningPoint(Record):
    """What so many measures save at best, in hand-offs a year; ``bound`` is None where none is known."""

    measures: int
    flattening: float
    posts: int
    delegation: float
    both: float
    posts_of_both: int
    delegations_of_both: int
    bound: float | None


@dataclass(frozen=True, slots=True)
class Shortenings(Record, Tabular):
    """Flattening, delegation and both side by side. As a table: one row a number of measures.

    ``posts_for_delegations``: fewest conversions that save as much as ``delegations``; None if none do.
    """

    sentence: str
    hand_offs_before: float
    points: tuple[ShorteningPoint, ...]
    delegations: int
    hand_offs_of_delegations: float
    posts_for_delegations: int | None

    def to_table(self) -> Table:
        """Give one row a number of measures."""
        return table_of(self.points, ShorteningPoint)

    def __repr__(self) -> str:
        return f"Shortenings({self.sentence[:-1]})"


@dataclass(frozen=True, slots=True)
class StationTimes(Record):
    """A post at work: its ``load`` by what comes to it, and what was simulated; days are working days."""

    code: str
    seats: float
    load: float
    utilisation: float
    wait_days: float
    wait_days_by_theory: float | None
    queue: float
    longest_queue: int


@dataclass(frozen=True, slots=True)
class DecisionTimes(Record, Tabular):
    """What decisions take in time, in working days. As a table: one row a post, the busiest first.

    ``quantiles``: within which 5, 10, …, 95 in 100 are decided. ``days_by_replication`` are the means
    of which ``mean_days`` is the mean; ``half_width_days`` is that of its 95 % interval.
    ``theory_days`` is None where a post gets more than it can do.
    """

    mean_days: float
    half_width_days: float | None
    quantiles: tuple[float, ...]
    days_by_replication: tuple[float, ...]
    theory_days: float | None
    theory_is_exact: bool
    wait_days: float
    work_days: float
    delay_days: float
    hand_offs: float
    volume: float
    undecidable_volume: float
    open_at_the_end: float
    is_steady: bool
    is_precise: bool
    horizon_days: float
    warm_up_days: float
    stations: tuple[StationTimes, ...]

    def to_table(self) -> Table:
        """Give one row a post, the busiest first."""
        return table_of(self.stations, StationTimes)


@dataclass(frozen=True, slots=True)
class PostBreakEven(Record):
    """How far taking out a post is from making decisions slower.

    ``alpha``: the share of its work that may move up; ``q``: the share of what it handled that it may
    have decided itself, None if any. ``moved_work`` and ``moved_authority``: the shares here.
    """

    code: str
    receiver: str
    alpha: float | None
    q: float | None
    moved_work: float
    moved_authority: float
    receiver_load_before: float
    receiver_load_after: float
    is_slower: bool


@dataclass(frozen=True, slots=True)
class TimesBeforeAfter(Record, Tabular):
    """Decisions in time before and after a change. As a table: one row a post that was converted.

    ``difference_days`` is before − after, of the same matters with the same work; ``variance_ratio``
    is what that gained against independent runs.
    """

    before: DecisionTimes
    after: DecisionTimes
    difference_days: float
    half_width_days: float | None
    variance_ratio: float | None
    correlation: float | None
    path_and_time_disagree: bool
    in_words: str
    break_even: tuple[PostBreakEven, ...]

    def to_table(self) -> Table:
        """Give one row a post that was converted."""
        return table_of(self.break_even, PostBreakEven)


@dataclass(frozen=True, eq=False)
class Simplification(_AfterAndLedger, Shown):
    """What :meth:`Organisation.simplify` gives; it unpacks to the organisation after and the ledger.

    Attributes
    ----------
    before, after : Organisation
        The organisation, and what became of it: the same rows.
    ledger : Ledger
        Every change with its rule, legal source and reason.
    policy : Policy or Scenario
        The rules, with the layers and roles that were given; or the steps of :meth:`Organisation.apply`.
    findings : Findings
        Of the checks; nothing was mended.
    selected, kept_exempt, kept_tops, converted : int
        Positions that a rule met; of them kept by an exemption, kept at the top, and converted.
    converted_holders : float or None
        Filled seats of the converted, where known.
    re_attached, role_lines, turned_digital : int
        Positions with another superior, lines added for roles, matters turned digital.
    must_stay : int or None
        Administrative positions that must stay, for the official score; None where no policy says.
    merged : int
        Of the converted, heads of teams that were joined.
    """

    before: Organisation
    after: Organisation
    ledger: Ledger
    policy: Policy | Scenario
    findings: Findings
    selected: int
    kept_exempt: int
    kept_tops: int
    converted: int
    converted_holders: float | None
    re_attached: int
    role_lines: int
    turned_digital: int
    must_stay: int | None
    merged: int = 0

    def compare(
        self,
        *,
        on: date | str | None = None,
        absent_flag: str = "absent",
        working_minutes: float = 72000.0,
    ) -> Comparison:
        """Compare before and after, as :func:`pangkas.compare` with what the policy says."""
        from ._core import compare

        return compare(
            self.before,
            self.after,
            must_stay=self.must_stay,
            on=on,
            absent_flag=absent_flag,
            initials=self.policy.initials,
            working_minutes=working_minutes,
        )

    def report(
        self,
        file: str | PathLike[str] | None = None,
        *,
        frontier: range | Iterable[int] | None = None,
        title: str = "",
        language: Literal["en", "id"] = "en",
        redact: bool = False,
        pdf: str | PathLike[str] | None = None,
        on: date | str | None = None,
        absent_flag: str = "absent",
        working_minutes: float = 72000.0,
    ) -> str | None:
        """Write the report before and after; options as of :meth:`Organisation.report`."""
        return self.before.report(
            file,
            scenario=self.policy,
            frontier=frontier,
            title=title,
            language=language,
            redact=redact,
            pdf=pdf,
            on=on,
            absent_flag=absent_flag,
            working_minutes=working_minutes,
        )

    # As a tuple it is what it unpacks to; by value it is all of its fields.
    def __new__(
        cls, before: Organisation, after: Organisation, ledger: Ledger, *rest: Any, **named: Any
    ) -> Simplification:
        """Make the pair."""
        return super().__new__(cls, (after, ledger))

    def _fields(self) -> tuple[Any, ...]:
        return tuple(getattr(self, f.name) for f in dataclasses.fields(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Simplification):
            return NotImplemented
        return self._fields() == other._fields()

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._fields()

    def __repr__(self) -> str:
        return (
            f"Simplification({self.policy.name}: {self.converted} converted, "
            f"{self.kept_exempt} exempt, {self.re_attached} re-attached, "
            f"{len(self.findings)} findings of checks)"
        )


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One change of a ledger in words."""

    position: str
    change: str
    was: str
    is_: str
    rule: str
    source: str
    reason: str
    established_by: str


@dataclass(frozen=True, slots=True)
class KeptPost(Record):
    """A post that the optimum keeps, and why."""

    position: str
    reason: Literal["top", "rule", "no_gain", "capacity", "checks", "infeasible"]
    detail: str


@dataclass(frozen=True, slots=True)
class FlattenedTree(Record):
    """What became of one tree. ``cause`` says why it has no solution; None if it has one."""

    top: str
    gain: float
    bound: float
    converted: int
    cause: str | None


@dataclass(frozen=True, slots=True)
class FrontierPoint(Record):
    """The optimum at one span cap. ``dominated_by``: a cap that is as good in everything."""

    cap: int
    gain: float
    converted: int
    infeasible: int
    widest_span: int
    layers: int
    unchecked: int
    hand_offs: float | None
    cost: float | None
    dominated_by: int | None


@dataclass(frozen=True, slots=True)
class LayerPoint(Record):
    """The optimum under a limit on layers of superiors, at the narrowest span cap that has one."""

    max_layers: int
    cap: int
    gain: float
    converted: int
    infeasible: int
    widest_span: int
    layers: int
    unchecked: int
    hand_offs: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class BodyCheck(Record):
    """One thing that a rule asks of a body, or that is told beside it.

    ``asked`` is None for what is only told; ``holds`` is None for that too, and where the rule is not for
    such a body.
    """

    what: str
    found: float | None
    asked: str | None
    holds: bool | None


@dataclass(frozen=True, slots=True)
class RuleCheck(Tabular):
    """What a public rule asks of a body, and whom it counts. As a table: one row a check."""

    rule: str
    title: str
    source: str
    checks: tuple[BodyCheck, ...]
    positions: int
    full_time_equivalents: float
    excepted: int
    external: int
    managers: int
    manager_full_time_equivalents: float
    managers_are: str
    managers_among_others: bool

    @property
    def holds(self) -> bool | None:
        """Whether all that it asks holds; None if it asks nothing of this body."""
        asked = [c.holds for c in self.checks if c.holds is not None]
        return all(asked) if asked else None

    def __len__(self) -> int:
        return len(self.checks)

    def __iter__(self) -> Iterator[BodyCheck]:
        return iter(self.checks)

    def __getitem__(self, what: str) -> BodyCheck:
        for check in self.checks:
            if check.what == what:
                return check
        raise KeyError(what)

    def to_table(self) -> Table:
        """Give one row a check."""
        return table_of(self.checks, BodyCheck)


@dataclass(frozen=True, slots=True)
class Frontier(Tabular):
    """The optimum at each span cap, by cap. As a table: one row a cap, dominated or not."""

    points: tuple[FrontierPoint, ...]
    objective: str

    @property
    def dominated(self) -> tuple[FrontierPoint, ...]:
        """The points to which another cap is as good in everything."""
        return tuple(p for p in self.points if p.dominated_by is not None)

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, index: SupportsIndex) -> FrontierPoint:
        return self.points[index]

    def __iter__(self) -> Iterator[FrontierPoint]:
        return iter(self.points)

    def to_table(self) -> Table:
        """Give one row a cap."""
        return table_of(self.points, FrontierPoint)

    def plot(self, ax: Any = None, **options: Any) -> Any:
        """Plot hand-offs saved against the span cap; see :func:`pangkas.plot.frontier`."""
        from . import plot

        return plot.frontier(self, ax=ax, **options)

    def __repr__(self) -> str:
        caps = f", caps {self.points[0].cap} to {self.points[-1].cap}" if self.points else ""
        return f"Frontier({len(self.points)} points{caps}, {len(self.dominated)} dominated)"


@dataclass(frozen=True, slots=True)
class Flattening(Record):
    """What :func:`pangkas.optimal_flattening` finds: rows to convert, whole-number gain and bound.

    ``infeasible``: rows of the tops of trees without a solution, which are left as they are.
    """

    converted: tuple[int, ...]
    gain: int
    bound: int
    infeasible: tuple[int, ...]
