// SPDX-License-Identifier: BSL-1.0
/**
 * The one JSON document that `pangkas report` puts into the page, in
 * `<script type="application/json" id="report-data">`.
 *
 * It is written by src/report/html_report*.cpp, and only there; the page computes no figure of its own
 * that is in it. Every text of it is data: it may hold markup, quotes, right-to-left marks, emoji
 * and 10,000 characters, and must reach the page as text, never as markup.
 *
 * - A figure that is absent is null: not known, not applicable, or withheld (see Head.redacted).
 * - "Post" means a place in Posts, 0 … Posts.shown − 1. It is the same post on both sides.
 * - Hand-offs are steps − 1. Volumes are matters a year.
 */

export const FORMAT = 1;

/**
 * A column of numbers, packed. `type` is the narrowest that holds the values; bytes are
 * little-endian, in base64 (RFC 4648, with padding). With `all` there is no `data`: every one of
 * the `length` values is that number. A value equal to `none` is absent; null: none is.
 */
export interface Column {
  type: 'i8' | 'i16' | 'i32' | 'f64';
  length: number;
  none: number | null;
  data?: string;
  all?: number;
}

/** What Column unpacks to. Compare with Column.none before use. */
export type Numbers = Int8Array | Int16Array | Int32Array | Float64Array;

/** A column of texts that repeat: `values[index[i]]`. An index of −1 (index.none): no text. */
export interface Dictionary {
  values: string[];
  index: Column;
}

export interface Report {
  format: typeof FORMAT;
  head: Head;
  /** With a policy the object that `pangkas simplify --json` prints for the same question, else
   * that of `pangkas measure --json`. Every number on the page that is in it is taken from it. */
  summary: Comparison | Measures;
  posts: Posts;
  /** The organisation as it is, and with a policy also as it would be. */
  sides: [Side] | [Side, Side];
  /** null without a policy; so are `ledger`, `flows` and `checks`. */
  change: Change | null;
  ledger: Ledger | null;
  flows: Flow[] | null;
  checks: Findings | null;
  ranks: Rank[];
  units: Units;
  /** The ten posts with the most work of decisions on either side, as working years a seat, the most
   * after (else before) first; null: no matter says how long its steps take. */
  load: LoadedPost[] | null;
  paths: Paths;
  spans: Spans;
  /** Findings of the data, as `pangkas check` lists them. */
  findings: Findings;
  /** null unless --frontier was given. */
  frontier: Frontier | null;
  /** What `pangkas integrity --json` prints, with 500 breaches of a side at most; null without --duties, or redacted. */
  integrity: IntegritySide | IntegrityChange | null;
  /** What `pangkas simulate --json` prints, with a policy of both sides; null without --simulate, or redacted. */
  simulation: Simulation | null;
  /** What `pangkas log --level position --json` prints of the organisation before; null without --log, or redacted. */
  log: LogFound | null;
  /** What `pangkas optimise --delegate --json` prints; null without --delegate, or redacted. */
  delegation: DelegationFound | null;
  /** What `pangkas study --history --json` prints; null without --history, or redacted. */
  history: History | null;
  /** null unless there are several scenarios. */
  study: Study | null;
}

/* --- where it comes from ---------------------------------------------------------------------- */

export interface Head {
  /** Version of the program, as in "0.1.0". */
  pangkas: string;
  lang: 'id' | 'en';
  /** Of the page; as given by --title, else made from the names of the inputs. */
  title: string;
  /**
   * Whether codes, titles, units and all free texts were replaced: codes are P1, P2, …, titles are
   * empty, units U1, …, matters M1, …, roles R1, …; details of findings are empty, filled seats,
   * costs and classes are absent, and a rank, kind or unit that fewer than 3 positions have before
   * or after is withheld (as if there were none). A count below 3 is null, to be shown as "<3".
   */
  redacted: boolean;
  inputs: { file: string; sha256: string }[];
  policy: Policy | null;
  parameters: {
    /** The day whose authorities count, as in "2021-06-30"; null: all do, whatever their period. */
    on: string | null;
    /** Minutes that a full-time post works in a year. */
    working_minutes: number;
    /** Flag of posts whose holder is away. */
    absent_flag: string;
    /** Most initials before the signature where a matter does not say; null: any number. */
    initials: number | null;
    /** Whether the tops of orphan trees count as roots. */
    orphans: 'keep' | 'roots';
    scheme: { name: string; title: string } | null;
  };
  /** Seed of what was drawn at random; null: nothing was. */
  seed: number | null;
}

