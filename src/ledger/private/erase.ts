/**
 * Erasing private values: only what an entry `personal-data.erased` names, in the transaction that records the entry, or
 * again at the start, since a restored backup brings erased values back.
 */
import { parseStatement } from '../../core/log/entry.js';
import type { Statement } from '../../core/log/statement.js';
import type { Queryable } from './vault.js';

export const ERASED = 'personal-data.erased';

/** Which values of which statements, on what legal basis, and by which keys it was asked for and agreed to. */
export interface PersonalDataErased {
  readonly digests: readonly string[];
  /** Ids of the statements, lowercase hex. */
  readonly of: readonly string[];
  readonly basis: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
}

/** Destroys the values these statements erase, and the data key of every person of whom nothing is left. */
export async function destroyErased(tx: Queryable, statements: readonly Statement[]): Promise<void> {
  const erasures = statements.filter(({ type }) => type === ERASED);
  for (const { org, data } of erasures) {
    const { digests, of } = data as unknown as PersonalDataErased;
    // By statement as well: only of these does the entry say that their values are gone, and so they are found by key.
    const doomed = [org, of.map((sid) => Buffer.from(sid, 'hex')), digests];
    const names = (await tx.query(
      `SELECT DISTINCT v.subject FROM private_value v JOIN data_key k USING (subject)
        WHERE v.org = $1 AND v.sid = ANY($2::bytea[]) AND v.digest = ANY($3::text[]) AND k.kind = 'member'`,
      doomed,
    )) as { subject: Buffer }[];
    await tx.query(
      'DELETE FROM private_value WHERE org = $1 AND sid = ANY($2::bytea[]) AND digest = ANY($3::text[])',
      doomed,
    );
    await tx.query(
      `DELETE FROM data_key WHERE subject = ANY($1::bytea[])
        AND NOT EXISTS (SELECT FROM private_value v WHERE v.subject = data_key.subject)`,
      [names.map(({ subject }) => subject)],
    );
  }
}

/** What was erased since a backup was made, erased again. */
export async function eraseAgain(tx: Queryable): Promise<void> {
  const rows = (await tx.query('SELECT bytes FROM statement WHERE type = $1 ORDER BY idx', [ERASED])) as {
    bytes: Buffer;
  }[];
  const statements = rows.map(({ bytes }) => parseStatement(Uint8Array.from(bytes)));
  await destroyErased(
    tx,
    statements.filter((one) => one !== undefined),
  );
}
