/** Who else in this ledger is the same person, or shares a telephone or account: for P5 across buyers, and P19. */
import type { EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { Member } from '../../core/custody/registry.js';
import type { SealedMember } from '../projections/members.projection.js';
import type { Identifier } from './person-index.js';

/** What the index knows of one member. */
export interface Kin {
  /** Subjects that are the same person in other registers, as hex. */
  readonly same: readonly string[];
  /** How many other persons have this telephone, and this account. */
  readonly shared: NonNullable<Member['shared']>;
}

interface Row {
  readonly of: Buffer;
  readonly kind: Identifier;
  readonly other: Buffer;
  /** The other's identity, where known: somebody in two registers is one person. */
  readonly person: Buffer | null;
  readonly same: boolean;
}

/** Beyond so many nobody counts: a number that half a register has is nobody's. */
const MOST = 100;

/** By subject in hex; only of those whom the index knows to have any. */
export async function kinOf(tx: EntityManager, subjects: readonly Buffer[]): Promise<ReadonlyMap<string, Kin>> {
  const rows: Row[] = await tx.query(
    `SELECT mine.subject AS of, mine.kind, o.subject AS other, who.digest AS person,
            mine.kind = 'identity' OR coalesce(who.digest = me.digest, false) AS same
       FROM person_index mine
       LEFT JOIN person_index me ON me.subject = mine.subject AND me.kind = 'identity'
      CROSS JOIN LATERAL (SELECT subject FROM person_index WHERE kind = mine.kind AND digest = mine.digest
                             AND subject <> mine.subject ORDER BY subject LIMIT ${MOST}) AS o
       LEFT JOIN person_index who ON who.subject = o.subject AND who.kind = 'identity'
      WHERE mine.subject = ANY ($1::bytea[])`,
    [subjects],
  );
  const byMember = new Map<string, Row[]>();
  for (const row of rows) {
    const of = toHex(row.of);
    byMember.set(of, [...(byMember.get(of) ?? []), row]);
  }
  return new Map([...byMember].map(([of, all]) => [of, kinIn(all)]));
}

function kinIn(rows: readonly Row[]): Kin {
  const others = (asked: Identifier) => {
    const strangers = rows.filter(({ kind, same }) => kind === asked && !same);
    return new Set(strangers.map(({ other, person }) => toHex(person ?? other))).size;
  };
  return {
    same: rows.filter(({ kind }) => kind === 'identity').map(({ other }) => toHex(other)),
    shared: { phone: others('phone'), account: others('account') },
  };
}

/** The rows of these members, to be opened. */
export async function rowsOf(tx: EntityManager, subjects: readonly string[]): Promise<SealedMember[]> {
  if (subjects.length === 0) return [];
  const sql = 'SELECT subject, sealed FROM private_member WHERE subject = ANY ($1::bytea[])';
  return tx.query(sql, [subjects.map((hex) => Buffer.from(hex, 'hex'))]);
}