export interface Policy {
  name: string;
  title: string;
  description: string;
  source: string;
  /** Of the text. */
  sha256: string;
  /** The TOML, whole; null if redacted and no preset. */
  text: string | null;
  /** Of a scenario by hand; 0: it is a policy. Of a scenario title and source are empty, and roles and
   * limits are those of the last policy among its steps. */
  steps: number;
  preset: boolean;
  roles: 'none' | 'team-leads' | 'coordinators';
  /** Given beside the text; null: none were. */
  layers: number[] | null;
  /** Limits that are checked; null: not checked. */
  span_low: number | null;
  span_high: number | null;
  structural_layers: number | null;
  initials: number | null;
}

/* --- the figures, as the other commands print them -------------------------------------------- */

export interface Measures {
  pangkas: string;
  inputs: { file: string; sha256: string }[];
  findings: { error: number; warning: number };
  /** positions = placed + orphans + unrooted + external */
  positions: number;
  placed: number;
  orphans: number;
  unrooted: number;
  /** Absent: none. */
  external?: number;
  roots: number;
  layers: number;
  per_layer: number[];
  mean_depth: number | null;
  spans: {
    managers: number;
    mean: number | null;
    median: number | null;
    max: number | null;
    one_to_one: number;
    /** Managers by span; keys "1", "2-3", "4-7", "8-12", "13-16", "17+", in this order. */
    buckets: Record<string, number>;
  };
  pair_distance: { mean: number | null; diameter: number | null };
  decision_path: DecisionPath;
}

export interface DecisionPath {
  /** Kinds of matter; 1 for the default matter. */
  matters: number;
  volume: number;
  undecidable: number;
  mean_hand_offs: number | null;
  p50: number | null;
  p90: number | null;
  max: number | null;
  mean_hand_offs_with_roles: number | null;
  mean_hand_offs_with_coordination: number | null;
  /** All that follows is there only if matters were given. */
  undecidable_volume?: number;
  on?: string | null;
  by_matter?: { matter: string; volume: number; undecidable_volume: number; elapsed_hours: number | null }[];
  decided_by_rank?: { rank: string | null; volume: number; share: number }[];
  longest?: Record<string, unknown>[];
  busiest?: Record<string, unknown>[];
  load?: { gini: number | null; working_minutes: number; most: { position: string; minutes: number; full_time_posts: number; seats: number } | null };
  breaches?: Record<string, number>;
}

export interface Comparison {
  before: Measures;
  after: Measures;
  /** Shares: 0.25 is a quarter shorter, less than 0 is longer. See docs/background/numbers.md. */
  shrink: {
    formal: number | null;
    with_roles: number | null;
    with_coordination: number | null;
    shadow: number | null;
    /** Originators whose path with role steps became longer. */
    longer: number;
    pso_percent: number | null;
    /** Only if matters were given. */
    by_matter?: Record<string, unknown>[];
  };
  converted: number;
  kept_exempt: number | null;
  /** At most 1,000 of a rule, then one more that says how many more; Report.checks counts all. */
  findings_after: { rule: string; position: string | null; detail: string }[];
  policy?: { name: string; sha256: string; roles: string; layers?: number[] };
}

/* --- the posts and the two sides -------------------------------------------------------------- */

/**
 * What does not change. The posts are in the numbering of the organisation before: layer by layer,
 * inside a layer superior by superior; so a superior has a lower number than its subordinates, under
 * a policy on *both* sides (who is moved goes to someone further up the same line). A scenario by hand
 * may move a post anywhere. Placed posts come first, then orphans, external and unrooted ones, and last
 * those that a scenario adds: before, they are external, as ended ones are after. Titles, units, seats,
 * filled seats and cost are those before, of added posts those after.
 */
export interface Posts {
  /** How many posts are in the columns. */
  shown: number;
  /** How many positions the organisation has. */
  total: number;
  /**
   * null: all are shown. Else every position with so many positions at and below it before (itself
   * one of them), of the smaller ones the first, and what a listed path or list needs; each with all
   * its superiors, on both sides. What is not shown is counted in Side.hidden at its nearest shown
   * superior.
   */
  smallest_subtree: number | null;
  /** Unique; the length is `shown`. */
  codes: string[];
  titles: Dictionary;
  units: Dictionary;
  /** Established seats; may be parts of one. */
  seats: Column;
  /** Seats with a holder; absent: not known. */
  filled: Column;
  /** A year, in the currency of the file; absent: not known. */
  cost: Column;
  /** null: all are shown. */
  undrawn: Undrawn | null;
}

