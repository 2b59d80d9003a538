// SPDX-License-Identifier: BSL-1.0
/**
 * What the checks after a simplification found, place by place, in Indonesian: the program writes these
 * sentences in English, in the words of checks.ipp (simplify) and decision_findings.ipp (decisions). A sentence that is not
 * known here stays as it is.
 */
import { integer, number } from './numbers';

type Sentence = readonly [pattern: RegExp, words: (...parts: string[]) => string];

const n = (digits: string): string => integer(Number(digits));
const x = (figure: string): string => (figure === '' || Number.isNaN(Number(figure)) ? figure : number(Number(figure)));

const SOURCES: Record<string, string> = { attribution: 'atribusi', delegation: 'delegasi', mandate: 'mandat' };
const KINDS: Record<string, string> = { structural: 'struktural', functional: 'fungsional', executing: 'pelaksana' };

/** As words(const authority&) of the program: source, matter, and more. */
function authority(words: string): string {
  const found = /^(attribution|delegation|mandate) of "(.*)"(?: up to (\S+))?(.*)$/s.exec(words);
  if (!found) return words;
  const [, source, matter, limit, more] = found;
  return `${SOURCES[source]} atas ${matter === '*' ? 'semua urusan' : `“${matter}”`}${limit ? ` sampai ${x(limit)}` : ''}${more
    .replace(/ for /, ' bagi ').replace(/ with /, ' bersama ').replace(/ as Pl/, ' sebagai Pl').replace(/ by /, ' dari ').replace(/ from (\d)/, ' mulai $1').replace(/ until (\d)/, ' sampai $1')}`;
}

/** As words(const position_state&). */
function state(words: string): string {
  return words === 'no kind, rank or class declared' ? 'tanpa jenis, jenjang, dan kelas'
    : words.split(', ').map((part) => KINDS[part] ?? part.replace(/^class /, 'kelas ')).join(', ');
}

const band = (text: string): string => {
  const [, low, high] = /(\d+) to (\d+)$/.exec(text) ?? [];
  if (low) return `kebijakan menghendaki ${n(low)} sampai ${n(high)}`;
  const [, limit, side] = /(\d+) or (more|fewer)$/.exec(text) ?? [];
  return limit ? `kebijakan menghendaki ${side === 'more' ? 'sekurang-kurangnya' : 'paling banyak'} ${n(limit)}` : text;
};

const REASONS: Record<string, string> = {
  'no position above it has an authority for it': 'tidak ada jabatan di atasnya yang berwenang',
  'no root is above it, and no position on the way up has an authority': 'tidak ada puncak di atasnya, dan tidak ada jabatan di jalannya yang berwenang',
  'the limits of those above it do not reach the amount': 'batas wewenang jabatan di atasnya tidak sampai nilainya',
  'the post that could has no holder, nor an official who may act in it': 'jabatan yang berwenang tidak mempunyai pejabat, juga tidak ada yang bertindak untuknya',
  'too few of those who must concur are there': 'pejabat yang harus ikut menyetujui tidak cukup',
};

