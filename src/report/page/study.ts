// SPDX-License-Identifier: BSL-1.0
/** Scenarios side by side: every figure, who is dominated by whom, and why each loses. */
import type { Study, StudyMeasure, StudiedScenario } from './data';
import { data, el, shorten } from './dom';
import { ABSENT, integer, number, percent } from './numbers';
import { table, type Column } from './table';
import type { Text } from './text_en';

/** Of the measures in which a scenario wins or loses, so many are named. */
const NAMED = 3;
const SHARES: ReadonlySet<StudyMeasure> = new Set(['shrink_formal', 'shrink_real', 'load']);

/** A, B, …; the first is the organisation as it is. */
export function letterOf(i: number): string {
  return String.fromCharCode(64 + i);
}

/** What a reader knows a scenario by. */
export function nameOf({ scenarios }: Study, i: number, text: Text): string {
  return i === 0 ? text.study.asItIs : `${letterOf(i)} · ${shorten(scenarios[i].name, 60)}`;
}

function figure(one: StudiedScenario, measure: StudyMeasure, text: Text): string {
  const value = one.measures[measure];
  if (measure === 'days' && one.overloaded) return text.study.never;
  if (value === null) return ABSENT;
  if (measure === 'pso_percent') return percent(value / 100);
  return SHARES.has(measure) ? percent(value) : measure === 'cost' ? integer(value) : number(value);
}

/** Why it loses, or where it wins. */
export function why(found: Study, i: number, text: Text): string {
  const words = text.study;
  const one = found.scenarios[i];
  const quoted = (name: string): string => words.quoted(name === found.scenarios[0].name ? words.asItIs : shorten(name, 80));
  const listed = (parts: string[]): string =>
    parts.slice(0, NAMED).join(', ') + (parts.length > NAMED ? words.andMore(integer(parts.length - NAMED)) : '');
  const lost = one.losses.map(({ measure, to }) => {
    const other = found.scenarios.find((each) => each.name === to)!;
    const [is, best] = [figure(one, measure, text), figure(other, measure, text)];
    const against = is === best ? words.nearly(words.measures[measure], is, best) : words.against(words.measures[measure], is, best);
    return one.dominated_by === null ? words.of(against, quoted(to)) : against;
  });
  if (one.dominated_by !== null) return words.dominatedWhy(quoted(one.dominated_by), integer(lost.length), listed(lost));
  if (lost.length === 0) return words.bestInAll;
  if (one.best_in.length === 0) return words.bestInNothing(listed(lost));
  return words.bestIn(listed(one.best_in.map((measure) => words.measures[measure])), listed(lost));
}

/**
 * @param shown  The scenario that the rest of the page tells of.
 * @param turn   Shows another.
 */
export function study(found: Study, shown: number, turn: (to: number) => void, text: Text): HTMLElement {
  const words = text.study;
  const { scenarios, judged } = found;
  const measures = (Object.keys(scenarios[0].measures) as StudyMeasure[])
    .filter((measure) => scenarios.some((one) => one.measures[measure] !== null || (measure === 'days' && one.overloaded)));
  const columns: Column<StudyMeasure>[] = [
    { head: words.measure, cell: (measure) => [words.measures[measure], judged.includes(measure) ? words.judgedMark : ''] },
    ...scenarios.map((one, i): Column<StudyMeasure> => ({
      head: i === 0 ? words.asItIs : letterOf(i),
      cell: (measure) => el('span', { class: one.best_in.includes(measure) ? 'best' : null }, figure(one, measure, text)),
      number: true,
    })),
  ];
  const dominated = scenarios.filter((one) => one.dominated_by !== null).length;
  return el('div', { class: 'study' },
    el('p', { class: 'sentence' }, words.sentence(integer(scenarios.length), integer(dominated), dominated)),
    table(words.table, columns, measures),
    el('p', { class: 'note' }, words.note, scenarios.some((one) => one.overloaded) ? ` ${words.neverNote}` : ''),
    el('ul', { class: 'scenarios' }, scenarios.map((one, i) =>
      el('li', { 'data-scenario': i },
        el('p', {},
          el('span', { class: 'strong' }, data(nameOf(found, i, text))),
          one.dominated_by === null ? null : [' — ', words.dominatedBy(one.dominated_by === scenarios[0].name ? words.asItIs : shorten(one.dominated_by, 80))],
          i === 0 ? null
            : i === shown ? [' ', el('span', { class: 'chip shown' }, words.isShown)]
            : one.difference ? [' ', el('button', { type: 'button', class: 'plain screen', onclick: () => turn(i) }, words.show)]
            : [' ', el('span', { class: 'note' }, words.tableAlone)]),
        el('p', { class: 'why' }, data(why(found, i, text)))))));
}

/** The choice among the scenarios, at the top of the page; null where there is none. */
export function scenarioField(found: Study, shown: number, turn: (to: number) => void, text: Text): HTMLElement | null {
  const known = found.scenarios.map((_, i) => i).filter((i) => found.scenarios[i].difference);
  if (known.length < 2) return null;
  const choice = el('select', { id: 'scenario', onchange: () => turn(Number(choice.value)) },
    known.map((i) => el('option', { value: i }, nameOf(found, i, text))));
  choice.value = String(shown);
  return el('div', { class: 'field-of' }, el('label', { for: 'scenario' }, text.study.scenario), choice);
}