/** The positions that are not shown, in the numbering before, so that they can be searched. */
export interface Undrawn {
  total: number;
  /** Of them in the columns: the first 5,000,000. */
  listed: number;
  /**
   * Code i is the first `common[i]` characters of code i − 1, then line i of `rest`. A line break in a
   * code is a space.
   */
  codes: { common: Column; rest: string };
  /** The post of the nearest shown superior before, `times` times in a row; absent: none is shown. */
  superiors: { value: Column; times: Column };
  /** null: there are more than 300,000 of them, too many to be searched by title. */
  titles: Dictionary | null;
}

/** Of kind: 0 structural, 1 functional, 2 executing. */
export const KINDS = ['structural', 'functional', 'executing'] as const;
/** Of placement: 0 placed, 1 orphan, 2 unrooted, 3 external. */
export const PLACEMENTS = ['placed', 'orphan', 'unrooted', 'external'] as const;
/** Types of a line. */
export const LINES = ['command', 'functional', 'assignment', 'coordination', 'acting', 'membership'] as const;

export interface Side {
  which: 'before' | 'after';
  /** Post of the command superior; absent (−1): top of a tree. Less than the post itself, but for posts
   * that a scenario by hand moved or added. */
  superior: Column;
  /** Place in KINDS; absent: not known. */
  kind: Column;
  /** Place in Report.ranks; absent: none was declared. */
  rank: Column;
  /** Job class, as declared. */
  class: Dictionary;
  /** 1 is a root; absent: the post is not placed. */
  layer: Column;
  /** Command subordinates, shown or not; 0: no manager. */
  span: Column;
  /** Place in PLACEMENTS. */
  placement: Column;
  /**
   * What is not shown, by nearest shown superior: number of positions, their seats, and how many of
   * them are managers. null: everything is shown. `tops` is what has no shown superior at all.
   */
  hidden: {
    positions: Column;
    seats: Column;
    managers: Column;
    tops: { positions: number; seats: number; managers: number };
  } | null;
  /** Lines other than command between shown posts, the first 100,000 of `lines_total`. */
  lines: {
    superior: Column;
    subordinate: Column;
    /** Place in LINES. */
    type: Column;
    /** E.g. "koordinator". */
    role: Dictionary;
    /** Code of the only matter for which the line counts; no text: for all. */
    matter: Dictionary;
  };
  lines_total: number;
  /**
   * Posts without a place, and why: the code of the superior that they name, which is not in the
   * organisation (tops of orphan trees) or is a member of a cycle. The first 1,000.
   */
  unplaced: { post: number | null; code: string; superior: string }[];
  /** Codes of the members of each cycle, each the superior of the one before it; a report to itself
   * is a cycle of one. The first 100. */
  cycles: string[][];
}

/** Of what: what became of a post. */
export const OUTCOMES = [
  'unchanged', 'converted', 'kept-exempt', 'kept-top', 'abolished', 'merged', 'added', 'split-off', 're-ranked',
] as const;

export interface Change {
  /** Place in OUTCOMES, by post: kept-exempt was selected, but an exemption keeps it; kept-top was
   * selected, but nothing is above it; those from abolished on are made by steps of a scenario. */
  outcome: Column;
  /** 1: has another superior after, and is there on both sides. A converted post may be moved too. */
  moved: Column;
  /** Over all positions, shown or not, by OUTCOMES; null: withheld, fewer than 3. */
  outcomes: (number | null)[];
  moved_total: number;
  /** Where nothing is known of holders: null. Filled seats of the converted posts. */
  converted_holders: number | null;
  /** For PSO% = (before − after) / (before − must_stay) · 100. */
  pso: { before: number; after: number; must_stay: number; percent: number | null };
}

export interface Rank {
  name: string;
  /** Place in the rank scheme, 0 is the highest; null: not in the scheme. */
  order: number | null;
  kind: (typeof KINDS)[number] | null;
  /** Counts as administrative in PSO%. */
  administrative: boolean;
  /** Positions, placed or not; null: withheld, fewer than 3. `after` is null without a policy. */
  before: number | null;
  after: number | null;
}

/* --- units ------------------------------------------------------------------------------------ */

