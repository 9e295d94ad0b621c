/**
 * P13: what is about to cost a claim is said before it is done, with the gold it is about, the premium that goes with it, and what
 * to leave out to keep it. It stops nothing: the gold is its owner's.
 */
import type { Claims } from '../claims.js';
import type { Doubt } from '../doubts.js';
import type { Lot } from '../lot.js';
import type { Judged } from '../statements.js';
import { inForce } from './thresholds/dated.js';
import { PREMIUM_USD_PER_GRAM } from './thresholds/volumes.js';

interface Part {
  readonly lot: Pick<Lot, 'code' | 'claims' | 'fineness'>;
  readonly grossMg: number;
}

/** So many codes are named; of more, how many there are. */
const MOST_NAMED = 12;

/** Of what is melted or pooled together: schemes that some of it carries and some does not. */
export function lostByMixing(parts: readonly Part[], day: string): Doubt[] {
  const schemes = [...new Set(parts.flatMap(({ lot }) => carriedBy(lot.claims)))].sort();
  return schemes.flatMap((scheme): Doubt[] => {
    const carries = ({ lot }: Part) => carriedBy(lot.claims).includes(scheme);
    const losing = parts.filter(carries);
    const spoiling = parts.filter((part) => !carries(part));
    if (spoiling.length === 0) return [];
    const leaveOut = namesOf(spoiling.map(({ lot }) => lot.code));
    return [warned('claim-lost-by-mixing', 'inputs', { ...costOf(scheme, losing, day), leaveOut })];
  });
}

/** Of a lot that is sold: schemes it carries for which seller or buyer had no valid paper that covers it on that day. */
export function lostBySale(lot: Lot, claims: readonly Judged[], day: string): Doubt[] {
  return carriedBy(lot.claims).flatMap((scheme) =>
    claims
      .filter((one) => one.scheme === scheme && one.standing !== 'valid')
      .map((one) => warned('claim-lost-by-sale', 'to', { ...costOf(scheme, [whole(lot)], day), party: one.party })),
  );
}

/** Of bars that are packed: schemes that the consignee could not take on, seen from the day of packing. */
export function lostByConsignee(
  lots: readonly Lot[],
  judge: (lot: Lot, scheme: string) => Judged,
  day: string,
): Doubt[] {
  const schemes = [...new Set(lots.flatMap(({ claims }) => carriedBy(claims)))].sort();
  return schemes.flatMap((scheme) => {
    const carrying = lots.filter(({ claims }) => carriedBy(claims).includes(scheme));
    const losing = carrying.filter((lot) => judge(lot, scheme).standing !== 'valid');
    const [first] = losing;
    if (first === undefined) return [];
    const { party } = judge(first, scheme);
    return [warned('claim-lost-by-consignee', 'consignee', { ...costOf(scheme, losing.map(whole), day), party })];
  });
}

/** Of a lot that is taken into custody: schemes it carries that whoever takes it could not pass on. */
export function lostByReceipt(lot: Lot, judge: (scheme: string) => Judged, day: string): Doubt[] {
  return carriedBy(lot.claims).flatMap((scheme) => {
    const { standing, party } = judge(scheme);
    if (standing === 'valid') return [];
    return [warned('receiver-not-authorised', 'lot', { ...costOf(scheme, [whole(lot)], day), party })];
  });
}

/** Premium for fine gold of a scheme, US dollars to the cent, rounded half up; undefined where no table knows one. */
export function premiumUsd(scheme: string, fineNg: bigint, day: string): string | undefined {
  const perGram = inForce(PREMIUM_USD_PER_GRAM, day, scheme);
  if (perGram === undefined) return undefined;
  const [whole = '0', part = ''] = perGram.split('.');
  const scaled = BigInt(whole + part.padEnd(4, '0').slice(0, 4));
  // Nanograms times ten-thousandths of a dollar a gram: 10^13 of it are a dollar, 10^11 a cent.
  const cents = (fineNg * scaled + 50_000_000_000n) / 100_000_000_000n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

function carriedBy(claims: Claims): string[] {
  return claims.filter(({ carried }) => carried).map(({ scheme }) => scheme);
}

function whole(lot: Lot): Part {
  return { lot, grossMg: lot.grossMg };
}

/** Unassayed gold is counted by its mass alone: what it is worth, nobody knows yet. */
function costOf(scheme: string, losing: readonly Part[], day: string): Record<string, string> {
  const fineNg = losing.reduce((sum, { lot, grossMg }) => sum + BigInt(grossMg) * BigInt(lot.fineness?.ppm ?? 0), 0n);
  const premium = fineNg === 0n ? undefined : premiumUsd(scheme, fineNg, day);
  return {
    scheme,
    lots: namesOf(losing.map(({ lot }) => lot.code)),
    gross: `${losing.reduce((sum, { grossMg }) => sum + grossMg, 0)}`,
    ...(fineNg > 0n && { fine: `${fineNg}` }),
    ...(premium !== undefined && { premium }),
  };
}

function namesOf(codes: readonly string[]): string {
  const named = codes.slice(0, MOST_NAMED).join(', ');
  return codes.length > MOST_NAMED ? `${named} … (${codes.length})` : named;
}

function warned(code: string, at: string, figures: Readonly<Record<string, string>>): Doubt {
  return { rule: 'P13', code, at, level: 'warn', figures };
}
