# SPDX-License-Identifier: BSL-1.0
"""What the extension holds. Its names are those of the package; import them from there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, ClassVar, Literal, Protocol, SupportsIndex, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

_Path = str | PathLike[str]
_Paths = _Path | Sequence[_Path]
_Data = _ArrowStream | Mapping[str, Any]
_Decisions = _Path | _Data | Sequence[_Path | _Data]
_Day = str | date | None
_Kind = Literal["structural", "functional", "executing"]
_Lines = Literal["command", "all"]

__version__: str

# --- Errors ---------------------------------------------------------------------------------------

class Error(Exception): ...

class InputError(Error, ValueError):
    file: str
    row: int | None
    column: str

class StructureError(Error, ValueError):
    positions: list[int]

class RuleError(Error, ValueError):
    rule: str
    file: str
    line: int | None

class UnknownPosition(Error, KeyError):
    code: str

class OutputError(Error, OSError):
    file: str

# --- Tables ---------------------------------------------------------------------------------------

class _Tabular:
    """What can be had as a table."""

    def to_table(self) -> Table: ...
    def to_polars(self) -> Any: ...
    def to_pandas(self) -> Any: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

class Table(_Tabular):
    def __init__(self, columns: Mapping[str, Any] | _ArrowStream) -> None: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __getitem__(self, column: str) -> list[str | None] | NDArray[Any]: ...
    def to_dict(self) -> dict[str, list[Any]]: ...
    def rows(self) -> list[tuple[Any, ...]]: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]
    def __arrow_c_schema__(self) -> object: ...

# --- Records: immutable, equal by value, hashable, picklable ------------------------------------------

class _Record:
    __match_args__: ClassVar[tuple[str, ...]]
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_html_(self) -> str: ...

class Finding(_Record):
    rule: str
    level: Literal["error", "warning"]
    file: str
    row: int | None
    column: str
    position: str
    detail: str
    action: str

class Position(_Record):
    code: str
    title: str
    kind: _Kind | None
    rank: str
    reports_to: str
    unit: str
    seats: float | None
    filled: float | None
    position_class: str
    cost: float | None
    flags: tuple[str, ...]
    placement: Literal["placed", "orphan", "unrooted"]
    layer: int | None
    span: int

class LayerSummary(_Record):
    layers: int
    per_layer: tuple[int, ...]
    mean_depth: float | None

class SpanSummary(_Record):
    managers: int
    not_known: int
    mean: float | None
    median: float | None
    max: float
    one_to_one: int
    buckets: dict[str, int]

class PairDistance(_Record):
    pairs: int
    mean: float | None
    diameter: int | None

class DecisionSummary(_Record):
    matters: int
    volume: float
    undecidable: int
    mean_hand_offs: float | None
    p50: int | None
    p90: int | None
    max: int | None
    mean_hand_offs_with_roles: float | None
    mean_hand_offs_with_coordination: float | None

class CompressionSummary(_Record):
    lines: tuple[tuple[str, str], ...]
    ranked_lines: int
    share: float | None

class Totals(_Record):
    positions: int
    seats: float
    filled: float | None
    filled_known: int
    cost: float | None
    cost_known: int

class MatterSummary(_Record):
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

class RankShare(_Record):
    rank: str
    volume: float
    share: float

class LongPath(_Record):
    matter: str
    originator: str
    hand_offs: int
    hand_offs_with_roles: int
    hand_offs_with_coordination: int

class PathStep(_Record):
    position: str
    title: str
    role: Literal["drafter", "reviewer", "role-step", "coordination", "decider"]
    led_here: Literal["command", "functional", "assignment", "coordination", "acting"] | None
    acts_for: str | None
    passed_over: int

class MatterComparison(_Record):
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

class KeptPost(_Record):
    position: str
    reason: Literal["top", "rule", "no_gain", "capacity", "checks", "infeasible"]
    detail: str

class FlattenedTree(_Record):
    top: str
    gain: float
    bound: float
    converted: int
    cause: str | None

class FrontierPoint(_Record):
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

class SpanBand(_Record):
    name: str
    low: int | None
    high: int | None
    target: bool
    note: str
    managers: int

class SpanBands(_Record):
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

class Measures(_Record, _Tabular):
    positions: int
    placed: int
    orphans: int
    unrooted: int
    roots: int
    layers: LayerSummary
    spans: SpanSummary
    spans_in_seats: SpanSummary
    spans_in_filled: SpanSummary
    pair_distance: PairDistance
    decisions: DecisionSummary
    compression: CompressionSummary
    totals: Totals

class HierarchyMeasure(_Record):
    name: str
    lines: _Lines
    value: float | None
    reason: str | None
    sees: str
    more: dict[str, Any]

# --- Lists ----------------------------------------------------------------------------------------

class Findings(_Tabular):
    @property
    def errors(self) -> int: ...
    @property
    def warnings(self) -> int: ...
    def count(self, rule: str) -> int: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Findings: ...
    def __iter__(self) -> Iterator[Finding]: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Hierarchy(_Tabular):
    """Measures of hierarchy, by name; of the command lines unless ``lines="all"`` is asked for."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[HierarchyMeasure]: ...
    def __contains__(self, name: str) -> bool: ...
    def __getitem__(self, name: str) -> float | None: ...
    def measure(self, name: str, *, lines: _Lines = "command") -> HierarchyMeasure: ...
    @property
    def span_bands(self) -> tuple[SpanBands, ...]: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

