// SPDX-License-Identifier: BSL-1.0
/** Path lengths before and after, and what the reform is worth by three scores. */
import type { AuthorityChange, MatterPaths, Report, Undecidables } from './data';
import { data, el, GAP, isolated, long, replace, shorten } from './dom';
import { axis, figure, hatched, type Figure } from './figure';
import { ABSENT, brief, integer, number, percent, wholePercent } from './numbers';
import { matterName, type Organisation } from './organisation';
import { bar } from './spans';
import type { Store } from './state';
import { folded, table } from './table';
import type { Text } from './text_en';

export interface LengthsSection {
  element: HTMLElement;
  figures: Figure[];
}

export function lengths(org: Organisation, store: Store, text: Text): LengthsSection {
  const { report } = org;
  const words = text.lengths;
  const { paths } = report;
  const element = el('div', {});
  const figures: Figure[] = [];
  const several = paths.matters.length > 1;
  const hasAfter = paths.all.after !== null;
  const nameOf = (matter: MatterPaths): string =>
    matter === paths.all ? words.allMatters : paths.default_matter ? text.walk.defaultShort : matter.name || matter.code;

  // Where nobody decides anything there is nothing to draw: the reasons say more.
  if (paths.all.before.with_roles.mean === null && (paths.all.after?.with_roles.mean ?? null) === null) {
    element.append(el('p', {}, words.nothing), undecidables(org, store, text, nameOf));
    return { element, figures };
  }
  if (hasAfter) element.append(scores(report, text));

  // The distribution of one matter, which the reader chooses.
  let shown: MatterPaths = several ? paths.all : (paths.matters[0] ?? paths.all);
  const distribution = figure(store, text, {
    name: 'lengths',
    title: words.distribution,
    sentence: () => {
      const [a, b] = sidesOf(shown);
      const sentence = b
        ? words.sentence(GAP, brief(a.with_roles.mean), brief(b.command.mean), brief(b.with_roles.mean))
        : words.sentenceAlone(GAP, brief(a.command.mean), brief(a.with_roles.mean));
      return isolated(sentence, data(shorten(nameOf(shown), 120)));
    },
    height: () => 300,
    option: (colours, width) => {
      const series = seriesOf(shown, text);
      const most = Math.max(1, ...series.map((one) => one.volumes.length));
      const fills = hasAfter ? [colours.before, colours.after, colours.roles] : [colours.after, colours.roles];
      return {
        // On a phone the legend takes a line for each series.
        grid: { left: 12, right: 16, top: width < 560 ? 20 + 22 * series.length : 40, bottom: 30, containLabel: true },
        legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } },
        xAxis: { type: 'category', data: Array.from({ length: most }, (_, k) => integer(k)), name: words.handOffs, nameLocation: 'middle', nameGap: 28, ...axis(colours), splitLine: { show: false } },
        yAxis: { type: 'value', ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.soft, formatter: integer } },
        series: series.map((one, i) =>
          bar(one.name, Array.from({ length: most }, (_, k) => one.volumes[k] ?? 0), fills[i], colours.ink,
            { label: false, decal: one.roles ? hatched(colours) : null })),
      };
    },
    values: () => {
      const series = seriesOf(shown, text);
      const most = Math.max(...series.map((one) => one.volumes.length));
      return Array.from({ length: most }, (_, k) => `${integer(k)} ${words.handOffs}: ${series.map((one) => `${one.name} ${integer(one.volumes[k] ?? 0)}`).join(', ')}`);
    },
    value: (i) => ({ seriesIndex: 0, dataIndex: i }),
    note: paths.default_matter ? text.walk.defaultMatter : undefined,
    table: () => {
      const series = seriesOf(shown, text);
      const most = Math.max(1, ...series.map((one) => one.volumes.length));
      type Row = { head: string; cells: string[] };
      const rows: Row[] = Array.from({ length: most }, (_, k) => ({ head: integer(k), cells: series.map((one) => number(one.volumes[k] ?? 0)) }));
      for (const key of ['mean', 'p50', 'p90', 'max'] as const)
        rows.push({ head: words[key], cells: series.map((one) => number(one.figures[key])) });
      return table(words.distribution, [
        { head: words.handOffs, cell: (row: Row) => row.head },
        ...series.map((one, i) => ({ head: one.name, cell: (row: Row) => row.cells[i], number: true })),
      ], rows);
    },
  });
  figures.push(distribution);
  if (several) {
    const chooser = el('select', { id: 'lengths-matter', onchange: () => {
      shown = chooser.value === 'all' ? paths.all : paths.matters[Number(chooser.value)];
      distribution.update();
    } }, el('option', { value: 'all' }, words.allMatters),
      paths.matters.map((matter, m) => el('option', { value: m }, shorten(nameOf(matter), 80))));
    distribution.element.querySelector('figcaption')!.after(
      el('div', { class: 'controls' }, el('div', { class: 'field-of' }, el('label', { for: 'lengths-matter' }, words.matter), chooser)));
  }
  element.append(distribution.element);
  if (several && hasAfter) {
    const one = shrinks(report, store, text, nameOf);
    figures.push(one);
    element.append(one.element);
  } else if (several) element.append(el('h3', {}, words.matter), matterTable(report, text, nameOf));
  element.append(undecidables(org, store, text, nameOf));
  if (paths.orphaned) element.append(orphaned(report, text));
  return { element, figures };
}

