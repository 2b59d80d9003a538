// SPDX-License-Identifier: BSL-1.0
/** Puts the page together from the data that stands in it. */
import { Address } from './address';
import { printInLight } from './colour';
import { FORMAT, type Report } from './data';
import { delegation } from './delegation';
import { reportOn } from './difference';
import { data, el } from './dom';
import { Draft } from './draft';
import { draftSection } from './draft_panel';
import { eventLog } from './event_log';
import { evidence } from './evidence';
import type { Figure } from './figure';
import { findings } from './findings';
import { dataDecide, failedChecks, hasNoTop, numbersFirst, sentence, toCorrect } from './finding';
import { frontier } from './frontier';
import { history } from './history';
import { integrity } from './integrity';
import { ledger } from './ledger';
import { lengths } from './lengths';
import { load } from './load';
import { integer, percent, useNumbersOf } from './numbers';
import { measuresOf, Organisation } from './organisation';
import { inLanguage } from './policy_text';
import { flows } from './sankey';
import { useSource } from './save';
import { simulation } from './simulation';
import { spans } from './spans';
import { Store, type State } from './state';
import { structure } from './structure';
import { letterOf, nameOf, scenarioField, study } from './study';
import { en, type Text } from './text_en';
import { id } from './text_id';
import { unitField, units } from './units';

type Lang = Report['head']['lang'];

/** Rows of the chart when the page opens. */
const OPEN_ROWS = 40;

function start(): void {
  const source = document.getElementById('report-data')!;
  const report = JSON.parse(source.textContent ?? '') as Report;
  if (report.format !== FORMAT) throw new Error(`the data have format ${String(report.format)}, the page reads ${FORMAT}`);
  source.remove(); // The text of it is not needed any more.
  let org = new Organisation(report);
  let draft = report.head.redacted ? null : new Draft(org);
  let scenario = 1; // place in the study, if there is one
  let store: Store;
  let seen: Element[] = [document.getElementById('page')!];
  const put = (elements: Element[]): void => {
    const [before, ...others] = seen;
    seen = elements;
    before.replaceWith(...seen);
    for (const other of others) other.remove();
  };
  const speak = (lang: Lang): Text => {
    org.report.head.lang = lang;
    document.documentElement.lang = lang;
    useNumbersOf(lang);
    const text = lang === 'id' ? id : en;
    useSource(sourceOf(org.report, text));
    return text;
  };
  // The page in another language is made anew; what was looked at stays.
  const turn = (lang: Lang): void => {
    const text = speak(lang);
    store = new Store(store.state);
    draft?.forget();
    put(page(org, store, text, draft, () => turn(lang === 'id' ? 'en' : 'id'), scenario, choose));
    address.follow(store, lang, org, scenario);
  };
  const models = new Map([[scenario, { org, draft }]]);
  // What was looked at stays, as far as it is there in the other scenario.
  const choose = (to: number): void => {
    const other = models.get(to) ? null : reportOn(report, to);
    if (other) {
      const model = new Organisation(other);
      models.set(to, { org: model, draft: draft && new Draft(model) });
    }
    const model = models.get(to);
    if (to === scenario || !model) return;
    if (draft) model.draft?.take(draft);
    const { post, unit } = store.state;
    const code = post === null ? null : org.codes[post];
    const { lang } = org.report.head;
    ({ org, draft } = model);
    scenario = to;
    const isKnown = unit !== null && org.report.units.list.some((one) => one.unit === unit);
    store = new Store({
      ...store.state, post: code === null ? null : org.find(code), undrawn: null, unit: isKnown ? unit : null,
      walk: null, turned: new Map(), window: [0, org.width],
    });
    turn(lang);
  };
  const named = (letter: string | null): void => choose(letter === null ? 1 : (report.study?.scenarios.findIndex((_, i) => letterOf(i) === letter) ?? 1));
  const address = new Address(org, VIEW, report.head.lang, turn, named, (post) => show(post));
  const whole = (): void => {
    store = new Store(firstState(org));
    turn(address.asked);
    address.lead();
    performance.mark('pangkas-whole');
  };
  if (org.count <= AT_ONCE) {
    whole();
    return;
  }
  // Of a large organisation the finding is seen before all its columns are unpacked.
  put(opening(org, speak(address.asked)));
  const once = (act: () => void): (() => void) => {
    let isDone = false;
    return () => {
      if (!isDone) {
        isDone = true;
        act();
      }
    };
  };
  const rest = once(whole);
  finish = rest;
  requestAnimationFrame(() => setTimeout(rest));
  setTimeout(rest, 2000); // where nothing is painted, as behind another window
}

