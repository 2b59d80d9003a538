// SPDX-License-Identifier: BSL-1.0
/** Makes the report on one scenario out of that on the first; see Difference of data.ts. */
import type { Difference, Report } from './data';

/** A value with the difference made; what is the same is shared, not copied. */
function changed(value: unknown, difference: Difference): unknown {
  if (!('in' in difference)) return difference.is;
  const whole: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  for (const [key, part] of Object.entries(difference.in)) {
    const of = whole as Record<string, unknown>;
    of[key] = changed(of[key], part);
  }
  return whole;
}

/** The report on scenario `i` of a study; of one without a difference, which only the table tells of, null. */
export function reportOn(first: Report, i: number): Report | null {
  const difference = first.study?.scenarios[i]?.difference;
  return difference ? (changed(first, difference) as Report) : null;
}