/** What is compared where it can be, else everything that is decidable. */
function sidesOf(matter: MatterPaths): [MatterPaths['before'], MatterPaths['after']] {
  return matter.compared ? [matter.compared.before, matter.compared.after] : [matter.before, matter.after];
}

function seriesOf(matter: MatterPaths, text: Text): { name: string; volumes: number[]; roles: boolean; figures: MatterPaths['before']['command'] }[] {
  const words = text.lengths;
  const [before, after] = sidesOf(matter);
  if (!after)
    return [
      { name: words.measures.command, volumes: before.command.volumes, roles: false, figures: before.command },
      { name: words.measures.with_roles, volumes: before.with_roles.volumes, roles: true, figures: before.with_roles },
    ];
  return [
    { name: words.beforeRoles, volumes: before.with_roles.volumes, roles: false, figures: before.with_roles },
    { name: words.after, volumes: after.command.volumes, roles: false, figures: after.command },
    { name: words.afterRoles, volumes: after.with_roles.volumes, roles: true, figures: after.with_roles },
  ];
}

/** PSO%, formal and real shrink as bars on one scale from −100 % to 100 %. */
function scores(report: Report, text: Text): HTMLElement {
  const words = text.lengths;
  const shrink = report.paths.all.compared?.shrink ?? null;
  const pso = report.change?.pso ?? null;
  const bars: [string, string, number | null, string][] = [
    [words.pso, pso && pso.percent !== null ? words.psoHow(integer(pso.before), integer(pso.after), integer(pso.must_stay)) : words.psoNone, pso && pso.percent !== null ? pso.percent / 100 : null, 'pso'],
    [words.formal, words.formalHow, shrink?.formal ?? null, 'formal'],
    [words.real, words.realHow, shrink?.with_roles ?? null, 'real'],
  ];
  const widest = Math.max(1, ...bars.map(([, , value]) => Math.abs(value ?? 0)));
  const negative = bars.some(([, , value]) => (value ?? 0) < 0);
  return el('div', { class: 'scores' },
    el('h3', {}, words.scores),
    el('p', { class: 'sentence' }, words.scoresSentence(wholePercent(shrink?.formal), wholePercent(shrink?.with_roles)),
      shrink ? ` ${words.pathsLonger(integer(shrink.longer), integer(shrink.shorter), integer(shrink.unchanged))}` : ''),
    el('dl', {}, bars.map(([label, how, value, name]) => {
      const fill = el('span', { class: `fill ${name}` });
      const share = Math.min(1, Math.abs(value ?? 0) / widest) * (negative ? 50 : 100);
      fill.style.width = `${share}%`;
      fill.style.marginInlineStart = negative ? `${(value ?? 0) < 0 ? 50 - share : 50}%` : '0';
      return el('div', { class: 'score', 'data-score': name },
        el('dt', {}, label, el('span', { class: 'note' }, how)),
        el('dd', {}, el('span', { class: `track ${negative ? 'signed' : ''}`, 'aria-hidden': 'true' }, fill), el('span', { class: 'value' }, percent(value))));
    })),
    shrink ? el('p', { class: 'note' }, `${words.shadow}: `, el('span', { class: 'strong', 'data-figure': 'shadow' }, percent(shrink.shadow)), ` – ${words.shadowHow}.`) : null);
}

