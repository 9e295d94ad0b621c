/**
 * Leaves that observations say they saw of a lot, where that is not the lot's entry just before.
 *
 * A leaf is believed to be of that lot only where an entry's own bytes hash to it and link the lot.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { toBase64Url } from '../../../core/bytes.js';
import { readEntry } from '../../../core/log/entry.js';
import { leafHash } from '../../../core/log/tree/merkle.js';
import { mayLag } from '../../../core/log/seen.js';
import type { Statement } from '../../../core/log/statement.js';
import type { Checked } from './check.js';

/** `seq` of the lot's entry with that leaf (base64url); undefined where there is none. */
export type SeqOf = (lot: string, leaf: string) => number | undefined;

const NAMED = `
  SELECT e.bytes FROM unnest($1::uuid[], $2::bytea[]) AS asked(lot, leaf)
    JOIN lot_link l USING (lot, leaf) JOIN entry e ON e.idx = l.idx`;

/** One query for all of them; none where nobody lags. */
export async function earlierLeaves(
  tx: Pick<DataSource | EntityManager, 'query'>,
  checked: readonly Pick<Checked, 'statement'>[],
): Promise<SeqOf> {
  const asked = checked.flatMap(({ statement }) => lagging(statement));
  const found = new Map<string, number>();
  if (asked.length > 0) {
    const leaves = asked.map(({ leaf }) => Buffer.from(leaf, 'base64url'));
    const rows: { bytes: Buffer }[] = await tx.query(NAMED, [asked.map(({ lot }) => lot), leaves]);
    for (const { bytes } of rows) {
      const reading = readEntry(bytes);
      if (reading.is !== 'event') continue;
      const leaf = toBase64Url(leafHash(bytes));
      for (const { lot, seq } of reading.entry.links) found.set(`${lot}/${leaf}`, seq);
    }
  }
  return (lot, leaf) => found.get(`${lot}/${leaf}`);
}

function lagging({ type, lots, seen, attested }: Statement): { lot: string; leaf: string }[] {
  if (attested !== undefined || !mayLag(type)) return [];
  return lots.flatMap((lot, i) => {
    const leaf = seen[i];
    return typeof leaf === 'string' ? [{ lot, leaf }] : [];
  });
}