/** A large organisation has more posts. */
const AT_ONCE = 20_000;

const VIEW = 'icicle';

/** What is left to be done before the page is whole. */
let finish: () => void = () => undefined;

function firstState(org: Organisation): State {
  return {
    view: VIEW,
    arrangement: 'beside',
    colouring: 'kind',
    post: null,
    undrawn: null,
    drafted: new Map(),
    unit: null,
    depth: openDepth(org),
    turned: new Map(),
    walk: null,
    pathAlone: true,
    changesOnly: false,
    window: [0, org.width],
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  };
}

/** Of what the figures are, for a picture that leaves the page. */
function sourceOf({ head }: Report, text: Text): string {
  const policy = head.policy ? inLanguage(head.policy.title, head.lang) || head.policy.name : null;
  const files = head.inputs.map((one) => `${one.file.split('/').pop()} (SHA-256 ${one.sha256.slice(0, 12)}…)`);
  return `${text.evidence.sourceLine}: ${[`Pangkas ${head.pangkas}`, policy ?? '', head.redacted ? '' : files.join(', ')].filter(Boolean).join(' · ')}`;
}

/** What is seen first of a large organisation. */
function opening(org: Organisation, text: Text): HTMLElement[] {
  return [
    el('header', { class: 'top' }, heading(org.report, text)),
    el('main', { id: 'content', 'aria-busy': 'true' }, el('section', { id: 'finding' }, findingOf(org, text)), el('p', { class: 'note', role: 'status' }, text.drawing)),
  ];
}

function findingOf(org: Organisation, text: Text): (Node | null)[] {
  const { report } = org;
  const lead = el('p', { class: 'finding' }, sentence(report, text));
  if (hasNoTop(report)) return [lead, toCorrect(report, text)];
  return [...(dataDecide(report) ? [uncovered(report, text), toCorrect(report, text), lead] : [lead, uncovered(report, text)]),
    failedChecks(report, text), numbersFirst(org, text)];
}

/** What the page is about. */
function heading({ head, study: found }: Report, text: Text, scenario = 1): HTMLElement {
  const policy = head.policy ? inLanguage(head.policy.title, head.lang) || head.policy.name : null;
  const about = [
    found ? text.scenarioLine(nameOf(found, scenario, text)) : policy === null ? text.noPolicyLine : text.policyLine(policy),
    head.policy?.layers ? text.layersLine(head.policy.layers.map(integer).join(', ')) : null,
    head.parameters.on ? text.asOf(head.parameters.on) : null,
  ].filter((part) => part !== null).join(' · ');
  return el('div', { class: 'heading' },
    el('p', { class: 'kicker' }, 'Pangkas · ', text.report),
    el('h1', {}, data(head.title)),
    el('p', { class: 'subtitle' }, about),
    head.redacted ? el('p', { class: 'notice' }, text.redacted, ' ', text.withheldNote) : null);
}

/** As many layers as fit into a few rows. */
function openDepth(org: Organisation): number {
  const perLayer = new Int32Array(org.before.trees.deepest + 1);
  for (let p = 0; p < org.count; ++p) ++perLayer[org.before.trees.depth[p]];
  let depth = Math.min(2, perLayer.length);
  while (depth < perLayer.length && perLayer[depth] <= OPEN_ROWS) ++depth;
  return depth;
}

/**
 * @param turn      Shows the page in the other language.
 * @param scenario  The scenario of the study that the page tells of.
 * @param choose    Shows another.
 */