# --- The organisation -----------------------------------------------------------------------------

class Organisation(_Tabular):
    def __init__(self) -> None: ...
    @classmethod
    def from_table(
        cls,
        table: _Data,
        *,
        code: str | None = None,
        reports_to: str | None = None,
        title: str | None = None,
        kind: str | None = None,
        rank: str | None = None,
        unit: str | None = None,
        seats: str | None = None,
        filled: str | None = None,
        class_: str | None = None,
        cost: str | None = None,
        flags: str | None = None,
        columns: _Path | None = None,
        root_marks: Sequence[str] | None = None,
        no_code: Sequence[str] | None = None,
        keep: Mapping[str, str | Sequence[str]] | None = None,
        eliminated: tuple[str, str | Sequence[str]] | None = None,
        vacant: tuple[str, str | Sequence[str]] | None = None,
        may_differ: Sequence[str] | None = None,
        rank_scheme: _Path | None = None,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
        matters: _Decisions = (),
        authority: _Decisions = (),
        lines: _Decisions = (),
        name: str = "",
    ) -> Organisation: ...
    @classmethod
    def from_csv(
        cls,
        *files: _Path,
        columns: _Path | None = None,
        rank_scheme: _Path | None = None,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
        matters: _Paths = (),
        authority: _Paths = (),
        lines: _Paths = (),
    ) -> Organisation: ...
    @classmethod
    def from_uk_organogram(
        cls,
        senior: _Path | _Data,
        junior: _Path | _Data | None = None,
        *,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
        matters: _Decisions = (),
        authority: _Decisions = (),
        lines: _Decisions = (),
    ) -> Organisation: ...
    @classmethod
    def from_json(cls, file: _Path, *, rank_scheme: _Path | None = None) -> Organisation: ...
    @classmethod
    def from_json_text(
        cls, text: str | bytes, *, rank_scheme: _Path | None = None
    ) -> Organisation: ...
    @classmethod
    def from_networkx(
        cls,
        graph: Any,
        *,
        type: str = "type",
        rank_scheme: _Path | None = None,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
    ) -> Organisation: ...

    # What it holds. Everything is by row, in the order of the table that was read.
    def __len__(self) -> int: ...
    def __contains__(self, code: object) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __getitem__(self, code: str) -> Position: ...
    def row(self, code: str) -> int: ...
    @property
    def codes(self) -> list[str]: ...
    @property
    def titles(self) -> list[str]: ...
    @property
    def kinds(self) -> list[_Kind | None]: ...
    @property
    def ranks(self) -> list[str]: ...
    @property
    def units(self) -> list[str]: ...
    @property
    def classes(self) -> list[str]: ...
    @property
    def flags(self) -> list[tuple[str, ...]]: ...
    @property
    def placements(self) -> list[Literal["placed", "orphan", "unrooted"]]: ...
    @property
    def superior(self) -> np.ma.MaskedArray[Any, np.dtype[np.uint32]]: ...
    @property
    def layer(self) -> np.ma.MaskedArray[Any, np.dtype[np.uint32]]: ...
    @property
    def span(self) -> NDArray[np.uint32]: ...
    @property
    def seats(self) -> NDArray[np.float64]: ...
    @property
    def filled(self) -> NDArray[np.float64]: ...
    @property
    def cost(self) -> NDArray[np.float64]: ...
    @property
    def placed(self) -> int: ...
    @property
    def orphans(self) -> int: ...
    @property
    def unrooted(self) -> int: ...
    @property
    def roots(self) -> list[str]: ...
    @property
    def cycles(self) -> list[list[str]]: ...
    @property
    def rank_scheme(self) -> str: ...
    @property
    def lines(self) -> Table: ...
    @property
    def matters(self) -> Table: ...
    @property
    def authority(self) -> Table: ...
    @property
    def findings(self) -> Findings: ...
    @property
    def inputs(self) -> dict[str, str]: ...
    def subordinates(self, code: str) -> list[str]: ...
    def chain_of_command(self, code: str) -> list[str]: ...
    def subtree(self, code: str) -> list[str]: ...

    # What is found out about it.
    def measure(
        self,
        *,
        on: _Day = None,
        absent_flag: str = "absent",
        initials: int | None = None,
        working_minutes: float = 72000.0,
    ) -> Measures: ...
    def hierarchy(self) -> Hierarchy: ...
    def path_lengths(
        self, steps: Literal["command", "roles", "coordination"] = "command"
    ) -> np.ma.MaskedArray[Any, np.dtype[np.uint64]]: ...
    def decision_path(
        self,
        matter: str | None,
        originator: str,
        *,
        on: _Day = None,
        absent_flag: str = "absent",
    ) -> DecisionPath: ...
    def decisions(
        self,
        *,
        on: _Day = None,
        absent_flag: str = "absent",
        initials: int | None = None,
        working_minutes: float = 72000.0,
    ) -> DecisionReport: ...
    def span_bands(self, name: str) -> SpanBands: ...
    def roll_up(self, by: Literal["unit", "manager"]) -> Table: ...

    # What becomes of it.
    def simplify(
        self,
        policy: Policy | _Path,
        *,
        layers: Sequence[int] | int | None = None,
        roles: Literal["none", "team-leads", "coordinators"] | None = None,
        findings_per_rule: int = 1000,
    ) -> Simplification: ...
    def undo(self, ledger: Ledger) -> Organisation: ...

    # Where it goes.
    @overload
    def to_json(self) -> str: ...
    @overload
    def to_json(self, file: _Path) -> None: ...
    @overload
    def to_csv(self) -> str: ...
    @overload
    def to_csv(self, file: _Path) -> None: ...
    def to_dataframe(self) -> Any: ...
    def to_networkx(self, *, lines: _Lines = "all") -> Any: ...
    def plot(self, ax: Any = None, **options: Any) -> Any: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

