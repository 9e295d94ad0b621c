/** What is recorded of an erasure: which commitments lost their values, and that two keys agreed. Never what they said. */
import type { Draft } from '../../core/log/statement.js';
import { ERASED, type PersonalDataErased } from '../../ledger/private/erase.js';
import type { Basis } from './erasure.dto.js';

/** Private values of one statement that are to go. */
export interface Doomed {
  /** Lowercase hex. */
  readonly sid: string;
  readonly lots: readonly string[];
  readonly digests: readonly string[];
}

export interface Agreement {
  readonly org: string;
  readonly at: string;
  readonly basis: Basis;
  /** Ids of keys, not names: a name may be a person's. */
  readonly requestedBy: string;
  readonly approvedBy: string;
}

/** What one statement of at most 48 KiB and 300 lots holds with room to spare. */
const [MOST_STATEMENTS, MOST_DIGESTS, MOST_LOTS] = [100, 200, 300];

/** `personal-data.erased`, in as many statements as it takes; each stands in the chains of the lots it is about. */
export function eraseValues({ org, at, ...agreement }: Agreement, doomed: readonly Doomed[]): Draft[] {
  return inParts(doomed).map((part) => {
    const data: PersonalDataErased = {
      digests: part.flatMap(({ digests }) => digests).sort(),
      of: part.map(({ sid }) => sid).sort(),
      ...agreement,
    };
    const lots = [...new Set(part.flatMap((one) => one.lots))].sort();
    return { type: ERASED, org, at, lots, data: { ...data }, attested: 'platform' };
  });
}

function inParts(doomed: readonly Doomed[]): Doomed[][] {
  const parts: Doomed[][] = [];
  let [digests, lots] = [0, 0];
  for (const one of doomed) {
    const last = parts.at(-1);
    digests += one.digests.length;
    lots += one.lots.length;
    if (last === undefined || last.length >= MOST_STATEMENTS || digests > MOST_DIGESTS || lots > MOST_LOTS) {
      parts.push([one]);
      [digests, lots] = [one.digests.length, one.lots.length];
    } else last.push(one);
  }
  return parts;
}
