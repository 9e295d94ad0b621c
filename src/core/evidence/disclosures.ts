/**
 * Private values that the giver of the bundle chose to show: each must be one that its statement is committed to. What is not
 * shown is withheld, or erased where an entry of the log says so; both are counted, and neither is a fault.
 */
import { readData } from '../custody/statement-data.js';
import type { Json } from '../log/canonical-json.js';
import { commitment } from '../log/entry.js';
import type { BundleDisclosure } from './bundle.js';
import { hexOf, placeOf, type Recorded } from './lot/events.js';
import type { Findings } from './findings.js';

export interface Shown {
  /** Event whose statement is committed to the value. */
  readonly index: number;
  readonly name: string;
  readonly value: Json;
}

export interface PrivateValues {
  readonly shown: readonly Shown[];
  readonly withheld: number;
  readonly erased: number;
}

export function checkDisclosures(
  disclosures: readonly BundleDisclosure[],
  recorded: readonly Recorded[],
  findings: Findings,
): PrivateValues {
  const committed = new Map(recorded.map(({ index, statement }) => [index, new Set(statement.sd)]));
  const shown: Shown[] = [];
  for (const { index, name, salt, value } of disclosures) {
    // Taken out of the list: what is shown is not counted as withheld.
    const fits = committed.get(index)?.delete(commitment(salt, name, value)) === true;
    if (findings.expect(fits, 'disclosure', placeOf(index), 'not-committed', { name }))
      shown.push({ index, name, value });
  }
  const erasures = erasuresIn(recorded);
  const counts = new Map<number, number>();
  const left = { withheld: 0, erased: 0 };
  for (const { index, sid } of recorded) {
    for (const digest of committed.get(index) ?? []) {
      const by = erasures.get(digest);
      if (by?.of.has(hexOf(sid)) === true) counts.set(by.index, (counts.get(by.index) ?? 0) + 1);
      else left.withheld += 1;
    }
  }
  for (const [index, count] of counts) {
    left.erased += count;
    findings.note('disclosure', placeOf(index), 'erased', { count });
  }
  if (left.withheld > 0) findings.note('disclosure', '', 'withheld', { count: left.withheld });
  return { shown, ...left };
}

interface Erasure {
  /** Of the entry that says so. */
  readonly index: number;
  /** Statements whose values it is about, as hexadecimal sids. */
  readonly of: ReadonlySet<string>;
}

/** By digest, which its salt makes one of a kind. */
function erasuresIn(recorded: readonly Recorded[]): Map<string, Erasure> {
  const erasures = new Map<string, Erasure>();
  for (const { index, statement } of recorded) {
    if (statement.type !== 'personal-data.erased' || readData(statement) !== 'good') continue;
    const { of, digests } = statement.data as unknown as { of: readonly string[]; digests: readonly string[] };
    const erasure = { index, of: new Set(of) };
    for (const digest of digests) erasures.set(digest, erasure);
  }
  return erasures;
}
