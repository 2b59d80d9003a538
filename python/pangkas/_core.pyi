# SPDX-License-Identifier: BSL-1.0
"""What the extension holds. Its names are those of the package; import them from there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, ClassVar, Literal, Protocol, SupportsIndex, final, overload

import numpy as np
import pandas as pd
import polars as pl
from numpy.typing import ArrayLike, DTypeLike, NDArray

from ._errors import (
    Error as Error,
    InputError as InputError,
    OutputError as OutputError,
    RuleError as RuleError,
    StructureError as StructureError,
    UnknownPosition as UnknownPosition,
)
from ._records import (
    BodyCheck as BodyCheck,
    Change as Change,
    Comparison as Comparison,
    CompressionSummary as CompressionSummary,
    DecisionPath as DecisionPath,
    DecisionReport as DecisionReport,
    DecisionSummary as DecisionSummary,
    DecisionTimes as DecisionTimes,
    Delegations as Delegations,
    Shortenings as Shortenings,
    Finding as Finding,
    FlattenedTree as FlattenedTree,
    Flattening as Flattening,
    Frontier as Frontier,
    FrontierPoint as FrontierPoint,
    Hierarchy as Hierarchy,
    HierarchyMeasure as HierarchyMeasure,
    Integrity as Integrity,
    KeptPost as KeptPost,
    LayerPoint as LayerPoint,
    LayerSummary as LayerSummary,
    LongPath as LongPath,
    MatterComparison as MatterComparison,
    MatterSummary as MatterSummary,
    Measures as Measures,
    PairDistance as PairDistance,
    PathStep as PathStep,
    Position as Position,
    PostBreakEven as PostBreakEven,
    RankShare as RankShare,
    Reattached as Reattached,
    Reduced as Reduced,
    RuleCheck as RuleCheck,
    Record as Record,
    Simplification as Simplification,
    SpanBand as SpanBand,
    SpanBands as SpanBands,
    SpanSummary as SpanSummary,
    StationTimes as StationTimes,
    Tabular as Tabular,
    TimesBeforeAfter as TimesBeforeAfter,
    Totals as Totals,
)

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

_Path = str | PathLike[str]
_Paths = _Path | Sequence[_Path]
class _Lazy(Protocol):
    def collect(self) -> Any: ...

_Data = _ArrowStream | _Lazy | Mapping[str, Any]
_Decisions = _Path | _Data | Sequence[_Path | _Data]
_Day = str | date | None
_Kind = Literal["structural", "functional", "executing"]
_Lines = Literal["command", "all"]

__version__: str

# --- Tables ---------------------------------------------------------------------------------------

@final
class Table:
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...
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

@final
class TextColumn(Sequence[str]):
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __iter__(self) -> Iterator[str]: ...
    def __contains__(self, value: object) -> bool: ...
    def index(self, value: object) -> int: ...  # type: ignore[override]
    def count(self, value: object) -> int: ...
    def tolist(self) -> list[str]: ...
    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

# --- Lists ----------------------------------------------------------------------------------------

@final
class Findings:
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...
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

# --- The organisation -----------------------------------------------------------------------------

@final
class Organisation:
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...
    def __init__(self) -> None: ...
    @classmethod
    def from_table(
        cls,
        table: _Data | Sequence[Mapping[str, Any]] | _Path,
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
        budget: str | None = None,
        flags: str | None = None,
        holder: str | None = None,
        legal_source: str | None = None,
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
        steps: _Decisions = (),
        name: str = "table",
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
        steps: _Paths = (),
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
        steps: _Decisions = (),
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
    @classmethod
    def from_igraph(
        cls,
        graph: Any,
        *,
        type: str = "type",
        rank_scheme: _Path | None = None,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
    ) -> Organisation: ...
    @classmethod
    def from_rustworkx(
        cls,
        graph: Any,
        *,
        type: str = "type",
        rank_scheme: _Path | None = None,
        orphans: Literal["keep", "roots"] = "keep",
        strict: bool = False,
    ) -> Organisation: ...
    @classmethod
    def from_edges(
        cls, edges: ArrayLike, *, codes: Sequence[Any] | None = None, **options: Any
    ) -> Organisation: ...
    @classmethod
    def from_parents(
        cls, parents: ArrayLike, *, codes: Sequence[Any] | None = None, **options: Any
    ) -> Organisation: ...

    # What it holds. Everything is by row, in the order of the table that was read.
    def __len__(self) -> int: ...
    def __bool__(self) -> Literal[True]: ...
    def __contains__(self, code: object) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __getitem__(self, code: str) -> Position: ...
    def row(self, code: str) -> int: ...
    @property
    def codes(self) -> TextColumn: ...
    @property
    def titles(self) -> TextColumn: ...
    @property
    def kinds(self) -> list[_Kind | None]: ...
    @property
    def ranks(self) -> TextColumn: ...
    @property
    def units(self) -> TextColumn: ...
    @property
    def classes(self) -> TextColumn: ...
    @property
    def flags(self) -> list[tuple[str, ...]]: ...
    @property
    def placements(self) -> list[Literal["placed", "orphan", "unrooted", "external"]]: ...
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
    def budget(self) -> NDArray[np.float64]: ...
    @property
    def placed(self) -> int: ...
    @property
    def orphans(self) -> int: ...
    @property
    def unrooted(self) -> int: ...
    @property
    def external(self) -> int: ...
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
    def steps(self) -> Table: ...
    @property
    def findings(self) -> Findings: ...
    @property
    def inputs(self) -> dict[str, str]: ...
    def subordinates(self, code: str) -> list[str]: ...
    def chain_of_command(self, code: str) -> list[str]: ...

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
    def who_decides(self, *, on: _Day = None, absent_flag: str = "absent") -> Table: ...
    def write_routing(
        self, folder: _Path, *, on: _Day = None, absent_flag: str = "absent"
    ) -> None: ...
    def span_bands(
        self,
        name: str,
        spans_in: Literal["positions", "seats", "filled", "seats_per_head"] = "positions",
    ) -> SpanBands: ...
    def by_position(
        self,
        *,
        on: _Day = None,
        absent_flag: str = "absent",
        initials: int | None = None,
        working_minutes: float = 72000.0,
    ) -> Table: ...
    def by_manager(self) -> Table: ...
    def by_unit(self) -> Table: ...
    def by_rank(self) -> Table: ...
    def by_layer(self) -> Table: ...
    def roll_up(self, by: Literal["unit", "manager"]) -> Table: ...
    def check_rule(
        self, rule: _Path, *, baseline: float | None = None, years: float | None = None
    ) -> RuleCheck: ...

    # What becomes of it.
    def simplify(
        self,
        policy: Policy | _Path,
        *,
        layers: Sequence[int] | int | None = None,
        roles: Literal["none", "team-leads", "coordinators"] | None = None,
        findings_per_rule: int = 1000,
    ) -> Simplification: ...
    def apply(self, scenario: Scenario, *, findings_per_rule: int = 1000) -> Simplification: ...
    def undo(self, ledger: Ledger) -> Organisation: ...
    def with_superior(self, code: str, superior: str) -> Reattached: ...
    def without(self, codes: str | Iterable[str]) -> Reduced: ...
    def merged(self, codes: str | Iterable[str], into: str) -> Reduced: ...
    def filter(self, mask: ArrayLike | None = None, **columns: object) -> Organisation: ...
    def subtree(self, code: str) -> Organisation: ...
    def without_holders(self) -> Organisation: ...

    # Where it goes.
    @overload
    def to_json(self, file: None = None) -> str: ...
    @overload
    def to_json(self, file: _Path) -> None: ...
    @overload
    def to_csv(self, file: None = None) -> str: ...
    @overload
    def to_csv(self, file: _Path) -> None: ...
    @overload
    def report(
        self,
        file: None = None,
        *,
        policy: Policy | _Path | None = None,
        layers: Sequence[int] | int | None = None,
        roles: Literal["none", "team-leads", "coordinators"] | None = None,
        scenario: Scenario | Policy | _Path | dict[str, Scenario | Policy | _Path] | None = None,
        frontier: range | Iterable[int] | None = None,
        title: str = "",
        language: Literal["en", "id"] = "en",
        redact: bool = False,
        pdf: _Path | None = None,
        on: _Day = None,
        absent_flag: str = "absent",
        working_minutes: float = 72000.0,
    ) -> str: ...
    @overload
    def report(
        self,
        file: _Path | None,
        *,
        policy: Policy | _Path | None = None,
        layers: Sequence[int] | int | None = None,
        roles: Literal["none", "team-leads", "coordinators"] | None = None,
        scenario: Scenario | Policy | _Path | dict[str, Scenario | Policy | _Path] | None = None,
        frontier: range | Iterable[int] | None = None,
        title: str = "",
        language: Literal["en", "id"] = "en",
        redact: bool = False,
        pdf: _Path | None = None,
        on: _Day = None,
        absent_flag: str = "absent",
        working_minutes: float = 72000.0,
    ) -> str | None: ...
    def to_dataframe(self) -> pd.DataFrame: ...
    def to_networkx(self, *, lines: _Lines = "all") -> Any: ...
    def to_igraph(self, *, lines: _Lines = "all") -> Any: ...
    def to_rustworkx(self, *, lines: _Lines = "all") -> Any: ...
    def to_edges(self, *, lines: _Lines = "command") -> NDArray[np.int64]: ...
    def to_parents(self) -> NDArray[np.int64]: ...
    def to_csr(self, *, lines: _Lines = "command") -> Any: ...
    def plot(self, ax: Any = None, **options: Any) -> Any: ...
    def __copy__(self) -> Organisation: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Organisation: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

# --- Policies, ledgers, scenarios -----------------------------------------------------------------

@final
class Policy:
    @staticmethod
    def presets() -> list[str]: ...
    @staticmethod
    def preset(name: str) -> Policy: ...
    @staticmethod
    def from_toml(text: str, *, name: str = "policy") -> Policy: ...
    @staticmethod
    def from_file(file: _Path) -> Policy: ...
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
    def initials(self) -> int | None: ...
    @property
    def roles(self) -> Literal["none", "team-leads", "coordinators"]: ...
    def with_layers(self, layers: Sequence[int] | int) -> Policy: ...
    def with_span_floor(self, floor: int) -> Policy: ...
    def with_roles(self, roles: Literal["none", "team-leads", "coordinators"]) -> Policy: ...
    def to_toml(self) -> str: ...
    def _repr_html_(self) -> str: ...
    def __copy__(self) -> Policy: ...
    def __deepcopy__(self, memo: dict[int, Any], /) -> Policy: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Ledger:
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

    @staticmethod
    def from_json(file: _Path, org: Organisation) -> Ledger: ...
    @property
    def policy(self) -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, index: SupportsIndex) -> Change: ...
    def __iter__(self) -> Iterator[Change]: ...
    def count(self, change: str) -> int: ...
    @overload
    def to_json(self, file: None = None) -> str: ...
    @overload
    def to_json(self, file: _Path) -> None: ...
    @overload
    def to_csv(self, file: None = None) -> str: ...
    @overload
    def to_csv(self, file: _Path) -> None: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

@final
class Scenario:
    @staticmethod
    def from_toml(text: str, *, name: str = "scenario") -> Scenario: ...
    @staticmethod
    def from_file(file: _Path) -> Scenario: ...
    @property
    def name(self) -> str: ...
    @property
    def initials(self) -> int | None: ...
    def __len__(self) -> int: ...
    def to_toml(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

def _study_measures() -> list[str]: ...
def _study_figures(
    org: Organisation, what: Policy | Scenario, with_before: bool
) -> tuple[list[float | None] | None, list[float | None]]: ...
def _judge(
    names: Sequence[str], figures: Sequence[Sequence[float | None]], judge: Sequence[str]
) -> tuple[list[str], list[tuple[str | None, list[str], str]]]: ...
def _history(dates: Sequence[str], orgs: Sequence[Organisation]) -> tuple[Table, Table]: ...
def compare_positions(before: Organisation, after: Organisation) -> Table: ...
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

@final
class Solution:
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

    @property
    def organisation(self) -> Organisation: ...
    @property
    def span_cap(self) -> int | None: ...
    @property
    def max_layers(self) -> int | None: ...
    @property
    def span_floor(self) -> int | None: ...
    @property
    def load(self) -> Literal["positions", "seats", "minutes"]: ...
    @property
    def objective(self) -> Literal["hand-offs", "cost", "mixed", "fewest"]: ...
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
    def layer_frontier(self, first: int, last: int) -> list[LayerPoint]: ...
    def frontier(self, caps: range | Iterable[int]) -> Frontier: ...
    def __eq__(self, other: object) -> bool: ...
    __hash__: ClassVar[None]  # type: ignore[assignment]

def integrity(
    org: Organisation,
    *,
    duties: _Decisions | None = None,
    holders: _Decisions | None = None,
    relations: _Decisions | None = None,
    rules: str | Iterable[str] | None = None,
    policy: Policy | _Path | None = None,
    layers: Sequence[int] | int | None = None,
    roles: Literal["none", "team-leads", "coordinators"] | None = None,
    inherited: bool = False,
    with_holders: bool = False,
    repairs: int = 20,
    on: _Day = None,
    absent_flag: str = "absent",
) -> Integrity: ...
def preset_body_rules() -> list[str]: ...
def preset_integrity_rules() -> list[str]: ...
def optimise(
    org: Organisation,
    *,
    span_cap: int | None = None,
    max_layers: int | None = None,
    span_floor: int | None = None,
    fill: bool = False,
    merge: bool = False,
    load: Literal["positions", "seats", "minutes"] = "positions",
    narrow: bool = False,
    policy: Policy | _Path | None = None,
    objective: Literal["hand-offs", "cost", "mixed", "fewest"] = "hand-offs",
    price: float = 0.0,
    keep: Iterable[str] = (),
    threads: int = 1,
    on: _Day = None,
    absent_flag: str = "absent",
) -> Solution: ...

def optimal_flattening(
    org: Organisation,
    *,
    gain: ArrayLike | None = None,
    may_convert: ArrayLike | None = None,
    load_kept: ArrayLike | None = None,
    load_converted: ArrayLike | None = None,
    capacity: ArrayLike | None = None,
    floor: ArrayLike | None = None,
    layers: int | None = None,
    threads: int = 1,
) -> Flattening: ...

# --- Optimal delegation ---------------------------------------------------------------------------

def best_delegations(
    org: Organisation,
    *,
    matters: Sequence[str] | None = None,
    rank_floor: str | None = None,
    receivers: str | None = None,
    amount: float | None = None,
    strategic: bool = False,
    price: float = 0.0,
    delegations: int | None = None,
    delegations_of_matter: int | None = None,
    minutes: float | None = None,
    on: _Day = None,
    absent_flag: str = "absent",
) -> Delegations: ...
def compare_shortenings(
    org: Organisation,
    most: int,
    *,
    policy: Policy | _Path | None = None,
    matters: Sequence[str] | None = None,
    rank_floor: str | None = None,
    receivers: str | None = None,
    amount: float | None = None,
    strategic: bool = False,
    on: _Day = None,
    absent_flag: str = "absent",
) -> Shortenings: ...
def delegation_savings(
    org: Organisation,
    most: int,
    *,
    matters: Sequence[str] | None = None,
    rank_floor: str | None = None,
    receivers: str | None = None,
    amount: float | None = None,
    strategic: bool = False,
    on: _Day = None,
    absent_flag: str = "absent",
) -> list[float]: ...

# --- Decisions in time ----------------------------------------------------------------------------

@overload
def simulate(
    org: Organisation,
    *,
    after: None = None,
    calendar: _Path | None = None,
    work: str = "exponential",
    replications: int = 30,
    first_replication: int = 0,
    precision: float | None = None,
    horizon_days: float | None = None,
    warm_up_days: float | None = None,
    seed: int = 1,
    moved_work: float = 0.0,
    threads: int = 1,
    on: _Day = None,
    absent_flag: str = "absent",
    working_minutes: float = 72000.0,
) -> DecisionTimes: ...
@overload
def simulate(
    org: Organisation,
    *,
    after: Organisation,
    calendar: _Path | None = None,
    work: str = "exponential",
    replications: int = 30,
    first_replication: int = 0,
    precision: float | None = None,
    horizon_days: float | None = None,
    warm_up_days: float | None = None,
    seed: int = 1,
    moved_work: float = 0.0,
    threads: int = 1,
    on: _Day = None,
    absent_flag: str = "absent",
    working_minutes: float = 72000.0,
) -> TimesBeforeAfter: ...

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

# --- Event logs -----------------------------------------------------------------------------------

_Level = Literal["resource", "role", "group", "position", "unit"]
_Missing = Literal["left_out", "value", "pairs_known"]

class EventLog:
    @classmethod
    def read(
        cls,
        file: _Path,
        *,
        columns: _Path | None = None,
        nobody: str | Sequence[str] | None = None,
        case_type: str | None = None,
        resource_type: str | None = None,
        qualifier: str | None = None,
    ) -> EventLog: ...
    @classmethod
    def from_table(
        cls,
        table: Mapping[str, Any] | _ArrowStream,
        *,
        case: str | None = None,
        activity: str | None = None,
        time: str | None = None,
        start: str | None = None,
        resource: str | None = None,
        role: str | None = None,
        group: str | None = None,
        matter: str | None = None,
        columns: _Path | None = None,
        nobody: str | Sequence[str] | None = None,
        name: str = "log",
    ) -> EventLog: ...
    @property
    def cases(self) -> int: ...
    @property
    def findings(self) -> Findings: ...
    def __len__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...
    def between(
        self,
        *,
        first: date | str | None = None,
        last: date | str | None = None,
    ) -> EventLog: ...
    def figures(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
        before: Organisation | None = None,
        matter: str | None = None,
        deciding: str | Sequence[str] | None = None,
        least_mapped: float = 1.0,
        calibrate: bool = False,
        ending: str | Sequence[str] | None = None,
        enough: int = 30,
    ) -> dict[str, Any]: ...
    def by_case(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def by_activity(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def by_hand_over(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def by_performer(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def by_variant(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def by_year(
        self,
        *,
        level: _Level = "resource",
        missing: _Missing = "left_out",
        organisation: Organisation | None = None,
        map: _Path | Mapping[str, Any] | _ArrowStream | None = None,
    ) -> Table: ...
    def to_table(self) -> Table: ...
    def to_polars(self) -> pl.DataFrame: ...
    def to_pandas(self) -> pd.DataFrame: ...
    def to_arrow(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

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
