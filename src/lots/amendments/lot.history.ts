/**
 * The whole history of a lot for its parties: every statement about it in log order, who stands behind each, and beside what
 * was said, as it is to be read since it was corrected.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import type { StatementCorrected } from '../../core/custody/amending/amended.js';
import type { SigningKey } from '../../core/custody/keys/keys.js';
import type { On } from '../../core/custody/statements.js';
import type { Json } from '../../core/log/canonical-json.js';
import type { BookReference, Statement } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { History, type Past } from '../../ledger/history.js';
import { signingKeys } from '../../parties/signing-keys/signing-keys.projection.js';
import { LotQueries } from '../lot.queries.js';

type Data = Statement['data'];

/** Who stands behind a statement. */
export type Standing =
  | { readonly by: 'signed'; readonly keys: readonly Pick<SigningKey, 'kid' | 'organisation' | 'holder' | 'custody'>[] }
  | { readonly by: 'platform' }
  | { readonly by: 'book'; readonly book: BookReference | undefined };

export interface PastAct {
  readonly sid: string;
  readonly idx: number;
  readonly type: string;
  readonly org: string;
  readonly on: On | null;
  /** When its author says it was said, and when the log received it. */
  readonly at: string;
  readonly received: string;
  readonly attested: Standing;
  readonly data: Data;
  /** With its corrections; absent where there is none. */
  readonly effective?: Data;
  readonly amendedBy: readonly {
    readonly sid: string;
    readonly type: string;
    readonly org: string;
    readonly on: On;
    readonly reason: string;
    /** Of a dispute: whether its author has taken it back. */
    readonly withdrawn?: true;
  }[];
}

@Injectable()
export class LotHistory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: LotQueries,
  ) {}

  /** For those who made, hold, await or own it; of any other lot they are told that there is none. */
  async of(actor: Actor, code: string, { after, limit = PAGE_ROWS }: PageQuery): Promise<Page<PastAct>> {
    const found = await this.queries.find(actor, code);
    if (found.seen !== 'inside') throw new Rejection('unknown-lot', 'lot', { lot: code });
    const from = after === undefined ? -1 : Number(after);
    if (!Number.isSafeInteger(from)) throw new Rejection('malformed', 'after');
    const past = await readAs(this.dataSource, actor.org, (tx) => new History(tx).historyOf([found.lot.id]));
    const amended = amendmentsOf(past);
    const shown = past.filter(({ idx }) => idx > from).slice(0, limit + 1);
    const keys = await this.keysOf(shown);
    return pageOf(
      shown.map((one) => actOf(one, amended, keys)),
      limit,
      ({ idx }) => String(idx),
    );
  }

  private async keysOf(past: readonly Past[]): Promise<ReadonlyMap<string, SigningKey>> {
    const kids = [...new Set(past.flatMap(({ signatures }) => signatures.map(({ kid }) => kid)))];
    const loaded = await signingKeys.load(
      this.dataSource.manager,
      kids.map((kid) => `kid:${kid}`),
    );
    return new Map([...loaded.values()].flat().map((key) => [key.kid, key]));
  }
}

/** Amending statements by the sid of what they are about, in log order. An amendment carries the lots of what it amends. */
function amendmentsOf(past: readonly Past[]): ReadonlyMap<string, readonly Past[]> {
  const about = new Map<string, Past[]>();
  for (const one of past.filter(({ statement }) => statement.type.startsWith('statement.'))) {
    const of = String(one.statement.data['of']);
    about.set(of, [...(about.get(of) ?? []), one]);
  }
  return about;
}

function actOf(
  { sid, idx, statement, signatures, receivedAt }: Past,
  amended: ReadonlyMap<string, readonly Past[]>,
  keys: ReadonlyMap<string, SigningKey>,
): PastAct {
  const { type, org, data, at } = statement;
  const amendments = amended.get(toHex(sid)) ?? [];
  const corrections = amendments.filter((one) => one.statement.type === 'statement.corrected');
  const fields = corrections.map(({ statement }) => (statement.data as unknown as StatementCorrected).fields);
  return {
    sid: toHex(sid),
    idx,
    type,
    org,
    on: (data['on'] as unknown as On | undefined) ?? null,
    at,
    received: receivedAt,
    attested: standingOf(
      statement,
      signatures.flatMap(({ kid }) => keys.get(kid) ?? []),
    ),
    data,
    ...(fields.length > 0 && { effective: Object.assign({}, data, ...fields) as { readonly [name: string]: Json } }),
    amendedBy: amendments.map((one) => amendmentView(one, amended)),
  };
}

function standingOf({ attested, book }: Statement, keys: readonly SigningKey[]): Standing {
  if (attested === 'platform') return { by: 'platform' };
  if (attested === 'book') return { by: 'book', book };
  return {
    by: 'signed',
    keys: keys.map(({ kid, organisation, holder, custody }) => ({ kid, organisation, holder, custody })),
  };
}

function amendmentView(
  { sid, statement: { type, org, data } }: Past,
  amended: ReadonlyMap<string, readonly Past[]>,
): PastAct['amendedBy'][number] {
  const { on, reason } = data as unknown as { readonly on: On; readonly reason: string };
  const withdrawn = (amended.get(toHex(sid)) ?? []).some(({ statement }) => statement.type === 'statement.voided');
  return { sid: toHex(sid), type, org, on, reason, ...(withdrawn && { withdrawn }) };
}
