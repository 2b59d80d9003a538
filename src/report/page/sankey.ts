// SPDX-License-Identifier: BSL-1.0
/** Where posts went: from the ranks of before to what became of them. */
import { mix } from './colour';
import type { Flow, Report } from './data';
import { data, el, shorten } from './dom';
import { figure, tooltip, type Figure } from './figure';
import { count, integer } from './numbers';
import type { Store } from './state';
import { fit, FONT, widthOf } from './surface';
import { table } from './table';
import type { Text } from './text_en';

export function flows(report: Report, store: Store, text: Text): Figure | HTMLElement {
  const words = text.flows;
  const all = report.flows ?? [];
  if (all.length === 0) return el('p', {}, words.nothing);

  const rank = (i: number | null): string => (i === null ? words.noRank : report.ranks[i].name);
  const order = (i: number | null): number => (i === null ? -1 : (report.ranks[i].order ?? 1e5 + i));
  const target = (flow: Flow): string => {
    if (flow.outcome === 'abolished' || flow.outcome === 'merged') return text.outcomes[flow.outcome];
    if (flow.outcome === 'converted' || flow.outcome === 're-ranked') return `${rank(flow.to)} · ${flow.to_kind ? text.kinds[flow.to_kind] : text.kinds.unknown}`;
    if (flow.outcome === 'kept-exempt') return words.keptExempt;
    return flow.outcome === 'kept-top' ? words.keptTop : report.head.policy?.steps ? words.keptByHand : words.keptOther;
  };
  const drawn = all.filter((flow) => (flow.count ?? 0) > 0);
  const sources = [...new Map([...drawn].sort((a, b) => order(a.from) - order(b.from)).map((f) => [rank(f.from), f])).keys()];
  const targets = [...new Map([...drawn]
    .sort((a, b) => Number(a.outcome === 'converted') - Number(b.outcome === 'converted') || order(a.from) - order(b.from))
    .map((f) => [target(f), f])).keys()];
  const posts = (some: Flow[]): number => some.reduce((sum, flow) => sum + (flow.count ?? 0), 0);
  const counted = (name: string, left: boolean): number => posts(drawn.filter((f) => (left ? rank(f.from) : target(f)) === name));
  const links = new Map<string, { from: string; to: string; value: number; outcome: Flow['outcome'] }>();
  for (const flow of drawn) {
    const key = JSON.stringify([rank(flow.from), target(flow)]);
    const link = links.get(key);
    if (link) link.value += flow.count!;
    else links.set(key, { from: rank(flow.from), to: target(flow), value: flow.count!, outcome: flow.outcome });
  }
  // Names may be the same on both sides; the chart needs keys of its own.
  const left = (name: string): string => `l${sources.indexOf(name)}`;
  const right = (name: string): string => `r${targets.indexOf(name)}`;
  const list = [...links.values()];

  return figure(store, text, {
    name: 'flows',
    title: text.sections.flows,
    heading: false,
    sentence: () => {
      const ended = all.filter((f) => f.outcome === 'abolished' || f.outcome === 'merged');
      const another = all.filter((f) => f.outcome === 're-ranked');
      const stays = all.filter((f) => f.outcome === 'unchanged' || f.outcome === 'kept-exempt' || f.outcome === 'kept-top');
      return words.sentence(integer(posts(all.filter((f) => f.outcome === 'converted'))), integer(posts(stays)))
        + (ended.length + another.length > 0 ? ` ${words.sentenceByHand(integer(posts(ended)), integer(posts(another)))}` : '');
    },
    height: () => Math.max(220, Math.min(560, Math.max(sources.length, targets.length) * 46 + 30)),
    option: (colours, width) => {
      const label = width < 500 ? 96 : 190;
      const node = (key: string, name: string, leftSide: boolean, colour: string): Record<string, unknown> => ({
        name: key,
        depth: leftSide ? 0 : 1,
        itemStyle: { color: colour, borderWidth: 0 },
        label: {
          position: leftSide ? 'left' : 'right',
          // Braces would be read as a style.
          formatter: `${fit(name, { size: 12 }, label - 22 - widthOf(integer(counted(name, leftSide)), { size: 12, bold: true })).replace(/[{}]/g, ' ')}  {n|${integer(counted(name, leftSide))}}`,
          rich: { n: { fontWeight: 600, color: colours.ink, fontSize: 12, fontFamily: FONT } },
          color: colours.ink,
          fontFamily: FONT,
        },
      });
      const fill = (outcome: Flow['outcome']): string =>
        outcome === 'converted' ? mix(...colours.functional, 0.75) : mix(...colours.structural, outcome === 'unchanged' ? 0.6 : 0.15);
      return {
        tooltip: {
          ...tooltip(colours),
          formatter: (of: { dataType: string; dataIndex: number }) => {
            if (of.dataType !== 'edge') return '';
            const link = list[of.dataIndex];
            return `${shorten(link.from, 60)} → ${shorten(link.to, 60)}: ${integer(link.value)}`;
          },
        },
        series: [{
          type: 'sankey',
          left: label, right: label, top: 8, bottom: 8,
          nodeWidth: 14, nodeGap: 14, draggable: false, layoutIterations: 0,
          emphasis: { focus: 'adjacency' },
          data: [
            ...sources.map((name) => node(left(name), name, true, colours.before)),
            ...targets.map((name) => node(right(name), name, false,
              fill(drawn.find((f) => target(f) === name)!.outcome))),
          ],
          links: list.map((link) => ({
            source: left(link.from), target: right(link.to), value: link.value,
            lineStyle: { color: fill(link.outcome), opacity: 0.42, curveness: 0.5 },
          })),
        }],
      };
    },
    values: () => list.map((link) => `${link.from} → ${link.to}: ${integer(link.value)}`),
    value: (i) => ({ seriesIndex: 0, dataIndex: i }),
    note: [words.note, all.some((flow) => flow.count === null) ? ` ${words.withheld}` : ''],
    table: () => table(words.note, [
      { head: words.from, cell: (flow: Flow) => data(rank(flow.from)) },
      { head: words.to, cell: (flow: Flow) => data(rank(flow.to)) },
      { head: words.kind, cell: (flow: Flow) => (flow.to_kind ? text.kinds[flow.to_kind] : text.kinds.unknown) },
      { head: words.outcome, cell: (flow: Flow) => (flow.outcome === 'unchanged' && report.head.policy?.steps ? words.keptByHand : text.outcomes[flow.outcome]) },
      { head: words.posts, cell: (flow: Flow) => count(flow.count), number: true },
    ], [...all].sort((a, b) => order(a.from) - order(b.from))),
  });
}