export interface Units {
  /** How many there are. */
  total: number;
  /** By the bytes of the name; of more than 2,000 the largest. Empty: the positions without a unit, or of a withheld one. */
  list: (UnitSides & { unit: string })[];
  /** All together, listed or not. */
  all: UnitSides;
}

export interface UnitSides {
  before: UnitFigures;
  after: UnitFigures | null;
}

/** Positions outside the organisation are not counted. The unit of a position is the same on both sides. */
export interface UnitFigures {
  positions: number;
  seats: number;
  /** Seats with a holder, those without, and cost a year, of the positions of which it is known; null: of none. */
  filled: number | null;
  vacant: number | null;
  cost: number | null;
  managers: number;
  mean_span: number | null;
  widest_span: number;
  /** The first is that of the roots. */
  seats_in_layer: number[];
  /** Matters that its positions raise a year and somebody decides (on both sides), and their mean hand-offs, role steps included. */
  volume: number;
  hand_offs: number | null;
  /** Work of decisions in working years, together and of the busiest post a seat; null: not said. */
  load: number | null;
  busiest: number | null;
  /** Of the checks, at its positions, of those that `simplify --json` lists; only after. */
  breaches?: number;
}

export interface LoadedPost {
  post: number | null;
  code: string;
  title: string;
  seats: number;
  before: number;
  after: number | null;
}

/**
 * Where posts went: all that were structural before or were converted, by rank before and after.
 * `from` and `to` are places in Report.ranks; null: no rank, or a withheld one.
 */
export interface Flow {
  from: number | null;
  from_kind: (typeof KINDS)[number] | null;
  to: number | null;
  to_kind: (typeof KINDS)[number] | null;
  outcome: (typeof OUTCOMES)[number];
  /** Posts; null: withheld, fewer than 3. */
  count: number | null;
}

/* --- the ledger ------------------------------------------------------------------------------- */

export const CHANGES = [
  'kept-exempt',
  'converted',
  're-attached',
  'role-added',
  'authority-orphaned',
  'authority-moved',
  'authority-re-issued',
  'authority-returned',
  'authority-lapsed',
  'turned-digital',
  'added',
  'split-off',
  'abolished',
  'merged',
  'changed',
  'line-added',
  'line-removed',
  'authority-given',
  'authority-amended',
  'authority-withdrawn',
  'team-merged',
  /** What the ledger calls a conversion, if a step of a scenario re-ranks the post. */
  're-ranked',
] as const;

export interface Ledger {
  /** Entries in all, and by CHANGES. */
  total: number;
  by_change: number[];
  /** Entries in the columns: those of shown posts, 200,000 at most. */
  listed: number;
  /** Absent (−1) where a matter changed, not a post, or where the post is not shown. */
  post: Column;
  /** Place in CHANGES. */
  change: Column;
  /** Place in `rules`. */
  rule: Column;
  /**
   * What it was and is; absent where there was or is nothing. By change:
   * kept-exempt, converted: place in `states`; re-attached, team-merged: post of the superior;
   * role-added: `is` is a place in `roles`; authority-…: place in `authorities`, which says both;
   * turned-digital: place in `digital`, which says both; added, split-off: `is` a place in `states`,
   * `was` the post of which it is a part; abolished, merged: post of its superior, and of who took over;
   * re-ranked: places in `states`; changed: place in `values`; line-…: place in `lines`.
   */
  was: Column;
  is: Column;
  /** `reason` and `source` (law, decree or letter) are words of the policy; empty: not given. */
  rules: { section: string; id: string; reason: string; source: string }[];
  /** What establishes the converted posts, and how many of them. */
  laws: { law: string; posts: number }[];
  states: { kind: (typeof KINDS)[number] | null; rank: string; class: string }[];
  /** The converted post has role `name` over a former subordinate; post null: not shown, then
   * `code` says which, else it is empty. */
  roles: { post: number | null; code: string; name: string }[];
  authorities: AuthorityChange[];
  digital: { matter: string; was: Handling; is: Handling }[];
  /** Empty: absent, or redacted. */
  values: { attribute: (typeof ATTRIBUTES)[number]; was: string; is: string }[];
  /** Lines of which the entry names the upper end; post null: not shown, then `code` says which. */
  lines: { post: number | null; code: string; type: (typeof LINES)[number]; matter: string; role: string }[];
}

/** What of a post a step of a scenario changes. */
export const ATTRIBUTES = ['title', 'unit', 'seats', 'filled', 'cost', 'holders', 'legal_source', 'unknown_superior'] as const;

