/** Which language stands first: English for the world, and on papers for the people of the place their own. */
import type { Payload } from '../../payload.js';
import { typeOf } from '../document-types.js';

/** @param texts English first, as `label` and `both` give them */
export function spoken({ kind }: Pick<Payload, 'kind'>, texts: readonly string[]): readonly string[] {
  return typeOf(kind).local === true ? texts.toReversed() : texts;
}
