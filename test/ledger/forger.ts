/**
 * A database administrator who forges: rows that satisfy every key, check and trigger, with hashes, links and roots in order.
 * All it lacks is somebody's key.
 */
import { randomUUID } from 'node:crypto';
import { publicKeyOf, signEd25519 } from '#crypto';
import { concat, toBase64Url } from '../../src/core/bytes.js';
import { proofMessage } from '../../src/core/custody/keys/rules.js';
import {
  entryBytes,
  eventHash,
  kidOf,
  pae,
  sidOf,
  statementBytes,
  type StatementSignature,
} from '../../src/core/log/entry.js';
import { appendLeaf, leafHash, rootOf } from '../../src/core/log/tree/merkle.js';
import type { Statement } from '../../src/core/log/statement.js';
import type { TestDatabase } from '../support/database.js';

export interface Key {
  readonly seed: Uint8Array;
  readonly kid: string;
}

export function keyOf(fill: number): Key {
  const seed = new Uint8Array(32).fill(fill);
  return { seed, kid: kidOf(publicKeyOf(seed)) };
}

/** The data of a `key.added`, proven by the key itself. */
export function keyData(log: string, organisation: string, { seed, kid }: Key, more: object = {}): Statement['data'] {
  const key = toBase64Url(publicKeyOf(seed));
  const proof = toBase64Url(signEd25519(seed, proofMessage(log, organisation, key)));
  return { organisation, key, kid, holder: 'organisation', custody: 'own', proof, ...more };
}

export function said(log: string, more: Partial<Statement>): Statement {
  const own = { v: 1 as const, log, id: randomUUID(), type: 'test.said', lots: [], seen: [], org: 'coop', data: {} };
  return { ...own, at: '2026-07-01T12:00:00.000Z', ...more };
}

export function signedBy(statement: Statement, ...keys: readonly Key[]): StatementSignature[] {
  const bytes = statementBytes(statement);
  return keys
    .map(({ seed, kid }) => ({ alg: 'Ed25519' as const, kid, sig: toBase64Url(signEd25519(seed, pae(bytes))) }))
    .sort((a, b) => (a.kid < b.kid ? -1 : 1));
}

/** Appends the statement as an entry that nothing in the database tells from a true one; returns its leaf, base64url. */
export async function forge(
  { ownerQuery }: TestDatabase,
  statement: Statement,
  signatures: readonly StatementSignature[],
): Promise<string> {
  const [state] = await ownerQuery<{ size: string; frontier: Buffer; received_ms: string }>('SELECT * FROM log_state');
  const idx = Number(state?.size);
  const bytes = statementBytes(statement);
  const heads = await ownerQuery<{ lot: string; seq: number; leaf: Buffer }>(
    'SELECT DISTINCT ON (lot) lot, seq, leaf FROM lot_link WHERE lot = ANY ($1) ORDER BY lot, seq DESC',
    [statement.lots],
  );
  const links = [...statement.lots].sort().map((lot) => {
    const head = heads.find((one) => one.lot === lot);
    return {
      lot,
      seq: head === undefined ? 0 : head.seq + 1,
      prev: head === undefined ? null : toBase64Url(head.leaf),
    };
  });
  const received = new Date(Number(state?.received_ms)).toISOString();
  const event = toBase64Url(eventHash(sidOf(bytes), signatures));
  const entry = entryBytes({ v: 1, k: 'event', event, links, received });
  const leaf = leafHash(entry);
  const row = [sidOf(bytes), idx, statement.org, statement.type, bytes];
  await ownerQuery('INSERT INTO statement (sid, idx, org, type, bytes) VALUES ($1, $2, $3, $4, $5)', row);
  for (const { kid, sig } of signatures) {
    const values = [sidOf(bytes), kid, Buffer.from(sig, 'base64url')];
    await ownerQuery('INSERT INTO signature (sid, kid, sig) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', values);
  }
  await ownerQuery('INSERT INTO entry (idx, leaf, bytes) VALUES ($1, $2, $3)', [idx, leaf, entry]);
  for (const { lot, seq, prev } of links) {
    const before = prev === null ? null : Buffer.from(prev, 'base64url');
    const values = [lot, seq, before, leaf, idx];
    await ownerQuery('INSERT INTO lot_link (lot, seq, prev, leaf, idx) VALUES ($1, $2, $3, $4, $5)', values);
  }
  const frontier = appendLeaf(hashesOf(state?.frontier ?? Buffer.alloc(0)), idx, leaf);
  const values = [idx + 1, rootOf(frontier), concat(...frontier)];
  await ownerQuery('UPDATE log_state SET size = $1, root = $2, frontier = $3', values);
  return toBase64Url(leaf);
}

function hashesOf(frontier: Buffer): Uint8Array[] {
  return Array.from({ length: frontier.length / 32 }, (_, i) =>
    Uint8Array.from(frontier.subarray(i * 32, i * 32 + 32)),
  );
}