export interface Authority {
  /** Code and post of the holder, empty where `whoever` says who; post null: not shown, or not in
   * the organisation. */
  position: string;
  post: number | null;
  /** Code; "*": all matters. */
  matter: string;
  /** Largest amount of money; null: no limit. */
  limit: number | null;
  source: 'attribution' | 'delegation' | 'mandate';
  /** Code of who delegated or mandated; empty: nobody. */
  giver: string;
  legal_source: string;
  from: string;
  until: string;
  /** Acting for an absent holder (plh) or in a vacant post (plt); null: of its own post. */
  acting: 'plh' | 'plt' | null;
  /** What only some have, as the tables write it; never there if redacted. The currency of the
   * limit; a class, or who stands so to the originator; for whom it holds; who must concur. */
  currency?: string;
  whoever?: string;
  for?: string;
  with?: string;
  /** Members of the body that must be present. */
  quorum?: number;
}

export interface AuthorityChange {
  change: (typeof CHANGES)[number];
  was: Authority;
  /** null: held by nobody. */
  is: Authority | null;
}

export interface Handling {
  channel: 'paper' | 'digital';
  clerical_steps: string[];
  /** Of one step. */
  work_minutes: number | null;
  /** Before one step. */
  waiting_hours: number | null;
}

/* --- decision paths --------------------------------------------------------------------------- */

export interface Paths {
  /** No matters were given: every position without subordinates raises one a year, which its root
   * decides. `matters` has then one entry, without code. */
  default_matter: boolean;
  matters: MatterPaths[];
  /** All matters together, by volume. The same as matters[0] for the default matter. */
  all: MatterPaths;
  undecidable: {
    before: Undecidables;
    after: Undecidables | null;
  };
  /** Authorities that nobody holds any more: of the ledger's authority-orphaned and -lapsed; the
   * first 1,000. null without a policy. */
  orphaned: { total: number; list: AuthorityChange[] } | null;
  walks: Walks;
}

export interface MatterPaths {
  /** Empty for the default matter and for all together. */
  code: string;
  name: string;
  channel: 'paper' | 'digital' | null;
  /** Matters a year, decidable or not. */
  volume: number;
  /** Who raise it. */
  originators: number;
  /** Everything that is decidable on that side. */
  before: Lengths;
  after: Lengths | null;
  /** Only what is decidable on both sides, of which the shrink is made. */
  compared: { before: Lengths; after: Lengths; shrink: Shrink } | null;
  /** Within which it must be decided; there only if that is said. */
  limit_hours?: number;
}

export interface Shrink {
  /** Volume that is decidable on both sides. */
  volume: number;
  /** Command steps alone. */
  formal: number | null;
  /** With role steps: the real shrink. */
  with_roles: number | null;
  with_coordination: number | null;
  /** Share of the volume whose path now has a role step that rebuilds a removed command line. */
  shadow: number | null;
  /** Originators by what became of their path, with role steps. */
  longer: number;
  shorter: number;
  unchanged: number;
  /** Decidable before, not after. */
  newly_undecidable: number;
  lost: number;
}

export interface Lengths {
  command: Histogram;
  with_roles: Histogram;
  with_coordination: Histogram;
  /** Originators for whom nobody decides, and their volume. 0 in `compared`. */
  undecidable: number;
  undecidable_volume: number;
}

export interface Histogram {
  /** Matters a year by hand-offs: volumes[k] take k. */
  volumes: number[];
  mean: number | null;
  p50: number | null;
  p90: number | null;
  max: number | null;
}

export const UNDECIDABLE = [
  'no-authority',
  'not-placed',
  'limit-too-low',
  'post-without-holder',
  'nobody-to-concur',
  'too-many-levels',
] as const;

export interface Undecidables {
  /** Pairs of originator and matter. */
  total: number;
  /** Of them decidable on the other side; null on the side before. */
  newly: number | null;
  /** By UNDECIDABLE. */
  by_reason: number[];
  /** The newly undecidable ones first; 1,000 at most. */
  list: {
    /** Place in Paths.matters. */
    matter: number;
    post: number | null;
    code: string;
    title: string;
    reason: (typeof UNDECIDABLE)[number];
    newly: boolean;
  }[];
}

/** Of role: what a step does. */
export const STEPS = ['drafter', 'reviewer', 'role-step', 'coordination', 'decider', 'concurrence', 'afterwards'] as const;
/** Of act: what an order says that somebody does. */
export const ACTS = ['draft', 'certify', 'recommend', 'review', 'initial', 'concur', 'approve', 'sign', 'countersign', 'report', 'veto'] as const;

