/** The forms that refiners want filled, as an organisation keeps them: the newest of each name counts, the others stay. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sha256 } from '#crypto';
import { equalBytes, fromBase64, toHex } from '../../core/bytes.js';
import type { Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { organisationSubject } from '../../ledger/private/vault.js';
import { whoIs } from '../../parties/keys/secrets.js';
import { Blobs } from '../store/blobs.js';
import { openForm, type Form, type FormKind } from './form.js';
import type { IntakeFormBody } from './intake.dto.js';

export interface IntakeFormView {
  readonly name: string;
  readonly version: number;
  readonly kind: FormKind;
  /** Whose form it is. */
  readonly consignee: string;
  readonly mapping: Readonly<Record<string, Json>>;
  readonly size: number;
  /** Lowercase hex. */
  readonly sha256: string;
  readonly keptAt: string;
}

interface Kept extends IntakeFormView {
  readonly id: string;
  readonly place: Buffer;
}

/** It names files, too. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

@Injectable()
export class IntakeForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly blobs: Blobs,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** The same again is the same; what differs is the next version. @throws Rejection where it could not be filled */
  async keep(actor: Actor, name: string, { consignee, file, mapping }: IntakeFormBody): Promise<IntakeFormView> {
    const org = orgOf(actor);
    if (!NAME.test(name)) throw new Rejection('malformed', 'name', { example: 'refinery-intake', length: '40' });
    const bytes = fromBase64(file);
    if (bytes === undefined) throw new Rejection('malformed', 'file', { example: 'UEsDBBQABgAI' });
    const form = await openForm(bytes, mapping);
    const [known] = await this.dataSource.query<object[]>('SELECT FROM organisation WHERE org = $1', [consignee]);
    if (known === undefined) throw new Rejection('unknown-organisation', 'consignee', { organisation: consignee });
    await this.dataSource.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`intake form ${org} ${name}`]);
      const [newest] = await this.newest(tx, org, name);
      const said = JSON.stringify(form.mapping);
      const isSame = newest && newest.consignee === consignee && newest.sha256 === toHex(sha256(bytes));
      const [same] = isSame ? await tx.query<object[]>(SAME, [newest.id, said]) : [];
      if (same !== undefined) return;
      const id = randomUUID();
      const place = await this.put(tx, org, id, bytes);
      const version = (newest?.version ?? 0) + 1;
      const digest = Buffer.from(sha256(bytes));
      // prettier-ignore
      await tx.query(KEEP, [
        id, org, name, version, consignee, form.kind, said, bytes.length, digest, place, whoIs(actor),
      ]);
    });
    return this.view(actor, name);
  }

  async list(actor: Actor, { after, limit = PAGE_ROWS }: PageQuery): Promise<Page<IntakeFormView>> {
    const org = orgOf(actor);
    const rows: Kept[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(newestOf(this.sight.own('org'), '$2::text IS NULL OR name > $2', 'LIMIT $3::int'), [
        org,
        after ?? null,
        limit + 1,
      ]),
    );
    return pageOf(rows.map(viewOf), limit, ({ name }) => name);
  }

  async view(actor: Actor, name: string): Promise<IntakeFormView> {
    return viewOf(await this.named(actor, name));
  }

  /** The newest of its name, good for filling once. */
  async opened(actor: Actor, name: string): Promise<{ readonly form: Form; readonly consignee: string }> {
    const kept = await this.named(actor, name);
    const bytes = await this.bytesOf(orgOf(actor), kept);
    return { form: await openForm(bytes, kept.mapping), consignee: kept.consignee };
  }

  /** Every version of each, one at a time. */
  async *everything(org: string): AsyncGenerator<IntakeFormView & { readonly bytes: Uint8Array }> {
    const sql = `SELECT ${COLUMNS} FROM intake_form WHERE ${this.sight.own('org')} ORDER BY name, version`;
    const all: Kept[] = await readAs(this.dataSource, org, (tx) => tx.query(sql, [org]));
    for (const one of all) yield { ...viewOf(one), bytes: await this.bytesOf(org, one) };
  }

  private async bytesOf(org: string, { id, place, name, sha256: hash }: Kept): Promise<Uint8Array> {
    const sealed = await this.blobs.get(place);
    if (sealed === undefined) throw new Error(`The bytes of the form ${name} are not where papers are kept.`);
    const { vault } = this.ledger;
    const subject = vault.nameOf(organisationSubject(org));
    const [bytes] = await vault.open(this.dataSource, [{ subject, context: contextOf(id), sealed }]);
    if (bytes === undefined || !equalBytes(sha256(bytes), Buffer.from(hash, 'hex'))) {
      throw new Error(`bug: the stored bytes of the form ${name} were changed`);
    }
    return bytes;
  }

  /** The bytes go first: a row never names what is not kept. @returns where they lie */
  private async put(tx: EntityManager, org: string, id: string, bytes: Uint8Array): Promise<Buffer> {
    const clear = { subject: organisationSubject(org), context: contextOf(id), value: bytes };
    const [one] = await this.ledger.vault.seal(tx, [clear]);
    if (one === undefined) throw new Error('bug: one form was sealed to none');
    const place = Buffer.from(sha256(one.sealed));
    await this.blobs.put(place, one.sealed);
    return place;
  }

  private async named(actor: Actor, name: string): Promise<Kept> {
    const org = orgOf(actor);
    const [row] = await readAs(this.dataSource, org, (tx) => this.newest(tx, org, name));
    if (row === undefined) throw new Rejection('not-found', 'name', { value: name.slice(0, 60) });
    return row;
  }

  private newest(tx: EntityManager, org: string, name: string): Promise<Kept[]> {
    return tx.query(newestOf(this.sight.own('org'), 'name = $2'), [org, name]);
  }
}

/** Sealed bytes open where they belong alone. */
function contextOf(id: string): string {
  return `intake_form ${id}`;
}

function viewOf({ name, version, kind, consignee, mapping, size, sha256: hash, keptAt }: Kept): IntakeFormView {
  return { name, version, kind, consignee, mapping, size, sha256: hash, keptAt };
}

function newestOf(own: string, which: string, most = ''): string {
  return `
SELECT DISTINCT ON (name) ${COLUMNS}
  FROM intake_form WHERE ${own} AND (${which}) ORDER BY name, version DESC ${most}`;
}

const COLUMNS = `id, name, version, kind, consignee, mapping, size, encode(sha256, 'hex') AS sha256, sealed_sha256 AS place,
  to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "keptAt"`;

const SAME = 'SELECT FROM intake_form WHERE id = $1 AND mapping = $2::jsonb';

const KEEP = `
INSERT INTO intake_form (id, org, name, version, consignee, kind, mapping, size, sha256, sealed_sha256, made_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
