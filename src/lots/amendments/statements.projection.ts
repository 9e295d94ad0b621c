/** Statements by sid, for acts about acts: read from their bytes, kept nowhere else. */
import type { EntityManager } from 'typeorm';
import { fromHex, toHex } from '../../core/bytes.js';
import { parseStatement } from '../../core/log/entry.js';
import type { Statement } from '../../core/log/statement.js';
import type { Projection } from '../../ledger/projection.js';

/** By sid in lowercase hex; what is none is not there. */
export async function statementsBySid(tx: EntityManager, sids: readonly string[]): Promise<Map<string, Statement>> {
  const asked = sids.flatMap((sid) => (/^[0-9a-f]{64}$/.test(sid) ? (fromHex(sid) ?? []) : []));
  if (asked.length === 0) return new Map();
  const rows: { sid: string; bytes: Buffer }[] = await tx.query(
    `SELECT encode(sid, 'hex') AS sid, bytes FROM statement WHERE sid = ANY($1::bytea[])`,
    [asked],
  );
  return new Map(
    rows.map(({ sid, bytes }) => {
      const statement = parseStatement(Uint8Array.from(bytes));
      if (statement === undefined) throw new Error(`bug: statement ${sid} cannot be read`);
      return [sid, statement];
    }),
  );
}

export const statements: Projection<Statement> = {
  kind: 'statements',
  load: statementsBySid,
  /** One recorded a moment ago, in the same batch, is there too. */
  evolve(states, { sid, statement }) {
    if (statement.lots.length > 0) states.set(toHex(sid), statement);
    return [];
  },
  save: async () => {},
};