/**
 * The paths themselves, as `pangkas paths --from` prints them. Both sides have the same pairs of
 * matter and originator, in the same order: by matter, then by post.
 */
export interface Walks {
  /** Pairs of matter and originator that there are, and that are listed. */
  total: number;
  listed: number;
  /** Whether every path is listed; else the longest ten of each matter on each side, and further
   * ones spread evenly over the lengths. */
  complete: boolean;
  /** Steps, with the posts passed over, that the listed paths of both sides have at most, no path
   * more than a tenth of them; given only where more would be listed without it. Then the longest of each matter come first, the matter
   * with the most volume first, and further ones as far as there is room. */
  most_steps?: number;
  /** Place in Paths.matters, by pair. */
  matter: Column;
  /** Post, by pair. */
  originator: Column;
  before: WalkSide;
  after: WalkSide | null;
}

export interface WalkSide {
  /** By pair; absent (−1): undecidable. */
  hand_offs: Column;
  with_roles: Column;
  with_coordination: Column;
  /** Of work and waiting until the decision, by pair, and 1 where the matter does not allow as many;
   * there only if some path has any. */
  hours?: Column;
  late?: Column;
  /** By pair: place in UNDECIDABLE; absent: decidable. */
  reason: Column;
  /** By pair: place in `authorities`; absent: undecidable, or the default matter. */
  authority: Column;
  authorities: Authority[];
  /** Of pair i the steps are steps_begin[i] … steps_begin[i + 1] − 1; its length is listed + 1. */
  steps_begin: Column;
  /** By step: the post, its role (place in STEPS), the type of the line by which the matter got
   * there (place in LINES; absent: first step), the post for which it acts (absent: its own), and
   * how many posts without holder were passed over just before. */
  post: Column;
  role: Column;
  line: Column;
  acts_for: Column;
  passed_over: Column;
  /** By step, and there only if an order names some step of the side: its act (place in ACTS;
   * absent: no order names it), 1 after the decision, and the number of its group: steps of one
   * number, one after the other, run beside each other; 0: on its own. */
  act?: Column;
  after?: Column;
  together?: Column;
  /** Posts without holder below the decider, upwards; of pair i as with steps_begin. */
  passed_begin: Column;
  passed: Column;
}

/* --- spans ------------------------------------------------------------------------------------ */

export const ZONES = ['below', 'within', 'above'] as const;

export interface Spans {
  /**
   * Begin at 1, 2, 4, 8, 13, 17, 31, 101, 301 and 1,001, and where a limit of the policy lies between
   * two of these, there too; as far as spans go, at least to 17. "4-7", "8", and "1001+".
   */
  bands: string[];
  /** The narrowest span of each band. */
  firsts: number[];
  /** Of each band, against the limits of the policy; null: it has none. */
  zones: (typeof ZONES)[number][] | null;
  /** Managers, by band. */
  before: number[];
  after: number[] | null;
  /** Managers, by ZONES; null: the policy has no limits. */
  zoned_before: number[] | null;
  zoned_after: number[] | null;
  /** The ten widest on each side, the widest first; with their span on both sides. */
  widest_before: WideSpan[];
  widest_after: WideSpan[] | null;
}

export interface WideSpan {
  post: number;
  code: string;
  title: string;
  before: number;
  after: number | null;
}

/* --- findings --------------------------------------------------------------------------------- */

export interface Findings {
  errors: number;
  warnings: number;
  /** In the order of their first finding. */
  by_rule: { rule: string; severity: 'error' | 'warning'; count: number; listed: number }[];
  /** Of each rule the first 200. */
  list: {
    rule: string;
    severity: 'error' | 'warning';
    file: string | null;
    /** As a spreadsheet counts; the header is 1. */
    row: number | null;
    column: string | null;
    /** Code; null: no one position is to blame. */
    position: string | null;
    post: number | null;
    /** In English; empty if redacted. */
    detail: string;
    action: string;
  }[];
}

/* --- integrity -------------------------------------------------------------------------------- */

export type BreachKind = 'static' | 'dynamic' | 'four_eyes' | 'relation' | 'overstay' | 'audit' | 'collusion';

export interface Breach {
  rule: string;
  kind: BreachKind;
  positions: string[];
  matter: string | null;
  severity: 'high' | 'medium' | 'low';
  caused_by: { position: string | null; change: string; rule: string }[];
  repair: { kind: string; words: string; hand_offs: number } | null;
  duties: string[];
  /** With a policy: whether it was none before. */
  new?: boolean;
}