function shrinks(report: Report, store: Store, text: Text, nameOf: (m: MatterPaths) => string): Figure {
  const words = text.lengths;
  const matters = byWeight(report.paths.matters.filter((matter) => matter.compared));
  const shown = matters.slice(0, 40);
  const worse = matters.filter((matter) => (matter.compared!.shrink.with_roles ?? 0) < 0).length;
  const names = shown.map((matter) => shorten(nameOf(matter), 60));
  return figure(store, text, {
    name: 'shrink-by-matter',
    title: words.byMatter,
    sentence: () => words.byMatterSentence(integer(worse), integer(matters.length)),
    height: () => shown.length * 42 + 70,
    option: (colours, width) => ({
      grid: { left: 8, right: 60, top: 36, bottom: 26, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 12, textStyle: { color: colours.ink, fontSize: 12 } },
      yAxis: { type: 'category', inverse: true, data: names, ...axis(colours), axisLine: { show: false }, axisLabel: { color: colours.ink, fontSize: 12, width: width < 500 ? 96 : 210, overflow: 'truncate', interval: 0 } },
      // Room for the figures beside the longest bars.
      xAxis: {
        type: 'value', ...axis(colours),
        min: ({ min, max }: { min: number; max: number }) => (min < 0 ? Math.floor((min - 0.2 * (max - min)) * 2) / 2 : 0),
        axisLabel: { color: colours.soft, formatter: (x: number) => percent(x), hideOverlap: true },
      },
      series: ([['formalShort', 'formal', colours.after, null], ['realShort', 'with_roles', colours.roles, hatched(colours)]] as const).map(([name, key, fill, decal]) => ({
        name: words[name], type: 'bar', barGap: '12%', barCategoryGap: '34%',
        data: shown.map((matter) => {
          const value = matter.compared!.shrink[key];
          return { value, label: { position: value !== null && value < 0 ? 'left' : 'right' } };
        }),
        itemStyle: { color: fill, ...(decal ? { decal } : {}) },
        label: { show: width > 560, color: colours.ink, fontSize: 11, formatter: (of: { value: number | null }) => percent(of.value) },
        markLine: name === 'formalShort' ? { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colours.soft, type: 'solid', width: 1 }, data: [{ xAxis: 0 }] } : undefined,
      })),
    }),
    values: () => shown.map((matter) => `${nameOf(matter)}: ${words.formalShort} ${percent(matter.compared!.shrink.formal)}, ${words.realShort} ${percent(matter.compared!.shrink.with_roles)}`),
    value: (i) => ({ seriesIndex: 0, dataIndex: i }),
    note: words.realHow,
    table: () => matterTable(report, text, nameOf),
  });
}

/** Hand-offs a year more (less than 0: fewer) than before, of what is compared: volume × change. */
function added({ compared }: MatterPaths): number | null {
  if (!compared || compared.before.with_roles.mean === null || compared.after.with_roles.mean === null) return null;
  return compared.shrink.volume * (compared.after.with_roles.mean - compared.before.with_roles.mean);
}

/** What changes most comes first, for the worse or the better. */
function byWeight(matters: readonly MatterPaths[]): MatterPaths[] {
  return [...matters].sort((a, b) => Math.abs(added(b) ?? 0) - Math.abs(added(a) ?? 0) || b.volume - a.volume);
}

function matterTable(report: Report, text: Text, nameOf: (m: MatterPaths) => string): HTMLElement {
  const words = text.lengths;
  const { matters, all } = report.paths;
  const hasAfter = all.after !== null;
  const mean = (of: (m: MatterPaths) => number | null | undefined) => (m: MatterPaths) => number(of(m));
  return table(words.byMatter, [
    { head: words.matter, cell: (m: MatterPaths) => [data(shorten(nameOf(m), 120)), m.channel ? el('span', { class: 'note' }, ` ${words.channels[m.channel]}`) : null] },
    { head: words.volume, cell: (m: MatterPaths) => number(m.volume), number: true },
    { head: words.originators, cell: (m: MatterPaths) => integer(m.originators), number: true },
    { head: hasAfter ? words.beforeRoles : words.measures.with_roles, cell: mean((m) => sidesOf(m)[0].with_roles.mean), number: true },
    ...(hasAfter ? [
      { head: words.after, cell: mean((m) => sidesOf(m)[1]?.command.mean), number: true },
      { head: words.afterRoles, cell: mean((m) => sidesOf(m)[1]?.with_roles.mean), number: true },
      { head: words.formalShort, cell: (m: MatterPaths) => percent(m.compared?.shrink.formal), number: true },
      { head: words.realShort, cell: (m: MatterPaths) => percent(m.compared?.shrink.with_roles), number: true },
      { head: words.added, cell: (m: MatterPaths) => integer(added(m)), number: true },
      { head: words.coordination, cell: (m: MatterPaths) => percent(m.compared?.shrink.with_coordination), number: true },
      { head: words.shadowShort, cell: (m: MatterPaths) => percent(m.compared?.shrink.shadow), number: true },
    ] : []),
    { head: words.undecidableShort, cell: (m: MatterPaths) => m.after ? `${integer(m.before.undecidable)} → ${integer(m.after.undecidable)}` : integer(m.before.undecidable), number: true },
  ], byWeight(matters), all);
}

