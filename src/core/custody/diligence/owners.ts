/** Beneficial owners: who must be named, and whether the shares named leave room for somebody who was not. */
import { PPM_WHOLE } from '../../quantity.js';
import { Rejection } from '../../rejection.js';
import { inForce } from '../rules/thresholds/dated.js';
import { OWNER_SHARE_PPM } from '../rules/thresholds/diligence.js';
import type { Material } from './statements.js';

/** A person, as the buyer found out; sealed under the person's own subject. */
export interface Owner {
  /** In the buyer's books, such as `UBO-1`. */
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly sharePpm: number;
  /** Holds, or held, a public office. */
  readonly exposed: boolean;
}

/**
 * What is missing from a list of owners: `owners-unaccounted` where what is left could still hide one whose share counts.
 * @throws Rejection `more-than-whole`, `out-of-range`, `code-used`
 */
export function missingOwners(owners: readonly Owner[], material: Material, day: string): string[] {
  const least = inForce(OWNER_SHARE_PPM, day, material);
  if (least === undefined) throw new Error(`bug: no share of owners for ${material}`);
  for (const [n, { sharePpm, code }] of owners.entries()) {
    if (!Number.isSafeInteger(sharePpm) || sharePpm <= 0 || sharePpm > PPM_WHOLE) {
      throw new Rejection('out-of-range', `owners[${n}].sharePpm`, {
        value: String(sharePpm),
        min: '1',
        max: '1000000',
      });
    }
    if (owners.findIndex((other) => other.code === code) !== n) {
      throw new Rejection('code-used', `owners[${n}].code`, { code });
    }
  }
  const total = owners.reduce((sum, { sharePpm }) => sum + sharePpm, 0);
  if (total > PPM_WHOLE)
    throw new Rejection('out-of-range', 'owners', { value: String(total), min: '0', max: '1000000' });
  return PPM_WHOLE - total >= least ? ['owners-unaccounted'] : [];
}