export interface IntegritySide {
  breaches: Breach[];
  counts: Record<BreachKind, number>;
  /** The fewest hands that carry a case of each process or matter to its end. */
  collusion: Record<string, number>;
  concentration: { alone: number | null; most: number | null };
}

export interface IntegrityChange {
  before: IntegritySide;
  after: IntegritySide;
  new: number;
  gone: number;
  kept: number;
}

/* --- decisions in time ------------------------------------------------------------------------ */

export interface Interval {
  mean: number;
  /** Of the 95 % interval; null: one replication. */
  half_width: number | null;
}

/** Days are working days. */
export interface TimesSide {
  /** `quantiles` go from 5 to 95 % in steps of 5. */
  cycle_days: Interval & { p50: number; p90: number; p95: number; quantiles: number[] };
  work_days: Interval;
  wait_days: Interval;
  delay_days: Interval;
  open_at_the_end: number;
  hand_offs: number;
  volume: number;
  undecidable_volume: number;
  steady: boolean;
  theory: { cycle_days: number | null; exact: boolean; load: number | null; busiest: string | null };
  /** The largest load first. */
  stations: Station[];
  stations_left_out: number;
}

export interface Station {
  code: string;
  seats: number;
  load: number;
  utilisation: number;
  wait_days: number;
  queue: number;
  longest_queue: number;
}

export interface TimesHead {
  seed: number;
  replications: number;
  precise: boolean;
  horizon_days: number;
  warm_up_days: number;
  working_day_hours: number;
  working_minutes: number;
}

export interface TimesChange extends TimesHead {
  moved_work: number;
  before: TimesSide;
  after: TimesSide;
  /** Of mean days, before − after. */
  difference: Interval & { variance_ratio: number | null; correlation: number | null };
  break_even: BreakEven[];
  path_and_time_disagree: boolean;
}

export type Simulation = (TimesHead & TimesSide) | TimesChange;

/** How far taking out a post is from making decisions slower. */
export interface BreakEven {
  code: string;
  /** Its superior afterwards. */
  receiver: string;
  /** Shares of its work that may move up, and that does. */
  alpha: number | null;
  here_alpha: number;
  /** Shares of what it handled that it may have decided itself (null: any, if alpha is given), and that it decided. */
  q: number | null;
  here: number;
  slower: boolean;
  receiver_load_before: number;
  receiver_load_after: number;
}

/* --- what really happened --------------------------------------------------------------------- */

export interface Spread {
  mean: number;
  median: number;
  p90: number;
  max: number;
}

/** From one performer to another; null: nobody. */
export interface HandOver {
  from: string | null;
  to: string | null;
  hand_overs: number;
  cases: number;
}

export interface HandOvers {
  /** The most frequent first, 1,000 at most. */
  pairs: HandOver[];
  left_out: number;
}

export interface LogFound {
  log: {
    cases: number;
    events: number;
    activities: number;
    variants: number;
    return_cases: number;
    rework_cases: number;
    hand_overs: { total: number; mean: number; median: number; p90: number; max: number; cases_without: number; left_out: number | null };
    performers_of_case: number;
    cycle_days: Spread | null;
    /** Of all cases, then of each matter that the log tells; quantiles from 5 to 95 %, in days of 24 hours. */
    cycles: { matter: string | null; cases: number; quantiles: number[] }[];
    first: string | null;
    last: string | null;
  };
  chart: {
    mapped_events: number | null;
    external_events: number | null;
    never_seen: number;
    between_positions: HandOvers;
    between_units: HandOvers;
    /** What follows is there only if there are matters. */
    compared?: number;
    exact?: number | null;
    shorter?: number | null;
    longer?: number | null;
    mean_difference?: number | null;
    fitness?: number | null;
    matters?: {
      matter: string; cases: number; compared: number; exact: number | null; shorter: number | null; longer: number | null;
      observed_hand_offs: number; predicted_hand_offs: number; fitness: number;
      skipped: number; inserted: number; returned: number;
      decided: { at: number; above: number; below: number; beside: number };
      authority: { fitness: number | null; precision: number | null; dead: string[]; without: { position: string; cases: number }[] };
    }[];
    traffic?: { rank_correlation: number | null; gaps: { position: string; observed: number; predicted: number }[] };
  };
}

/* --- the frontier ----------------------------------------------------------------------------- */

