// SPDX-License-Identifier: BSL-1.0
/**
 * What the reader looks at stands in the address, behind "#": a link leads there, and back goes back.
 * A link to a section has no "="; it leaves everything else as it is.
 */
import type { Organisation } from './organisation';
import type { State, Store } from './state';
import { letterOf } from './study';

type Lang = 'id' | 'en';

/** What an address says. */
interface Place {
  post: string | null;
  unit: string | null;
  view: State['view'] | null;
  lang: Lang | null;
  /** Letter of the scenario. */
  scenario: string | null;
}

function read(fragment: string): Place | null {
  if (fragment.length > 1 && !fragment.includes('=')) return null;
  const all = new URLSearchParams(fragment.slice(1));
  const view = all.get('view');
  const lang = all.get('lang');
  return {
    post: all.get('post'),
    unit: all.get('unit'),
    view: view === 'icicle' || view === 'chart' ? view : null,
    lang: lang === 'id' || lang === 'en' ? lang : null,
    scenario: all.get('scenario'),
  };
}

/** Everything that the page begins with is left out. */
function written(state: Readonly<State>, lang: Lang, org: Organisation, scenario: number, start: { view: State['view']; lang: Lang }): string {
  const all = new URLSearchParams();
  if (scenario !== 1) all.set('scenario', letterOf(scenario));
  if (state.post !== null) all.set('post', org.codes[state.post]);
  if (state.unit !== null) all.set('unit', state.unit);
  if (state.view !== start.view) all.set('view', state.view);
  if (lang !== start.lang) all.set('lang', lang);
  return `#${all.toString()}`;
}

export class Address {
  private readonly start: { view: State['view']; lang: Lang };
  private store: Store | null = null;
  private lang: Lang;
  private scenario = 1;
  /** Whether a change of the state comes from the address itself, as what the page begins with does. */
  private isLed = true;

  /**
   * @param turn  Shows the page in a language.
   * @param choose Shows a scenario by its letter; null: the first.
   * @param show  Chooses a post, and brings it into sight.
   */
  constructor(private org: Organisation, view: State['view'], lang: Lang, private readonly turn: (lang: Lang) => void, private readonly choose: (letter: string | null) => void, private readonly show: (post: number) => void) {
    this.start = { view, lang };
    this.lang = lang;
    addEventListener('popstate', () => this.lead());
  }

  /** The language that the address asks for, else that of the report. */
  get asked(): Lang {
    return read(location.hash)?.lang ?? this.start.lang;
  }

  /** From now on the address follows this store. */
  follow(store: Store, lang: Lang, org: Organisation, scenario: number): void {
    this.store = store;
    const isTurned = lang !== this.lang || scenario !== this.scenario;
    this.lang = lang;
    this.org = org;
    this.scenario = scenario;
    store.follow(['post', 'unit', 'view'], () => this.write());
    if (isTurned) this.write();
  }

  /** Leads the page to what the address says; see structure() for what follows a post. */
  lead(): void {
    // A link to a section says nothing of the rest: what is looked at stays, and back finds it there.
    const at = read(location.hash) ?? (history.state as Place | null);
    if (!at) {
      this.isLed = false;
      history.replaceState(this.place(), '');
      return;
    }
    this.isLed = true;
    if ((at.lang ?? this.start.lang) !== this.lang) this.turn(at.lang ?? this.start.lang);
    this.choose(at.scenario);
    const isKnown = at.unit !== null && this.org.report.units.list.some((one) => one.unit === at.unit);
    this.store?.set({ unit: isKnown ? at.unit : null, view: at.view ?? this.start.view });
    const post = at.post === null ? null : this.org.find(at.post);
    if (post === null) this.store?.set({ post });
    else this.show(post);
    this.isLed = false;
  }

  private place(): Place {
    return { ...read(written(this.store!.state, this.lang, this.org, this.scenario, this.start))! };
  }

  private write(): void {
    if (this.isLed || !this.store) return;
    const now = written(this.store.state, this.lang, this.org, this.scenario, this.start);
    if (now !== location.hash && !(now === '#' && location.hash === '')) history.pushState(this.place(), '', now);
  }
}
