// SPDX-License-Identifier: BSL-1.0
/** By what the figures can be made again. */
import type { Report } from './data';
import { data, el, long, type Child } from './dom';
import { ABSENT, integer, number } from './numbers';
import { inLanguage } from './policy_text';
import { table } from './table';
import type { Text } from './text_en';

export function evidence(report: Report, text: Text): HTMLElement {
  const words = text.evidence;
  const { head } = report;
  const { policy, parameters } = head;
  const rows: [string, Child][] = [
    [words.version, `Pangkas ${head.pangkas}`],
    [words.on, parameters.on ?? words.onAll],
    [words.workingMinutes, number(parameters.working_minutes)],
    [words.absentFlag, data(parameters.absent_flag)],
    [words.initials, parameters.initials === null ? words.anyNumber : integer(parameters.initials)],
    [words.orphans, words.orphansAre[parameters.orphans]],
    [words.scheme, parameters.scheme ? [data(parameters.scheme.name, { class: 'code' }), ' ', data(inLanguage(parameters.scheme.title, head.lang))] : text.none],
    [words.seed, head.seed === null ? words.noSeed : String(head.seed)],
  ];
  if (policy) {
    const limit = (value: number | null): string => (value === null ? words.notChecked : integer(value));
    rows.push([words.roles, words.rolesAre[policy.roles]]);
    if (policy.layers) rows.push([words.layers, policy.layers.map(integer).join(', ')]);
    rows.push(
      [words.spanBand, policy.span_low === null && policy.span_high === null ? words.notChecked : words.fromTo(integer(policy.span_low), integer(policy.span_high))],
      [words.structuralLayers, limit(policy.structural_layers)],
      [words.initialsPolicy, limit(policy.initials)]);
  }
  return el('div', {},
    el('p', {}, words.note),
    el('h3', {}, words.inputs),
    table(words.inputs, [
      { head: words.file, cell: (input: (typeof head.inputs)[number]) => data(input.file) },
      { head: words.sha, cell: (input: (typeof head.inputs)[number]) => el('span', { class: 'hash' }, input.sha256) },
    ], head.inputs),
    el('h3', {}, policy?.steps ? words.byHand : words.policy),
    policy
      ? el('div', {},
          el('p', {}, data(inLanguage(policy.title, head.lang) || policy.name, { class: 'strong' }), ' ', data(policy.name, { class: 'code' }), ` (${policy.steps ? words.steps(integer(policy.steps), policy.steps) : policy.preset ? words.preset : words.ownPolicy})`),
          policy.description ? el('p', {}, data(inLanguage(policy.description, head.lang))) : null,
          el('dl', { class: 'pairs' },
            policy.source ? el('div', {}, el('dt', {}, words.source), el('dd', {}, long(policy.source, 400))) : null,
            el('div', {}, el('dt', {}, words.sha), el('dd', { class: 'hash' }, policy.sha256))),
          policy.text === null ? el('p', { class: 'note' }, words.policyWithheld)
            : el('details', { class: 'folded' }, el('summary', {}, policy.steps ? words.scenarioText : words.policyText), el('pre', { tabindex: 0, dir: 'ltr' }, policy.text)))
      : el('p', {}, words.noPolicy),
    el('h3', {}, words.parameters),
    table(words.parameters, [
      { head: words.parameter, cell: (row: [string, Child]) => row[0] },
      { head: words.value, cell: (row: [string, Child]) => row[1] ?? ABSENT },
    ], rows),
    el('h3', {}, words.definitions),
    el('dl', { class: 'pairs definitions' }, text.definitions.map(([word, meaning]) => el('div', {}, el('dt', {}, word), el('dd', {}, meaning)))),
    el('p', { class: 'note' }, words.software));
}
