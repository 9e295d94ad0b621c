/** The price or rate that governs a day for one organisation: entered, confirmed by a second person, and the last so confirmed. */
import type { EntityManager } from 'typeorm';
import { GOVERNING } from './quotations.sql.js';

export interface Quotation {
  /** US dollars for a troy ounce, or units of the pair's second currency for one of its first; as it was published. */
  readonly value: string;
  readonly source: string;
  readonly day: string;
}

/** @param session of gold `AM` or `PM`; of silver none */
export function fixingOf(
  tx: EntityManager,
  org: string,
  metal: 'gold' | 'silver',
  day: string,
  session = '',
): Promise<Quotation | undefined> {
  return governing(tx, [org, 'fixing', metal, session, day]);
}

/** @param pair `USD/COP`: never asked for the other way round */
export function rateOf(tx: EntityManager, org: string, pair: string, day: string): Promise<Quotation | undefined> {
  return governing(tx, [org, 'rate', pair, '', day]);
}

async function governing(tx: EntityManager, values: readonly string[]): Promise<Quotation | undefined> {
  const [found]: Quotation[] = await tx.query(GOVERNING, [...values]);
  return found;
}