# --- Decisions ------------------------------------------------------------------------------------

class DecisionPath(_Record, _Tabular):
    matter: str | None
    originator: str
    steps: tuple[PathStep, ...]
    passed_over: tuple[str, ...]
    undecidable: (
        Literal["no-authority", "not-placed", "limit-too-low", "post-without-holder"] | None
    )
    authority: dict[str, Any] | None
    hand_offs: int | None
    hand_offs_with_roles: int | None
    hand_offs_with_coordination: int | None
    def __len__(self) -> int: ...

class DecisionReport(_Tabular):
    """One row a matter as a table."""

    @property
    def all(self) -> DecisionSummary: ...
    @property
    def undecidable_volume(self) -> float: ...
    @property
    def matters(self) -> tuple[MatterSummary, ...]: ...
    @property
    def decided_by(self) -> tuple[RankShare, ...]: ...
    @property
    def traffic(self) -> NDArray[np.float64]: ...
    @property
    def pass_through(self) -> NDArray[np.float64]: ...
    @property
    def reviewed(self) -> NDArray[np.float64]: ...
    @property
    def load(self) -> NDArray[np.float64] | None: ...
    @property
    def load_gini(self) -> float | None: ...
    @property
    def most_loaded(self) -> str | None: ...
    @property
    def longest(self) -> tuple[LongPath, ...]: ...
    @property
    def busiest(self) -> tuple[str, ...]: ...
    @property
    def breaches(self) -> dict[str, int]: ...
    @property
    def working_minutes(self) -> float: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

# --- Policies, ledgers, scenarios -----------------------------------------------------------------

