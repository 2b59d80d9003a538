// SPDX-License-Identifier: BSL-1.0
/** The words of the page in English. text_id.ts has the same keys. */

/** Of a number, or of one that is written already. */
const plural = (n: number | string, one: string, many: string): string => (String(n) === '1' ? one : many);

export const en = {
  skip: 'Skip to the report',
  report: 'Report on an organisation',
  policyLine: (name: string): string => `before and after “${name}”`,
  noPolicyLine: 'as it is; no policy was applied',
  redacted:
    'Codes, titles and units are replaced by numbers, and groups of fewer than three are withheld.',
  contents: 'Contents',
  print: 'Print',
  theme: 'Colours',
  themes: { auto: 'as the device', light: 'light', dark: 'dark' },
  before: 'Before',
  after: 'After',
  asIs: 'As it is',
  side: { before: 'before', after: 'after' },
  yes: 'yes',
  no: 'no',
  none: 'none',
  unknown: 'not known',
  withheldNote: '<3: withheld, because fewer than three posts would show who is meant.',
  more: (n: string): string => `… and ${n} more, not listed here.`,
  list: 'The list',
  aspect: 'What',
  tableOf: 'The figures as a table',
  saveSvg: 'Save as SVG',
  savePng: 'Save as PNG',
  chartKeys: 'Arrow keys go from value to value.',

  kinds: {
    structural: 'structural',
    functional: 'functional',
    executing: 'executing',
    unknown: 'kind not known',
  },
  otherRanks: 'other ranks',
  noRank: 'no rank',
  noSubordinates: 'no subordinates',
  spanOf: (band: string): string => `${band} subordinates`,
  placements: { placed: 'in the layers', orphan: 'orphan', unrooted: 'unrooted', external: 'external' },
  outcomes: {
    unchanged: 'not selected',
    converted: 'converted',
    'kept-exempt': 'kept by an exemption',
    'kept-top': 'kept, nothing stands above it',
  },

  sections: {
    finding: 'The finding',
    structure: 'Before and after',
    structureOnly: 'The structure',
    flows: 'Where posts went',
    lengths: 'Decision paths',
    spans: 'Spans of control',
    frontier: 'The frontier',
    integrity: 'Integrity',
    ledger: 'The ledger',
    findings: 'Checks and findings',
    evidence: 'Evidence',
  },

  /* --- the finding ---------------------------------------------------------------------------- */
  finding: {
    shorter: (x: string): string => `Decisions pass ${x} fewer hands`,
    longer: (x: string): string => `Decisions pass ${x} more hands`,
    same: 'Decisions pass as many hands as before',
    notCompared: 'No decision path can be compared',
    butShorter: (x: string): string => `on paper, and ${x} fewer once coordinators and leads are counted`,
    butLonger: (x: string): string => `on paper, but ${x} more once coordinators and leads are counted`,
    butSame: 'on paper, but as many as before once coordinators and leads are counted',
    spanGrows: (a: string, b: string): string => `the widest span grows from ${a} to ${b}`,
    spanFalls: (a: string, b: string): string => `the widest span falls from ${a} to ${b}`,
    spanStays: (a: string): string => `the widest span stays ${a}`,
    checks: (n: number, x: string): string =>
      n === 0 ? 'every check passed' : `${x} ${plural(n, 'check', 'checks')} failed`,
    alone: (positions: string, layers: string, hands: string): string =>
      `${positions} ${plural(positions, 'position stands', 'positions stand')} in ${layers} ${plural(layers, 'layer', 'layers')}, and a decision changes hands ${hands} times on average`,
    empty: 'There are no positions in the data.',
    noTop: (shown: string, n: number): string =>
      `Nothing can be measured from this data: ${n === 1 ? 'its one position is no top' : `none of its ${shown} positions is the top, or stands below one`}.`,
    correctFirst: 'Correct this first, then make the report again:',
    unplaced: (n: number, x: string, share: string): string =>
      `${x} ${plural(n, 'position stands', 'positions stand')} outside the layers; the figures of layers and paths cover ${share} of all positions.`,
  },
  numbers: {
    handOffs: 'Hand-offs per decision',
    handOffsHow: (volume: string, defaultMatter: boolean): string =>
      `Mean number of times that a matter changes hands, role steps of coordinators and leads included. ${
        defaultMatter
          ? `Counted over the ${volume} posts without subordinates that raise one matter a year each, which the head of their tree decides (default matter)`
          : `Counted over ${volume} matters a year`
      }, decidable on both sides.`,
    handOffsHowAlone: (volume: string, defaultMatter: boolean): string =>
      `Mean number of times that a matter changes hands, role steps included. ${
        defaultMatter
          ? `Counted over the ${volume} posts without subordinates that raise one matter a year each, which the head of their tree decides (default matter).`
          : `Counted over ${volume} matters a year that somebody decides.`
      }`,
    byChart: (a: string, b: string): string => `By the command line alone: ${a} → ${b}.`,
    byChartAlone: (a: string): string => `By the command line alone: ${a}.`,
    widest: 'Widest span',
    widestHow: (managers: string): string =>
      `Most positions that report directly to one superior; vacant ones count. Counted over ${managers} ${plural(managers, 'manager', 'managers')}.`,
    converted: 'Posts converted',
    convertedHow: (kept: string, selected: string): string =>
      `Structural posts that become functional. The policy selects ${selected} posts; of them stay: ${kept}.`,
    convertedHolders: (n: string): string => `Filled seats in them: ${n}.`,
    checks: 'Checks failed',
    checksHow: (places: string): string =>
      `Kinds of check that found something after the simplification; ${places} ${plural(places, 'place', 'places')} in all. Nothing was mended.`,
    checksNone: 'Every check of the policy found nothing after the simplification.',
    layers: 'Layers',
    layersHow: (placed: string, roots: string, n: number): string =>
      `Posts one below the other from the top down, counted along command lines over ${placed} ${plural(placed, 'position', 'positions')} below ${roots} ${plural(n, 'root', 'roots')}.`,
    data: 'Findings in the data',
    dataHow: (errors: string, warnings: string): string =>
      `${errors} ${plural(errors, 'error, which changes', 'errors, which change')} figures, and ${warnings} ${plural(warnings, 'warning', 'warnings')}.`,
  },

  /* --- the structure -------------------------------------------------------------------------- */
  structure: {
    views: 'View',
    icicle: 'All positions',
    chart: 'Organisation chart',
    colouring: 'Colour',
    colourings: { kind: 'by kind', rank: 'by rank', span: 'by span' },
    arrangement: 'Arrangement',
    beside: 'side by side',
    above: 'one above the other',
    search: 'Find a post',
    searchHint: 'title, code or unit',
    found: (n: number, x: string): string => (n === 0 ? 'nothing found' : `${x} found`),
    legend: 'Legend',
    marks: {
      converted: 'converted: functional after',
      moved: 'has another superior after',
      exempt: 'kept by an exemption',
      selected: 'chosen post, or step of the lit path',
      hidden: 'not drawn one by one',
    },
    icicleNote:
      'Each bar is a post below its superior, as wide as the positions at and below it are many. A post stands at the same place across on both sides.',
    icicleKeys:
      'Arrow keys go up to the superior, down to the first subordinate, and sideways; Enter shows what is below the chosen post, plus and minus zoom, Home shows all.',
    icicleLabel: (side: string, positions: string, layers: string): string =>
      `Icicle, ${side}: ${positions} ${plural(positions, 'position', 'positions')} in ${layers} ${plural(layers, 'layer', 'layers')}.`,
    zoomIn: 'Closer',
    zoomOut: 'Farther',
    zoomAll: 'Show all',
    zoomed: (share: string): string => `${share} of the width is seen`,
    rollUp: (shown: string, total: string, layer: string): string =>
      `Of ${total} positions the ${shown} of layers 1 to ${layer} are drawn, with those that a listed path needs; the others are counted at their nearest superior (+n).`,
    outside: (n: number, x: string): string => `Outside the layers: ${x} ${plural(n, 'position', 'positions')} without a place`,
    outsideNote:
      'They name a superior that is not in the data, or stand on or below a circle of posts. Nothing is known of their way to the top; no figure of layers or paths counts them.',
    unplacedPost: 'Post',
    unplacedWhy: 'Why it has no place',
    unplacedNames: (code: string): string => `names the superior ${code}, which is not in the data`,
    unplacedCycle: (code: string): string => `reports to ${code}, which stands on a circle`,
    cycle: (codes: string): string => `Circle: ${codes}`,
    perLayer: (before: string, after: string | null): string =>
      after === null
        ? `The positions stand in ${before} ${plural(before, 'layer', 'layers')}.`
        : `The positions stand in ${before} ${plural(before, 'layer', 'layers')} before and ${after} after.`,
    layer: 'Layer',
    positions: 'Positions',
    layersTo: 'Open to layer',
    deeper: 'One layer more',
    shallower: 'One layer less',
    chartLabel: (side: string): string =>
      `Organisation chart, ${side}. Arrow keys go from post to post, right opens, left closes.`,
    chartNote:
      'Columns are layers: what is one column farther left is one hand-off nearer to the top. Posts open and close on both sides at once.',
    spanOfPost: (n: number, x: string): string => `${x} direct ${plural(n, 'subordinate', 'subordinates')}`,
    moved: 'moved',
    chosen: 'The chosen post',
    noneChosen: 'Choose a post in the picture, or find one by its title, code or unit.',
    code: 'Code',
    unit: 'Unit',
    kind: 'Kind',
    rank: 'Rank',
    superior: 'Superior',
    span: 'Direct subordinates',
    under: 'Positions below',
    seats: 'Seats',
    filled: 'of them filled',
    vacant: 'vacant',
    outcome: 'Under the policy',
    top: 'nobody: the top of its tree',
    notPlaced: 'not in the layers',
    lines: 'Other lines',
  },
  lineTypes: {
    command: 'command',
    functional: 'functional direction',
    assignment: 'assignment',
    coordination: 'coordination',
    acting: 'acting',
    membership: 'membership of a body',
  },

  /* --- the lit path --------------------------------------------------------------------------- */
  walk: {
    heading: 'The path of one decision',
    matter: 'Matter',
    defaultMatter: 'Default matter: raised by every post without subordinates, decided by the head of its tree',
    defaultShort: 'Default matter',
    originator: 'Raised by',
    originatorHint: 'title or code',
    alone: 'Show this path alone',
    clear: 'Put out',
    longest: 'Longest path before',
    longestAfter: 'Longest path after',
    worst: 'Path that grows most',
    best: 'Path that shrinks most',
    some: (listed: string, total: string): string =>
      `${listed} of ${total} paths are listed: the longest of each matter, and further ones of all lengths.`,
    someSteps: (listed: string, total: string, steps: string): string =>
      `${listed} of ${total} paths are listed, as many as ${steps} steps allow, and none with more than a tenth of them: first the longest of each matter, the matters raised most often first, then further ones of all lengths. A matter of which none is listed cannot be chosen here; “pangkas paths --from” prints any path.`,
    none: 'There is no path to show.',
    steps: (side: string): string => `Steps ${side}`,
    lengths: (command: string, roles: string, coordination: string): string =>
      `${command} ${plural(command, 'hand-off', 'hand-offs')} by command steps, ${roles} with role steps, ${coordination} with coordination.`,
    hours: (hours: string): string => `${hours} ${plural(hours, 'hour', 'hours')} of work and waiting until the decision.`,
    inTime: (limit: string): string => `Within the ${limit} ${plural(limit, 'hour', 'hours')} allowed.`,
    late: (limit: string): string => `Later than the ${limit} ${plural(limit, 'hour', 'hours')} allowed.`,
    roles: {
      drafter: 'drafts it',
      reviewer: 'reviews it, as the superior',
      'role-step': 'handles it, as a role',
      coordination: 'initials it',
      decider: 'decides it',
      concurrence: 'concurs',
      afterwards: 'acts after the decision',
    },
    acts: {
      draft: 'drafts it',
      certify: 'certifies it',
      recommend: 'recommends it',
      review: 'reviews it',
      initial: 'initials it',
      concur: 'concurs',
      approve: 'approves it',
      sign: 'signs it',
      countersign: 'countersigns it',
      report: 'gets a report of it',
    },
    afterDecision: (act: string): string => `${act}, after the decision`,
    besideLine: 'beside the line',
    together: 'Side by side:',
    asRole: (role: string): string => `handles it, as ${role}`,
    draftsAndDecides: 'drafts and decides it',
    actsFor: (post: string): string => `acting for ${post}`,
    passedOver: (n: number): string => plural(n, 'one post without a holder was passed over', `${n} posts without a holder were passed over`),
    authority: { attribution: 'attribution', delegation: 'delegation', mandate: 'mandate' },
    heldBy: 'held by',
    heldFor: 'for',
    heldForAll: 'for everybody',
    heldWith: 'together with',
    plh: 'acting for an absent holder (Plh)',
    plt: 'acting in a vacant post (Plt)',
    undecidable: (why: string): string => `Nobody decides it: ${why}.`,
  },
  undecidable: {
    'no-authority': 'no post above the originator has an authority for the matter',
    'not-placed': 'no root stands above the originator',
    'limit-too-low': 'posts above have an authority for it, but none reaches the amount',
    'post-without-holder': 'the post that may decide has no holder who may',
    'nobody-to-concur': 'too few of those who must concur are there',
  },

  /* --- where posts went ----------------------------------------------------------------------- */
  flows: {
    sentence: (converted: string, kept: string): string =>
      `${converted} ${plural(converted, 'post is', 'posts are')} converted; ${kept} structural ${plural(kept, 'post stays as it is', 'posts stay as they are')}.`,
    note: 'From the rank before (left) to what became of the post (right). The width of a band is the number of posts.',
    keptExempt: 'kept by an exemption',
    keptTop: 'kept as a top',
    keptOther: 'not selected',
    noRank: 'no rank',
    from: 'Before',
    to: 'After',
    kind: 'Kind after',
    outcome: 'Under the policy',
    posts: 'Posts',
    nothing: 'No structural post is in the data, and none was converted.',
    withheld: 'Flows of fewer than three posts are not drawn.',
  },

  /* --- path lengths --------------------------------------------------------------------------- */
  lengths: {
    matter: 'Matter',
    allMatters: 'All matters together',
    distribution: 'Hand-offs before and after',
    handOffs: 'Hand-offs',
    volume: 'Matters a year',
    beforeRoles: 'Before, with role steps',
    after: 'After, by the chart',
    afterRoles: 'After, with role steps',
    sentence: (name: string, a: string, b: string, c: string): string =>
      `${name}: ${a} hand-offs on average before; after, ${b} by the chart and ${c} with the steps of coordinators and leads.`,
    sentenceAlone: (name: string, a: string, b: string): string =>
      `${name}: ${a} hand-offs on average by the command line, ${b} with role steps.`,
    scores: 'Three scores of the same reform',
    pso: 'PSO: boxes taken off the chart',
    psoHow: (a: string, b: string, c: string): string =>
      `administrative posts: ${a} before, ${b} after, ${c} that must stay; (${a} − ${b}) / (${a} − ${c})`,
    psoNone: 'not defined: no administrative post was to go',
    formal: 'Formal shrink: hand-offs by the chart',
    formalHow: '1 − hand-offs after / before, command steps alone',
    real: 'Real shrink: with coordinators and leads',
    realHow: '1 − hand-offs after / before, with role steps',
    shadow: 'Shadow hierarchy',
    shadowHow: 'share of the volume whose path goes through a role that rebuilds a removed command line',
    scoresSentence: (formal: string, real: string): string =>
      `Formal shrink ${formal}, real shrink ${real}; negative means longer.`,
    byMatter: 'Formal and real shrink of each matter',
    byMatterSentence: (worse: string, n: string): string =>
      `${worse} of ${n} matters ${plural(worse, 'takes', 'take')} a longer way in reality than before.`,
    channels: { paper: 'paper', digital: 'digital' },
    originators: 'Originators',
    formalShort: 'Formal',
    realShort: 'Real',
    coordination: 'With coordination',
    shadowShort: 'Shadow',
    undecidableShort: 'Undecidable',
    p50: 'Median',
    p90: 'p90',
    max: 'Longest',
    mean: 'Mean',
    measures: {
      command: 'Command steps alone',
      with_roles: 'With role steps',
    },
    pathsLonger: (longer: string, shorter: string, unchanged: string): string =>
      `Paths that got longer: ${longer}; shorter: ${shorter}; unchanged: ${unchanged} (with role steps).`,
    undecidable: 'Undecidable matters',
    undecidableNone: 'Somebody decides every matter.',
    undecidableSome: (before: string, after: string | null, newly: string | null): string =>
      after === null
        ? `For ${before} ${plural(before, 'pair', 'pairs')} of matter and originator nobody decides.`
        : `For ${before} ${plural(before, 'pair', 'pairs')} of matter and originator nobody decides before, for ${after} after; decided before: ${newly}.`,
    reason: 'Reason',
    newly: 'Decided before',
    orphaned: 'Orphaned authorities',
    orphanedNone: 'No authority was orphaned.',
    orphanedSome: (n: string): string =>
      `${n} ${plural(n, 'authority is', 'authorities are')} held by nobody any more, because ${plural(n, 'its', 'their')} post was converted.`,
    holder: 'Held by',
    limit: 'Limit',
    source: 'Source',
    legalSource: 'Legal source',
    what: 'What became of it',
  },

  /* --- spans ---------------------------------------------------------------------------------- */
  spans: {
    sentence: (a: string, b: string, c: string, d: string): string =>
      `${a} ${plural(a, 'manager', 'managers')} with ${b} subordinates on average before, ${c} with ${d} after.`,
    sentenceAlone: (a: string, b: string): string => `${a} ${plural(a, 'manager', 'managers')} with ${b} subordinates on average.`,
    band: 'Subordinates',
    managers: 'Managers',
    histogram: 'Managers by number of direct subordinates',
    limit: (low: string, high: string): string => `The policy asks for ${low} to ${high} subordinates.`,
    widest: 'The ten widest spans',
    widestSide: (side: string): string => `Widest ${side}`,
    post: 'Post',
    noManagers: 'Nobody has subordinates.',
  },

  /* --- frontier ------------------------------------------------------------------------------- */
  frontier: {
    note: (first: string, last: string): string =>
      `For every cap on the span from ${first} to ${last}, the exact optimum: the posts whose conversion saves most while no superior gets more subordinates than the cap (one that has more today may keep them).`,
    objective: { 'hand-offs': 'Hand-offs saved', cost: 'Cost set free', mixed: 'Hand-offs and cost, as shares of all there is' },
    cap: 'Span cap',
    capIs: (n: string): string => `at most ${n} ${plural(n, 'subordinate', 'subordinates')}`,
    gain: 'Gain',
    saved: 'Hand-offs saved a year',
    converted: 'Posts converted',
    widest: 'Widest span',
    layers: 'Layers',
    unchecked: 'Posts left without an independent check',
    cost: 'Cost of the posts converted, a year',
    infeasible: 'Trees left as they are, for want of a solution',
    dominated: (cap: string): string => `A cap of ${cap} is as good in everything.`,
    onFrontier: 'No other cap is better in everything.',
    sentence: (a: string, x: string, b: string, y: string): string =>
      `A cap of ${a} saves ${x} hand-offs a year, a cap of ${b} saves ${y}.`,
    none: 'There is no optimum to show.',
  },

  /* --- integrity ------------------------------------------------------------------------------ */
  integrity: {
    note: 'Which hands may not be one: duties that rules keep apart, independent checks, and the fewest hands that carry a case to its end past everybody who could stop it. What a structure cannot show, such as undeclared relations or the quality of a check, is not here.',
    change: (fresh: string, gone: string, kept: string): string =>
      `${fresh} ${plural(fresh, 'breach is', 'breaches are')} new, ${gone} gone, ${kept} as before.`,
    none: 'No rule is broken.',
    kind: 'Kind',
    kinds: {
      static: 'duties in one hand', dynamic: 'duties in one hand, in one case', four_eyes: 'too few independent checks', relation: 'power over the related',
      overstay: 'too long in a sensitive post', audit: 'audit below who is audited', collusion: 'too few hands for a case',
    },
    now: 'Now',
    before: 'Before',
    after: 'After',
    list: 'Breaches',
    newList: 'New breaches',
    rule: 'Rule',
    severity: 'Severity',
    severities: { high: 'high', medium: 'medium', low: 'low' },
    matter: 'Matter',
    posts: 'Positions',
    duties: 'Duties',
    because: 'Because these changed',
    repair: 'Repair that was played',
    listed: (n: string): string => `The first ${n} are listed; pangkas integrity lists all.`,
    hands: 'Fewest hands for a case',
    alone: (share: string): string => `One hand alone carries ${share} of the decided volume to its end.`,
  },

  /* --- ledger --------------------------------------------------------------------------------- */
  ledger: {
    note: (n: string): string => `${n} ${plural(n, 'entry', 'entries')}: every change, with the rule that made it, its reason and its legal source. Applied backwards they give the organisation of before.`,
    search: 'Search',
    searchHint: 'title, code, reason, source',
    change: 'Change',
    rule: 'Rule',
    all: 'all',
    post: 'Post',
    was: 'Was',
    is: 'Is',
    reason: 'Reason',
    source: 'Legal source',
    download: 'Download as CSV',
    showing: (from: string, to: string, of: string): string => `${from}–${to} of ${of} ${plural(of, 'entry', 'entries')}`,
    nothing: 'No entry fits.',
    empty: 'The policy changed nothing.',
    previous: 'Previous page',
    next: 'Next page',
    listed: (listed: string, total: string): string =>
      `${listed} of ${total} entries are listed here; “pangkas simplify --out” writes all of them.`,
    printed: (n: string): string => `The first ${n} entries are printed; the download has all that are listed.`,
    rules: 'The rules',
    laws: 'Laws that establish converted posts, to be amended',
    law: 'Law',
    lawPosts: 'Converted posts',
    sortBy: (column: string): string => `Sort by ${column}`,
    kept: 'Posts that stay, and why',
    keptNone: 'No post was kept by an exemption.',
    keptTops: (n: string): string => `${n} selected ${plural(n, 'post stays because nothing stands above it', 'posts stay because nothing stands above them')}.`,
    why: 'Why',
    nobody: 'nobody',
    allMatters: 'all matters',
    noLimit: 'no limit',
    upTo: (limit: string): string => `up to ${limit}`,
    authorityOf: (matter: string, holder: string): string => `“${matter}”, held by ${holder}`,
    handling: (channel: string, steps: string, minutes: string, hours: string): string =>
      `${channel}; clerical steps: ${steps}; a step takes ${minutes} minutes, after ${hours} hours of waiting`,
    over: (role: string, post: string): string => `${role} over ${post}`,
    changes: {
      'kept-exempt': 'kept by an exemption',
      converted: 'converted',
      're-attached': 'reports to another superior',
      'role-added': 'role added',
      'authority-orphaned': 'authority orphaned',
      'authority-moved': 'authority moved',
      'authority-re-issued': 'authority to be issued again',
      'authority-returned': 'authority returned to its giver',
      'authority-lapsed': 'authority lapsed',
      'turned-digital': 'turned digital',
    },
  },

  /* --- findings ------------------------------------------------------------------------------- */
  findings: {
    checks: 'Checks after the simplification',
    checksNote: 'What the checks of the policy found. Nothing was mended silently.',
    checksNone: 'Every check passed.',
    data: 'Findings in the data',
    dataNone: 'Nothing is wrong in the data.',
    covered: (placed: string, positions: string, share: string): string =>
      `${placed} of ${positions} positions (${share}) stand in the layers below a root; the figures of layers and paths cover them.`,
    equation: (positions: string, placed: string, orphans: string, unrooted: string, external: string | null): string =>
      `${positions} positions = ${placed} placed + ${orphans} orphans + ${unrooted} unrooted${external === null ? '' : ` + ${external} external`}`,
    severity: { error: 'error', warning: 'warning' },
    places: (n: number, x: string): string => `${x} ${plural(n, 'place', 'places')}`,
    file: 'File',
    row: 'Row',
    column: 'Column',
    post: 'Post',
    detail: 'What is wrong',
    action: 'What was done',
    todo: 'What to do',
    listed: (listed: string, total: string): string => `The first ${listed} of ${total} are listed; “pangkas check” lists all.`,
  },

  /* --- evidence ------------------------------------------------------------------------------- */
  evidence: {
    note: 'With the same version, files, policy and parameters everybody gets the same figures.',
    version: 'Version',
    inputs: 'Files read',
    file: 'File',
    sha: 'SHA-256',
    policy: 'Policy',
    policyText: 'Text of the policy',
    policyWithheld: 'The text of the policy is withheld.',
    source: 'Legal source',
    noPolicy: 'None: the organisation is shown as it is.',
    preset: 'preset',
    ownPolicy: 'own text',
    parameters: 'Parameters',
    parameter: 'Parameter',
    value: 'Value',
    on: 'Day whose authorities count',
    onAll: 'all, whatever their period',
    workingMinutes: 'Working minutes of a full-time post, a year',
    absentFlag: 'Flag of posts whose holder is away',
    initials: 'Most initials before the signature',
    anyNumber: 'any number',
    orphans: 'Tops of orphan trees',
    orphansAre: { keep: 'stay outside the layers', roots: 'count as roots' },
    scheme: 'Rank scheme',
    seed: 'Seed of random numbers',
    noSeed: 'none: nothing was drawn at random',
    roles: 'Roles of converted posts',
    rolesAre: { none: 'none', 'team-leads': 'team leads', coordinators: 'coordinators and sub-coordinators' },
    layers: 'Layers whose managers are taken out',
    spanBand: 'Span band',
    fromTo: (low: string, high: string): string => `${low} to ${high}`,
    structuralLayers: 'Most structural layers',
    initialsPolicy: 'Most initials (paraf), policy',
    notChecked: 'not checked',
    definitions: 'What the words mean',
    software: 'This page holds its data and draws its pictures with Apache ECharts (Apache License 2.0) and zrender (BSD 3-Clause). It asks nothing of any network.',
  },
  definitions: [
    ['position', 'A post, never the person in it.'],
    ['command line', 'Leads from a superior to a direct subordinate; one superior at most.'],
    ['layer', 'One for a root, else that of the superior plus one. Computed; an echelon is declared.'],
    ['placed, orphan, unrooted', 'Below a root; below a superior that is not in the data; on or below a circle of command lines.'],
    ['span of control', 'Number of positions that report directly to a manager, vacant ones included.'],
    ['manager', 'A position with at least one direct subordinate.'],
    ['matter', 'A kind of decision, raised so many times a year by its originators.'],
    ['decision path', 'The positions that handle one matter of one originator, drafter first, decider last.'],
    ['hand-off', 'From one step of a path to the next: steps minus one.'],
    ['role step', 'A step of somebody who is no superior in the command line: coordinator, sub-coordinator, team lead.'],
    ['formal shrink', 'One minus hand-offs after over hand-offs before, command steps alone, by volume, over what is decidable on both sides. Negative: longer.'],
    ['real shrink', 'The same with role steps.'],
    ['shadow hierarchy', 'Share of the volume whose path goes through a role step that rebuilds a removed command line.'],
    ['PSO%', 'Official score: (administrative posts before − after) / (before − those that must stay) × 100. It counts boxes, not the way of a decision.'],
    ['undecidable', 'Nobody who stands above the originator, nor the originator itself, may decide the matter.'],
    ['attribution, delegation, mandate', 'Authority given by law to a post; passed on with its responsibility; exercised for a giver who stays responsible.'],
    ['–', 'Not known or not applicable; never zero.'],
  ] as readonly (readonly [string, string])[],
};

/** The same keys, whatever the words. */
type Words<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly (readonly [string, string])[]
      ? readonly (readonly [string, string])[]
      : { [K in keyof T]: Words<T[K]> };

export type Text = Words<typeof en>;
