/**
 * Reading history: entries and statements as bytes, in log order, each row hashed again before it leaves.
 *
 * What was checked on the way in is checked on the way out, so that a row changed underneath never becomes an answer.
 */
import { DataSource } from 'typeorm';
import { equalBytes, fromBase64, toBase64Url, toHex } from '../core/bytes.js';
import type { Json } from '../core/log/canonical-json.js';
import { eventHash, parseEntry, parseStatement, sidOf, type Link, type StatementSignature } from '../core/log/entry.js';
import { leafHash } from '../core/log/tree/merkle.js';
import type { Statement } from '../core/log/statement.js';
import { ownValuesOf, valuesOf, type PrivateValue } from './private/values.js';
import type { Queryable, Vault } from './private/vault.js';

export interface Past {
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly entry: Uint8Array;
  readonly sid: Uint8Array;
  readonly statementBytes: Uint8Array;
  readonly statement: Statement;
  /** Ascending by key id; empty where the statement is attested. */
  readonly signatures: readonly StatementSignature[];
  readonly links: readonly Link[];
  readonly receivedAt: string;
}

/** A private value beside the ledger, with what its commitment is made of. */
export interface Disclosed {
  readonly sid: string;
  readonly digest: string;
  readonly org: string;
  readonly salt: string;
  readonly name: string;
  readonly value: Json;
}

export interface Page {
  /** First index wanted. */
  readonly from?: number;
  readonly limit?: number;
}

interface Row {
  idx: string;
  leaf: Buffer;
  entry: Buffer;
  sid: Buffer;
  statement: Buffer;
  signatures: SignatureRow[] | null;
}

/** As SIGNATURES gives them. */
export interface SignatureRow {
  readonly kid: string;
  /** Base64, in lines of 76 characters as PostgreSQL writes it. */
  readonly sig: string;
}

/** For a select list over `statement s`: the statement's signatures as JSON, null where it has none. */
export const SIGNATURES = `(SELECT json_agg(json_build_object('kid', g.kid, 'sig', encode(g.sig, 'base64')) ORDER BY g.kid COLLATE "C")
    FROM signature g WHERE g.sid = s.sid) AS signatures`;

const SELECT = `SELECT e.idx, e.leaf, e.bytes AS entry, s.sid, s.bytes AS statement, ${SIGNATURES}
  FROM entry e JOIN statement s USING (idx)`;

export class History {
  /**
   * @param reads a data source, or the transaction of somebody who is shown only part of it
   * @param vault only to look at private values
   */
  constructor(
    private readonly reads: Queryable,
    private readonly vault?: Vault,
  ) {}

  /** Every entry of these lots, in log order; one that touches several of them once. */
  historyOf(lots: readonly string[]): Promise<Past[]> {
    const sql = `${SELECT} WHERE e.idx IN (SELECT idx FROM lot_link WHERE lot = ANY($1::uuid[])) ORDER BY e.idx`;
    return this.read(sql, [lots]);
  }

  /** Statements of these types, of these organisations where given, in log order. */
  statementsOf(of: { readonly types: readonly string[]; readonly orgs?: readonly string[] } & Page): Promise<Past[]> {
    const sql = `${SELECT} WHERE s.type = ANY($1::text[]) AND ($2::text[] IS NULL OR s.org = ANY($2)) AND s.idx >= $3
      ORDER BY s.idx LIMIT $4`;
    return this.read(sql, [of.types, of.orgs ?? null, of.from ?? 0, of.limit ?? null]);
  }

  byIndexes(indexes: readonly number[]): Promise<Past[]> {
    return this.read(`${SELECT} WHERE e.idx = ANY($1::bigint[]) ORDER BY e.idx`, [indexes]);
  }

  /** All of it, a page at a time; what was committed meanwhile is included. */
  async *all({ from = 0, limit = 1000 }: Page = {}): AsyncGenerator<Past> {
    for (let next = from; ;) {
      const page = await this.read(`${SELECT} WHERE e.idx >= $1 ORDER BY e.idx LIMIT $2`, [next, limit]);
      yield* page;
      if (page.length < limit) return;
      next = (page.at(-1) as Past).idx + 1;
    }
  }

  /** The private values of these statements that have not been erased. */
  async disclosuresOf(sids: readonly Uint8Array[]): Promise<Disclosed[]> {
    if (this.vault === undefined) throw new Error('bug: private values are asked for without the vault');
    return (await valuesOf(this.reads, this.vault, sids)).map(disclosed);
  }

  /** Those of one organisation, which asks: the rows are read with its eyes, the keys they lie under with ours. */
  async ownDisclosuresOf(org: string, sids: readonly Uint8Array[]): Promise<Disclosed[]> {
    if (this.vault === undefined || !(this.reads instanceof DataSource)) {
      throw new Error('bug: private values are asked for without the vault, or within a transaction');
    }
    return (await ownValuesOf(this.reads, this.vault, org, sids)).map(disclosed);
  }

  private async read(sql: string, values: unknown[]): Promise<Past[]> {
    return ((await this.reads.query(sql, values)) as Row[]).map(pastOf);
  }
}

function disclosed({ sid, digest, org, salt, name, value }: PrivateValue): Disclosed {
  return { sid: toHex(sid), digest, org, salt, name, value };
}

function pastOf(row: Row): Past {
  const [leaf, entry, sid, bytes] = [row.leaf, row.entry, row.sid, row.statement].map((buffer) =>
    Uint8Array.from(buffer),
  );
  const read = entry === undefined ? undefined : parseEntry(entry);
  const statement = bytes === undefined ? undefined : parseStatement(bytes);
  if (!leaf || !entry || !sid || !bytes || read === undefined || statement === undefined) throw changed(row.idx);
  const isItself = equalBytes(leaf, leafHash(entry)) && equalBytes(sid, sidOf(bytes));
  const signatures = signaturesOf(row.signatures);
  if (!isItself || read.event !== toBase64Url(eventHash(sid, signatures))) throw changed(row.idx);
  const { links, received } = read;
  const own = { idx: Number(row.idx), leaf, entry, sid, statementBytes: bytes, statement };
  return { ...own, signatures, links, receivedAt: received };
}

export function signaturesOf(rows: readonly SignatureRow[] | null): StatementSignature[] {
  return (rows ?? []).map(({ kid, sig }) => {
    const bytes = fromBase64(sig.replaceAll('\n', ''));
    if (bytes === undefined) throw new Error(`bug: PostgreSQL wrote a signature of ${kid} that is not base64`);
    return { alg: 'Ed25519', kid, sig: toBase64Url(bytes) };
  });
}

function changed(idx: string): Error {
  return new Error(`bug: entry ${idx} in the database is not what was recorded: run veta fsck`);
}