class Policy:
    @staticmethod
    def presets() -> list[str]: ...
    @classmethod
    def preset(cls, name: str) -> Policy: ...
    @classmethod
    def from_toml(cls, text: str, *, name: str = "policy") -> Policy: ...
    @classmethod
    def from_file(cls, file: _Path) -> Policy: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def rank_scheme(self) -> str: ...
    @property
    def rules(self) -> list[dict[str, str]]: ...
    @property
    def needs_layers(self) -> bool: ...
    @property
    def roles(self) -> Literal["none", "team-leads", "coordinators"]: ...
    def with_layers(self, layers: Sequence[int] | int) -> Policy: ...
    def with_roles(self, roles: Literal["none", "team-leads", "coordinators"]) -> Policy: ...
    def to_toml(self) -> str: ...
    def _repr_html_(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

class Change(_Record):
    position: str
    change: str
    was: str
    is_: str
    rule: str
    source: str
    reason: str

class Ledger(_Tabular):
    """The changes of one simplification, in words; undo takes them back."""

    @classmethod
    def from_json(cls, file: _Path, org: Organisation) -> Ledger: ...
    @property
    def policy(self) -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex) -> Change: ...
    def __iter__(self) -> Iterator[Change]: ...
    def count(self, change: str) -> int: ...
    @overload
    def to_json(self) -> str: ...
    @overload
    def to_json(self, file: _Path) -> None: ...
    @overload
    def to_csv(self) -> str: ...
    @overload
    def to_csv(self, file: _Path) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

class Simplification:
    """Unpacks to the organisation after and the ledger."""

    @property
    def before(self) -> Organisation: ...
    @property
    def after(self) -> Organisation: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def findings(self) -> Findings: ...
    @property
    def selected(self) -> int: ...
    @property
    def kept_exempt(self) -> int: ...
    @property
    def kept_tops(self) -> int: ...
    @property
    def converted(self) -> int: ...
    @property
    def converted_holders(self) -> float | None: ...
    @property
    def re_attached(self) -> int: ...
    @property
    def role_lines(self) -> int: ...
    @property
    def turned_digital(self) -> int: ...
    @property
    def must_stay(self) -> int: ...
    def compare(self) -> Comparison: ...
    def __len__(self) -> Literal[2]: ...
    def __iter__(self) -> Iterator[Any]: ...
    @overload
    def __getitem__(self, index: Literal[0]) -> Organisation: ...
    @overload
    def __getitem__(self, index: Literal[1]) -> Ledger: ...
    def _repr_html_(self) -> str: ...

class Comparison(_Tabular):
    """Before and after, one row a figure as a table: figure, before, after, change."""

    @property
    def before(self) -> Measures: ...
    @property
    def after(self) -> Measures: ...
    @property
    def formal(self) -> float | None: ...
    @property
    def with_roles(self) -> float | None: ...
    @property
    def with_coordination(self) -> float | None: ...
    @property
    def shadow(self) -> float | None: ...
    @property
    def originators(self) -> int: ...
    @property
    def compared(self) -> int: ...
    @property
    def longer(self) -> int: ...
    @property
    def shorter(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def longer_formal(self) -> int: ...
    @property
    def shorter_formal(self) -> int: ...
    @property
    def unchanged_formal(self) -> int: ...
    @property
    def undecidable_before(self) -> int: ...
    @property
    def undecidable_after(self) -> int: ...
    @property
    def lost(self) -> int: ...
    @property
    def pso_percent(self) -> float | None: ...
    @property
    def administrative_before(self) -> int: ...
    @property
    def administrative_after(self) -> int: ...
    @property
    def converted(self) -> int: ...
    @property
    def matters(self) -> tuple[MatterComparison, ...]: ...
    @property
    def findings(self) -> Findings: ...
    def to_dict(self) -> dict[str, Any]: ...
    def plot(self, ax: Any = None, **options: Any) -> Any: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

def compare(
    before: Organisation,
    after: Organisation,
    *,
    must_stay: int | None = None,
    on: _Day = None,
    absent_flag: str = "absent",
    initials: int | None = None,
    working_minutes: float = 72000.0,
) -> Comparison: ...

# --- Optimal flattening ---------------------------------------------------------------------------

class Solution(_Tabular):
    """The posts to convert, and why each other post is kept; the latter as a table."""

    @property
    def organisation(self) -> Organisation: ...
    @property
    def span_cap(self) -> int | None: ...
    @property
    def max_layers(self) -> int | None: ...
    @property
    def objective(self) -> Literal["hand-offs", "cost", "mixed"]: ...
    @property
    def converted(self) -> list[str]: ...
    @property
    def rows(self) -> NDArray[np.uint32]: ...
    @property
    def gain(self) -> float: ...
    @property
    def bound(self) -> float: ...
    @property
    def hand_offs_saved(self) -> float: ...
    @property
    def kept(self) -> list[KeptPost]: ...
    @property
    def trees(self) -> list[FlattenedTree]: ...
    @property
    def infeasible(self) -> list[FlattenedTree]: ...
    @property
    def policy(self) -> Policy: ...
    def apply(self) -> Simplification: ...
    def frontier(self, caps: range | Iterable[int]) -> Frontier: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

class Frontier(_Tabular):
    """The optimum at each span cap, by cap; as a table one row a cap."""

    @property
    def points(self) -> tuple[FrontierPoint, ...]: ...
    @property
    def dominated(self) -> tuple[FrontierPoint, ...]: ...
    @property
    def objective(self) -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex) -> FrontierPoint: ...
    def __iter__(self) -> Iterator[FrontierPoint]: ...
    def plot(self, ax: Any = None, **options: Any) -> Any: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