function undecidables(org: Organisation, store: Store, text: Text, nameOf: (m: MatterPaths) => string): HTMLElement {
  const holder = el('div', { class: 'undecidable' });
  const show = (): void => replace(holder, undecidableIn(org, store.state.unit, text, nameOf));
  store.follow(['unit'], show);
  show();
  return holder;
}

/** Of a unit those that its posts raise. */
function undecidableIn(org: Organisation, unit: string | null, text: Text, nameOf: (m: MatterPaths) => string): HTMLElement[] {
  const { report } = org;
  const words = text.lengths;
  const { before, after } = report.paths.undecidable;
  const result: HTMLElement[] = [el('h3', {}, words.undecidable)];
  if (before.total === 0 && !after?.total) {
    result.push(el('p', {}, words.undecidableNone));
    return result;
  }
  result.push(el('p', {}, words.undecidableSome(integer(before.total), after && integer(after.total), after && integer(after.newly))));
  for (const [side, label] of [[after, text.after], [before, report.change ? text.before : text.asIs]] as [Undecidables | null, string][]) {
    if (!side || side.total === 0) continue;
    const rows = side.list.filter((one) => org.isIn(unit, one.post));
    if (unit !== null && rows.length === 0) continue;
    result.push(el('details', { class: 'folded print', open: rows.length <= 10 },
      el('summary', {}, `${label}: ${integer(unit === null ? side.total : rows.length)}`),
      table(`${words.undecidable}, ${label}`, [
        { head: text.walk.originator, cell: (one: (typeof rows)[number]) => [one.title ? [data(shorten(one.title, 120)), ' '] : null, data(shorten(one.code, 60), { class: 'code' })] },
        { head: words.matter, cell: (one: (typeof rows)[number]) => data(shorten(nameOf(report.paths.matters[one.matter] ?? report.paths.all), 120)) },
        { head: words.reason, cell: (one: (typeof rows)[number]) => text.undecidable[one.reason] },
        ...(side === after ? [{ head: words.newly, cell: (one: (typeof rows)[number]) => (one.newly ? text.yes : text.no) }] : []),
      ], rows),
      unit === null && rows.length < side.total ? el('p', { class: 'note' }, text.more(integer(side.total - rows.length))) : null));
  }
  return result;
}

function orphaned(report: Report, text: Text): HTMLElement {
  const words = text.lengths;
  const { total, list } = report.paths.orphaned!;
  const result = el('div', { class: 'orphaned' }, el('h3', {}, words.orphaned));
  if (total === 0) {
    result.append(el('p', {}, words.orphanedNone));
    return result;
  }
  const matterOf = (code: string): string => matterName(report, code, text.ledger.allMatters);
  result.append(el('p', {}, words.orphanedSome(integer(total))),
    folded(text.list, table(words.orphaned, [
      { head: words.holder, cell: (one: AuthorityChange) => data(shorten(one.was.whoever ?? one.was.position, 60), { class: 'code' }) },
      { head: words.matter, cell: (one: AuthorityChange) => data(shorten(matterOf(one.was.matter), 120)) },
      { head: words.limit, cell: (one: AuthorityChange) => one.was.limit === null ? text.ledger.noLimit : number(one.was.limit), number: true },
      { head: words.source, cell: (one: AuthorityChange) => text.walk.authority[one.was.source] },
      { head: words.legalSource, cell: (one: AuthorityChange) => one.was.legal_source ? long(one.was.legal_source) : ABSENT },
      { head: words.what, cell: (one: AuthorityChange) => text.ledger.changes[one.change] },
    ], list), list.length < total ? el('p', { class: 'note' }, text.more(integer(total - list.length))) : null));
  return result;
}
