/**
 * Whether the keys that signed a statement could, together, speak for the organisation whose act it is: the rule that
 * admission, the signer, fsck and the verifier share. That the signatures themselves hold is checked elsewhere.
 *
 * Every key must be in force for that organisation and type at that place in the log, with two exceptions: a device's key
 * that is revoked or expired, where a key of the organisation itself in force signed beside it, so that work done before the
 * device was lost can still come in; and, for a void that two agree on, the key of the organisation named in `with`.
 */
import type { Statement } from '../../log/statement.js';
import type { KeyRing, Place, Standing } from './keys.js';

export interface SignerFault {
  /** The key at fault; absent where one is lacking. */
  readonly kid?: string;
  /** How that key stands; or that no key in force signed for `organisation`. */
  readonly why: Exclude<Standing, 'in-force'> | 'unsigned';
  readonly organisation: string;
}

/**
 * Nothing for a statement that nobody signed: who attests it is another question. But a void that two agree on nobody attests
 * in their stead, and nobody is two.
 */
export function signerFaults(
  statement: Statement,
  place: Place,
  kids: readonly string[],
  ring: KeyRing,
): SignerFault[] {
  const { type, org, data } = statement;
  const second = type === 'statement.voided' && typeof data['with'] === 'string' ? data['with'] : undefined;
  const sides = [...new Set([org, second ?? org])];
  if (second === org) return [unsigned(org)];
  if (kids.length === 0) return second === undefined ? [] : sides.map(unsigned);
  const judged = kids.map((kid) => {
    const organisation = sides.find((side) => side === ring.get(kid)?.organisation) ?? org;
    return {
      kid,
      organisation,
      key: ring.get(kid),
      standing: ring.standing(kid, { org: organisation, type, ...place }),
    };
  });
  const speaks = (organisation: string): boolean =>
    judged.some((one) => {
      return one.organisation === organisation && one.standing === 'in-force' && one.key?.holder === 'organisation';
    });
  const isExcused = ({ organisation, key, standing }: (typeof judged)[number]): boolean =>
    (standing === 'revoked' || standing === 'expired') && key?.holder === 'device' && speaks(organisation);
  const faults = judged.flatMap((one): SignerFault[] => {
    if (one.standing === 'in-force' || isExcused(one)) return [];
    return [{ kid: one.kid, why: one.standing, organisation: one.organisation }];
  });
  // A key at fault has said already why somebody is not heard; what is left is a side that did not sign at all.
  const silent = sides.filter((side) => !judged.some(({ organisation }) => organisation === side));
  return [...faults, ...silent.map(unsigned)];
}

function unsigned(organisation: string): SignerFault {
  return { why: 'unsigned', organisation };
}
