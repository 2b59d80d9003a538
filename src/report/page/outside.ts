// SPDX-License-Identifier: BSL-1.0
/** What stands outside the layers of a side, in words. */
import { integer } from './numbers';
import type { Organisation, SideModel } from './organisation';
import type { Text } from './text_en';

/** Of what a scenario adds and ends it is said so; the rest has no place. */
export function outsideOf(org: Organisation, side: SideModel, text: Text): string {
  const words = text.structure;
  const all = side.trees.total - side.placed;
  let byHand = 0;
  if (org.change)
    for (let post = 0; post < org.count; ++post) if (side.which === 'before' ? org.isNew(post) : org.ends(post)) ++byHand;
  const told = byHand === 0 ? [] : [side.which === 'before' ? words.notYet(integer(byHand), byHand) : words.noMore(integer(byHand), byHand)];
  return [...(all > byHand ? [words.outside(all - byHand, integer(all - byHand))] : []), ...told].join('; ');
}
