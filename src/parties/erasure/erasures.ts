/**
 * Erasing people's values: the organisation that holds them asks, a second person with an operator's key agrees, and one
 * act records that they are gone and destroys them (docs/decisions/0006-private-values.md). Every proof goes on holding.
 */
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { fromHex } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import { readFor, Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { ownValuesOf } from '../../ledger/private/values.js';
import { memberSubject } from '../../ledger/private/vault.js';
import { uuidFrom } from '../keys/secrets.js';
import type { Registered } from '../parties.js';
import { eraseValues, type Doomed } from './erase.js';
import type { Basis, DisclosureView, ErasureBody, ErasureView } from './erasure.dto.js';
import { count, DOOMED, list, type ErasureRow } from './erasure.sql.js';

@Injectable()
export class Erasures {
  constructor(
    private readonly ledger: Ledger,
    private readonly dataSource: DataSource,
    private readonly sight: Sight,
  ) {}

  private readonly own: Sight['own'] = (column, n) => this.sight.own(column, n);

  /** Nothing is erased yet: somebody else must agree. */
  async request(actor: Actor, once: Idempotency, body: ErasureBody): Promise<ErasureView> {
    const [org, key] = whoOf(actor);
    const { vault } = this.ledger;
    if ((body.member === undefined) === (body.digests === undefined)) {
      throw new Rejection('missing', 'member', { choices: 'member, digests' });
    }
    const digests = [...new Set(body.digests ?? [])].sort();
    const subject = body.member === undefined ? null : vault.nameOf(memberSubject(org, body.member));
    await this.mustBeThere(org, subject, digests, body.member);
    const id = uuidFrom(vault.tag('erasure', org, once.key));
    await this.dataSource.query(
      `INSERT INTO erasure (id, org, basis, subject, digests, requested_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING`,
      [id, org, body.basis, subject, digests, key],
    );
    const row = await this.find(id);
    const same = row.basis === body.basis && JSON.stringify(row.digests) === JSON.stringify(digests);
    if (!same || (row.subject === null) !== (subject === null) || subject?.equals(row.subject as Buffer) === false) {
      throw new Rejection('key-reused', 'key');
    }
    return viewOf(row);
  }

  /** An organisation's own, the newest first; all of them for an operator who acts for none. */
  async list(actor: Actor): Promise<{ items: ErasureView[] }> {
    if (actor.org === undefined && actor.role !== 'operator') throw new Rejection('not-permitted', 'org');
    const values = [actor.org ?? null, null];
    const rows = await readFor(this.dataSource, actor, (tx) => tx.query<ErasureRow[]>(list(this.own), values));
    return { items: rows.map(viewOf) };
  }

  /** Records the erasure and destroys the values, in one transaction; asked again it answers alike. */
  async approve(actor: Actor, id: string): Promise<Registered> {
    const row = await this.find(id);
    const approvedBy = actor.person ?? actor.key;
    if (approvedBy === undefined) throw new Rejection('not-permitted', 'Authorization');
    if (approvedBy === row.requestedBy) throw new Rejection('same-person', 'id');
    const doomed = await this.doomed(row);
    const at = new Date().toISOString();
    const { entries } = await this.ledger.append({
      org: row.org,
      actor: actor.name,
      key: `erasure:${id}`,
      digest: id,
      needs: { lots: [...new Set(doomed.flatMap(({ lots }) => lots))] },
      decide: () => {
        if (doomed.length === 0) throw new Rejection('not-found', 'id', { value: id });
        const { org, requestedBy } = row;
        return { drafts: eraseValues({ org, at, basis: row.basis, requestedBy, approvedBy }, doomed), result: {} };
      },
    });
    await this.dataSource.query(
      'UPDATE erasure SET approved_by = $2, approved_at = now() WHERE id = $1 AND approved_by IS NULL',
      [id, approvedBy],
    );
    return { id, entries };
  }

  /** The private values of a statement, for the organisation whose they are. */
  async disclosures(actor: Actor, sid: string): Promise<{ items: DisclosureView[] }> {
    const [org] = whoOf(actor);
    const bytes = sid.length === 64 ? fromHex(sid) : undefined;
    const values = bytes === undefined ? [] : await ownValuesOf(this.dataSource, this.ledger.vault, org, [bytes]);
    const own = values.filter((value) => this.sight.concerns(org, [value.org]));
    // Another organisation's statement is as unknown as one that does not exist.
    if (own.length === 0) throw new Rejection('not-found', 'sid', { value: sid });
    return { items: own.map(({ digest, salt, name, value }) => ({ digest, salt, name, value })) };
  }

  private async mustBeThere(
    org: string,
    subject: Buffer | null,
    digests: readonly string[],
    member = '',
  ): Promise<void> {
    const values = [org, subject, digests];
    const rows = await readAs(this.dataSource, org, (tx) => tx.query<{ digest: string }[]>(count(this.own), values));
    if (subject !== null && rows.length === 0) throw new Rejection('not-found', 'member', { value: member });
    const there = new Set(rows.map(({ digest }) => digest));
    const missing = digests.findIndex((digest) => !there.has(digest));
    if (missing >= 0) throw new Rejection('not-found', `digests[${missing}]`, { value: digests[missing] as string });
  }

  private async find(id: string): Promise<ErasureRow> {
    const [row]: ErasureRow[] = isUUID(id) ? await this.dataSource.query(list(this.own), [null, id]) : [];
    if (row === undefined) throw new Rejection('not-found', 'id', { value: id });
    return row;
  }

  private doomed({ org, subject, digests }: ErasureRow): Promise<Doomed[]> {
    return this.dataSource.query(DOOMED, [org, subject, digests]);
  }
}

function whoOf({ org, person, key }: Actor): [org: string, who: string] {
  const who = person ?? key;
  if (org === undefined || who === undefined) throw new Rejection('not-permitted', 'org');
  return [org, who];
}

function viewOf({ id, org, basis, values, approvedBy, requestedAt }: ErasureRow): ErasureView {
  const status = approvedBy === null ? 'pending' : 'done';
  return { id, org, basis: basis as Basis, values, status, requestedAt: requestedAt.toISOString() };
}