function page(org: Organisation, store: Store, text: Text, draft: Draft | null, turn: () => void, scenario: number, choose: (to: number) => void): HTMLElement[] {
  const { report } = org;
  const { head } = report;
  const figures: Figure[] = [];
  const sections: [string, string, HTMLElement][] = [];
  const section = (id: string, title: string, ...content: (Node | null)[]): void => {
    const heading = el('h2', { id: `${id}-heading` }, title);
    sections.push([id, title, el('section', { id, 'aria-labelledby': `${id}-heading` }, heading, ...content)]);
  };
  const drawn = (found: Figure | HTMLElement): HTMLElement => {
    if (found instanceof HTMLElement) return found;
    figures.push(found);
    return found.element;
  };

  const unusable = hasNoTop(report);
  section('finding', text.sections.finding, ...findingOf(org, text));
  if (report.study && !unusable) section('study', text.sections.study, study(report.study, scenario, choose, text));
  const pictures = !unusable && org.count > 0 ? structure(org, store, text, draft) : null;
  if (pictures) section('structure', report.change ? text.sections.structure : text.sections.structureOnly, pictures.element);
  if (report.flows && pictures) section('flows', text.sections.flows, drawn(flows(report, store, text)));
  if (pictures) {
    const found = lengths(org, store, text);
    figures.push(...found.figures);
    section('lengths', text.sections.lengths, found.element);
    const work = load(org, store, text);
    if (work) {
      figures.push(...work.figures);
      section('load', text.sections.load, work.element);
    }
    const widths = spans(report, store, text);
    figures.push(...widths.figures);
    section('spans', text.sections.spans, widths.element);
  }
  const byUnit = pictures ? units(org, store, text) : null;
  if (byUnit) section('units', text.sections.units, byUnit);
  if (report.frontier && !unusable) {
    const found = frontier(report.frontier, store, text);
    figures.push(...found.figures);
    section('frontier', text.sections.frontier, found.element);
  }
  if (report.delegation && pictures) {
    const found = delegation(report.delegation, org, store, text);
    figures.push(...found.figures);
    section('delegation', text.sections.delegation, found.element);
  }
  if (report.history) {
    const found = history(report.history, store, text);
    figures.push(...found.figures);
    section('history', text.sections.history, found.element);
  }
  if (report.simulation && pictures) {
    const found = simulation(report.simulation, org, store, text);
    figures.push(...found.figures);
    section('simulation', text.sections.simulation, found.element);
  }
  if (report.log && pictures) {
    const found = eventLog(report.log, org, store, text);
    figures.push(...found.figures);
    section('log', text.sections.log, found.element);
  }
  if (report.integrity && !unusable) section('integrity', text.sections.integrity, integrity(report.integrity, text));
  const entries = report.ledger && !unusable ? ledger(org, store, text) : null;
  if (entries) section('ledger', text.sections.ledger, entries.element);
  if (draft && pictures) section('draft', text.sections.draft, draftSection(org, store, draft, text));
  section('findings', text.sections.findings, findings(org, store, text));
  section('evidence', text.sections.evidence, evidence(report, text));

  // The styles follow the device by themselves; the pictures have to be told.
  const device = matchMedia('(prefers-color-scheme: dark)');
  const themed = (): void => {
    if (theme.value === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
    store.set({ dark: theme.value === 'auto' ? device.matches : theme.value === 'dark' });
  };
  const theme = el('select', { id: 'theme', onchange: themed },
    (['auto', 'light', 'dark'] as const).map((key) => el('option', { value: key }, text.themes[key])));
  theme.value = document.documentElement.dataset.theme ?? 'auto';
  device.onchange = themed;

  if (pictures) show = pictures.show;
  printing((on) => {
    printInLight(on);
    pictures?.print(on);
    for (const one of figures) one.print(on);
    entries?.print(on);
  });

  return [
    el('a', { class: 'skip', href: '#content' }, text.skip),
    el('header', { class: 'top' },
      heading(report, text, scenario),
      el('div', { class: 'tools' },
        report.study ? scenarioField(report.study, scenario, choose, text) : null,
        byUnit ? unitField(org, store, text) : null,
        el('div', { class: 'field-of' }, el('label', { for: 'theme' }, text.theme), theme),
        el('button', { type: 'button', id: 'language', lang: head.lang === 'id' ? 'en' : 'id', onclick: turn }, text.otherLanguage),
        el('button', { type: 'button', onclick: () => window.print() }, text.print))),
    el('nav', { class: 'contents', 'aria-label': text.contents },
      el('ol', {}, sections.map(([id, title]) => el('li', {}, el('a', { href: `#${id}` }, title))))),
    el('main', { id: 'content', tabindex: -1 }, sections.map(([, , element]) => element)),
    el('footer', { class: 'bottom' }, el('p', {}, `Pangkas ${head.pangkas} · `, data(head.title))),
  ];
}

/** Says so where the figures do not cover everything. */
function uncovered(report: Report, text: Text): HTMLElement | null {
  const [measures] = measuresOf(report);
  const outside = measures.orphans + measures.unrooted;
  if (outside === 0 || measures.positions === 0) return null;
  return el('p', { class: 'notice' }, text.finding.unplaced(outside, integer(outside), percent(measures.placed / measures.positions)));
}

let print: (on: boolean) => void = () => undefined;
/** Chooses a post of the page that is shown, and brings it into sight. */
let show: (post: number) => void = () => undefined;

/** Sets what is told when the page is about to be printed, and when it was. */
function printing(listener: (on: boolean) => void): void {
  print = listener;
}

function followPrinter(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    finish();
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details.print:not([open])')];
    for (const one of opened) one.open = true;
    print(true);
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
    print(false);
  });
}

followPrinter();
start();