export interface Frontier {
  objective: 'hand-offs' | 'cost' | 'mixed';
  first: number;
  last: number;
  /** Optima that no other point beats in everything, by cap. */
  points: FrontierPoint[];
  /** The other caps, each with a cap that is as good in everything. */
  dominated: (FrontierPoint & { by: number })[];
}

export interface FrontierPoint {
  span_cap: number;
  /** In hand-offs a year, money a year, or shares of all there is, as the objective says. */
  gain: number;
  /** A year. */
  hand_offs_saved: number;
  converted: number;
  /** Command subordinates, after. */
  widest_span: number;
  layers: number;
  /** Positions whose matter passed a superior before the root, and passes none any more. */
  unchecked: number;
  /** Cost of the posts converted, a year. */
  cost: number;
  /** Trees without a solution, left as they are. */
  infeasible: number;
}

/* --- delegation --------------------------------------------------------------------------------- */

export interface Delegation {
  matter: string;
  from: string;
  to: string;
  /** Matters a year that the receiver then decides. */
  volume: number;
  /** A year. */
  hand_offs_saved: number;
  hours_saved: number | null;
  checks_lost: number;
  /** Fewest independent checks on a path to the receiver. */
  fewest_checks: number;
  minutes: number;
  legal_form: 'amend-the-law' | 'regulation' | 'letter-of-mandate';
}

/** A right that one other post could hold, below whom all stand who raise the matter. */
export interface HighRight {
  matter: string;
  from: string;
  to: string;
  originators: number;
  volume: number;
  hand_offs: number;
}

/** What up to so many posts converted, rights passed on, and both save: hand-offs a year. */
export interface ShorteningPoint {
  measures: number;
  flattening: number;
  posts: number;
  delegation: number;
  both: number;
  posts_of_both: number;
  delegations_of_both: number;
  bound: number | null;
}

export interface SideBySide {
  hand_offs_before: number;
  delegations: number;
  hand_offs_of_delegations: number;
  posts_for_delegations: number | null;
  points: ShorteningPoint[];
}

export interface DelegationFound {
  answer: {
    price: number;
    hand_offs_before: number;
    hand_offs_saved: number;
    checks_lost: number;
    worth: number;
    /** No choice is worth more. */
    bound: number;
    exact: boolean;
    delegations: Delegation[];
    needlessly_high: HighRight[];
  };
  /** null without --side-by-side. */
  side_by_side: SideBySide | null;
}

/* --- over time ---------------------------------------------------------------------------------- */

export interface Movements {
  stayed: number;
  joined: number;
  left: number;
  moved: number;
  re_ranked: number;
  changed_unit: number;
}

export interface Snapshot extends Omit<Measures, 'pangkas' | 'inputs' | 'findings'> {
  date: string;
  seats: number;
  filled: number | null;
  cost: number | null;
  /** Since the snapshot before; null: it is the first. */
  changes: Movements | null;
}

export interface History {
  /** In the order of their dates. */
  snapshots: Snapshot[];
}

/* --- several scenarios -------------------------------------------------------------------------- */

export type StudyMeasure =
  | 'hand_offs' | 'hand_offs_with_roles' | 'shrink_formal' | 'shrink_real' | 'days' | 'load' | 'layers' | 'managers' | 'mean_span'
  | 'widest_span' | 'posts' | 'seats' | 'cost' | 'breaches' | 'integrity' | 'undecidable' | 'pso_percent'
  | 'converted' | 'merged' | 'delegations';

/** The figures of a scenario, as `pangkas study --json` prints them. */
export interface StudiedScenario {
  name: string;
  /** Name of the one that is no worse in anything and better in something. */
  dominated_by: string | null;
  best_in: StudyMeasure[];
  /** Judged measures in which another is better, with its name. */
  losses: { measure: StudyMeasure; to: string }[];
  measures: Record<StudyMeasure, number | null>;
  /** A post gets more than it can do: `days` is then null, and worse than any number. */
  overloaded: boolean;
  /** What makes the report on it out of the document, which is that on the first; null: only the table
   * tells of it, since the page would be too large, or it is the organisation as it is. */
  difference: Difference | null;
}

export interface Study {
  judged: StudyMeasure[];
  /** The organisation as it is, then each scenario. */
  scenarios: StudiedScenario[];
}

/** Another value, or what is another inside of an object or a list, by key or place. */
export type Difference = { is: unknown } | { in: Record<string, Difference> };