const SENTENCES: Readonly<Record<string, readonly Sentence[]>> = {
  'span-band': [[/^(".*") has (\d+) command subordinates?; (.*)$/s, (post, span, limits) => `${post} mempunyai ${n(span)} bawahan langsung; ${band(limits)}`]],
  initials: [[
    /^below (".*"), what (\d+) positions? drafts? needs more than the (\d+) initials? allowed before the signature; most of all (".*") with (\d+) \(superiors: (\d+), role holders: (\d+)\)$/s,
    (post, positions, allowed, worst, most, superiors, roles) => `di bawah ${post}, konsep dari ${n(positions)} jabatan memerlukan lebih dari ${n(allowed)} paraf yang diperbolehkan sebelum tanda tangan; terbanyak ${worst} dengan ${n(most)} paraf (atasan: ${n(superiors)}, pemegang peran: ${n(roles)})`,
  ]],
  'structural-layers': [[
    /^below (".*") stand (\d+) structural layers?, down to (".*"); (\d+) are allowed, and (\d+) structural positions? stands? deeper$/s,
    (post, layers, last, allowed, deeper) => `di bawah ${post} ada ${n(layers)} lapisan struktural, sampai ${last}; yang diperbolehkan ${n(allowed)}, dan ${n(deeper)} jabatan struktural berada lebih dalam`,
  ]],
  'class-loss': [[/^(\d+) posts? of (.*) became (.*?)(, this is the first)?$/s, (posts, was, is, first) => `${n(posts)} jabatan dari ${state(was)} menjadi ${state(is)}${first ? '; ini yang pertama' : ''}`]],
  'income-floor': [[/^(".*") cost (\S+) a year and now costs (\S+)$/s, (post, was, is) => `${post} semula berbiaya ${x(was)} setahun dan sekarang ${x(is)}`]],
  'lost-seats': [[/^(".*") had (\S+) seats and now has (\S+)$/s, (post, was, is) => `${post} semula mempunyai ${x(was)} formasi dan sekarang ${x(is)}`]],
  'roots-changed': [
    [/^(".*") was a root and is none any more$/s, (post) => `${post} semula puncak dan sekarang bukan`],
    [/^(".*") was no root and is one now$/s, (post) => `${post} semula bukan puncak dan sekarang puncak`],
  ],
  undecidable: [
    [/^the matters of (".*") reach no root any more$/s, (post) => `urusan dari ${post} tidak lagi mencapai puncak`],
    [/^nobody decides the matter (".*") that (".*") raises: (.*)$/s, (matter, post, why) => `tidak ada yang memutuskan urusan ${matter} yang diajukan ${post}: ${REASONS[why] ?? why}`],
  ],
  checks: [[
    /^the matter (".*") of (".*") passes (\d+) independent checks?; it needs (\d+)$/s,
    (matter, post, passed, needed) => `urusan ${matter} dari ${post} melewati ${n(passed)} penelaahan independen; yang diperlukan ${n(needed)}`,
  ]],
  'four-eyes': [[/^(".*") decides the matter (".*") that it raises itself$/s, (post, matter) => `${post} memutuskan urusan ${matter} yang diajukannya sendiri`]],
  'initials-of-matter': [[
    /^the matter (".*") of (".*") needs (\d+) initials? before the signature; (\d+) are allowed$/s,
    (matter, post, needed, allowed) => `urusan ${matter} dari ${post} memerlukan ${n(needed)} paraf sebelum tanda tangan; yang diperbolehkan ${n(allowed)}`,
  ]],
  'incompatible-roles': [
    [/^(".*") decides both (".*") and (".*"), which nobody may decide both$/s, (post, one, other) => `${post} memutuskan ${one} dan ${other}, yang tidak boleh diputuskan oleh satu jabatan`],
    [/^(".*") decides (".*") and (".*") decides (".*"), both in the unit (".*"); one unit may not decide both$/s,
      (post, one, second, other, unit) => `${post} memutuskan ${one} dan ${second} memutuskan ${other}, keduanya dalam unit ${unit}; satu unit tidak boleh memutuskan keduanya`],
  ],
  'same-hand': [[/^(".*") does two acts on the matter (".*") of (".*") that are to be kept apart$/s, (post, matter, of) => `${post} melakukan dua tindakan yang harus dipisahkan pada urusan ${matter} dari ${of}`]],
  beneficiary: [[/^(".*") has the benefit of the matter (".*") of (".*") and takes a step on it$/s, (post, matter, of) => `${post} memperoleh manfaat dari urusan ${matter} yang diajukan ${of} dan mengambil langkah di dalamnya`]],
  cycle: [[/^(".*") now stands in a cycle of (\d+) positions?$/s, (post, size) => `${post} sekarang berada dalam lingkaran ${n(size)} jabatan`]],
  'orphaned-authority': [[/^the (.*) belongs to the post (".*"), which was converted$/s, (what, post) => `${authority(what)} melekat pada jabatan ${post}, yang disetarakan`]],
  'moved-attribution': [[
    /^the (.*) was moved from (".*") to (".*"); an attribution may be passed on only if the law says so$/s,
    (what, from, to) => `${authority(what)} dipindahkan dari ${from} ke ${to}; atribusi hanya boleh beralih bila peraturan menyebutnya`,
  ]],
  'acting-lapsed': [[/^the (.*) of (".*") was for a post that was converted$/s, (what, post) => `${authority(what)} pada ${post} diberikan untuk jabatan yang disetarakan`]],
  're-issue-authority': [
    [/^the (.*) was held by (".*"), which was converted$/s, (what, post) => `${authority(what)} dipegang ${post}, yang disetarakan`],
    [/^the (.*) is held by (".*"), but the post that gave it was converted$/s, (what, post) => `${authority(what)} dipegang ${post}, tetapi jabatan pemberinya disetarakan`],
  ],
  'names-converted-post': [[/^(.*) names (".*"), which was converted$/s, (what, post) => `${what} menyebut ${post}, yang disetarakan`]],
  'top-selected': [[/^(".*") is selected by "(.*)", but nothing is above it$/s, (post, rule) => `${post} terpilih oleh “${rule}”, tetapi tidak ada atasannya`]],
};

/** null: there are no Indonesian words for it. */
export function detailInIndonesian(rule: string, detail: string): string | null {
  for (const [pattern, words] of SENTENCES[rule] ?? []) {
    const found = pattern.exec(detail);
    if (found) return words(...found.slice(1).map((part) => part ?? ''));
  }
  return null;
}
