/**
 * Lots and everything they were made from, as they stood at one place in the log: core's own fold over their statements up
 * to that place. The lot table would not do: within a transaction it already holds whatever came later in the same batch.
 */
import type { EntityManager } from 'typeorm';
import { toHex } from '../core/bytes.js';
import { evolve } from '../core/custody/evolve.js';
import type { Lots } from '../core/custody/lot.js';
import type { LotsTransformed } from '../core/custody/statements.js';
import { parseStatement } from '../core/log/entry.js';
import type { Statement } from '../core/log/statement.js';

export interface Placed {
  readonly idx: number;
  readonly sid: Uint8Array;
  readonly statement: Statement;
}

export interface Replay {
  readonly lots: Lots;
  /** In log order. */
  readonly statements: readonly Placed[];
}

/** One query per generation: the lots, what they were made from, what that came from. */
export async function replayUntil(tx: EntityManager, lots: readonly string[], idx: number): Promise<Replay> {
  const found = new Map<number, Placed>();
  const seen = new Set<string>();
  let wave = [...lots];
  while (wave.length > 0) {
    for (const lot of wave) seen.add(lot);
    const placed = await statementsOf(tx, wave, idx);
    const asked = new Set(wave);
    for (const one of placed) found.set(one.idx, one);
    wave = [...new Set(placed.flatMap(({ statement }) => parentsOf(statement, asked)))].filter((lot) => !seen.has(lot));
  }
  const statements = [...found.values()].sort((a, b) => a.idx - b.idx);
  const folded: Lots = new Map();
  for (const { statement, sid } of statements) evolve(folded, statement, toHex(sid));
  return { lots: folded, statements };
}

function parentsOf(statement: Statement, children: ReadonlySet<string>): string[] {
  const { inputs, outputs } = statement.data as unknown as Partial<LotsTransformed>;
  if (inputs === undefined || outputs === undefined) return [];
  return outputs.some(({ lot }) => children.has(lot)) ? inputs.map(({ lot }) => lot) : [];
}

async function statementsOf(tx: EntityManager, lots: readonly string[], idx: number): Promise<Placed[]> {
  const rows: { idx: string; sid: Buffer; bytes: Buffer }[] = await tx.query(
    `SELECT s.idx, s.sid, s.bytes FROM statement s
      WHERE s.idx IN (SELECT l.idx FROM lot_link l WHERE l.lot = ANY($1::uuid[]) AND l.idx <= $2)`,
    [lots, idx],
  );
  return rows.map((row) => {
    const statement = parseStatement(Uint8Array.from(row.bytes));
    if (statement === undefined) throw new Error(`bug: statement ${row.idx} cannot be read: ${toHex(row.sid)}`);
    return { idx: Number(row.idx), sid: Uint8Array.from(row.sid), statement };
  });
}