def optimise(
    org: Organisation,
    *,
    span_cap: int | None = None,
    max_layers: int | None = None,
    narrow: bool = False,
    policy: Policy | _Path | None = None,
    objective: Literal["hand-offs", "cost", "mixed"] = "hand-offs",
    price: float = 0.0,
    keep: Iterable[str] = (),
    threads: int = 1,
    on: _Day = None,
    absent_flag: str = "absent",
) -> Solution: ...

class Flattening(_Record):
    """What :func:`optimal_flattening` finds; posts are rows."""

    converted: tuple[int, ...]
    gain: int
    bound: int
    infeasible: tuple[int, ...]

def optimal_flattening(
    org: Organisation,
    *,
    gain: ArrayLike | None = None,
    may_convert: ArrayLike | None = None,
    load_kept: ArrayLike | None = None,
    load_converted: ArrayLike | None = None,
    capacity: ArrayLike | None = None,
    layers: int | None = None,
    threads: int = 1,
) -> Flattening: ...

# --- Measures of hierarchy ------------------------------------------------------------------------
# None, or an array of no entries, where a measure is not defined; Hierarchy says why.

def flow_hierarchy(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def global_reaching_centrality(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def local_reaching_centrality(
    org: Organisation, *, lines: _Lines = "all"
) -> NDArray[np.float64] | None: ...
def reachable_positions(
    org: Organisation, *, lines: _Lines = "all"
) -> NDArray[np.uint32] | None: ...
def trophic_levels(
    org: Organisation,
    *,
    lines: _Lines = "all",
    method: Literal["levine", "mackay"] = "levine",
) -> NDArray[np.float64] | None: ...
def trophic_incoherence_q(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def trophic_incoherence_f0(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_connectedness(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_hierarchy(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_efficiency_sna(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_efficiency_ucinet(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_efficiency_undirected(
    org: Organisation, *, lines: _Lines = "all"
) -> float | None: ...
def krackhardt_lub_least(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def krackhardt_lub_sna(org: Organisation, *, lines: _Lines = "all") -> float | None: ...
def betweenness(
    org: Organisation, *, lines: _Lines = "all", ways: Literal["down", "both"] = "down"
) -> NDArray[np.float64]: ...
def line_distance(
    org: Organisation, *, lines: _Lines = "all", ways: Literal["down", "both"] = "both"
) -> PairDistance: ...
def pair_distance(org: Organisation) -> PairDistance: ...
def graicunas(org: Organisation) -> NDArray[np.float64]: ...

# --- The rest -------------------------------------------------------------------------------------

def generate(
    positions: int = 10000,
    *,
    seed: int = 1,
    span: float = 12.0,
    echelon_mix: Sequence[float] | None = None,
    agencies: int = 0,
    random_order: bool = False,
) -> Organisation: ...
def preset_schemes() -> list[str]: ...
def preset_span_bands() -> list[str]: ...
