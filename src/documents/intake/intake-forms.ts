/** The forms that refiners want filled, as an organisation keeps them: the newest of each name counts, the others stay. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sha256 } from '#crypto';
import { equalBytes, fromBase64 } from '../../core/bytes.js';
import type { Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { organisationSubject, type Queryable } from '../../ledger/private/vault.js';
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
/** A list brings up to two hundred of them. */
const MOST_MAPPING_BYTES = 64 * 1024;

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
    const digest = Buffer.from(sha256(bytes));
    const offered = [org, name, consignee, digest, mappingOf(form)];
    if (!(await isNewest(this.dataSource, offered))) {
      const id = randomUUID();
      // Before the lock: whoever holds it and waited for a second connection would wait for ever where all are taken.
      const place = await this.put(org, id, bytes);
      await this.dataSource.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`intake form ${org} ${name}`]);
        if (await isNewest(tx, offered)) return;
        await tx.query(KEEP, [...offered, id, form.kind, bytes.length, place, whoIs(actor)]);
      });
    }
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

  /**
   * The bytes go first: a row never names what is not kept, and bytes that no row names are sealed and nobody's.
   * @returns where they lie
   */
  private async put(org: string, id: string, bytes: Uint8Array): Promise<Buffer> {
    const clear = { subject: organisationSubject(org), context: contextOf(id), value: bytes };
    const [one] = await this.ledger.vault.seal(this.dataSource, [clear]);
    if (one === undefined) throw new Error('bug: one form was sealed to none');
    const place = Buffer.from(sha256(one.sealed));
    await this.blobs.put(place, one.sealed);
    return place;
  }

  private async named(actor: Actor, name: string): Promise<Kept> {
    const org = orgOf(actor);
    const sql = newestOf(this.sight.own('org'), 'name = $2');
    const [row]: Kept[] = NAME.test(name) ? await readAs(this.dataSource, org, (tx) => tx.query(sql, [org, name])) : [];
    if (row === undefined) throw new Rejection('not-found', 'name', { value: name.slice(0, 60) });
    return row;
  }
}

/** As it is kept, and comes back in each list. @throws Rejection where it is too large for that */
function mappingOf({ mapping }: Form): string {
  const said = JSON.stringify(mapping);
  if (Buffer.byteLength(said) <= MOST_MAPPING_BYTES) return said;
  throw new Rejection('form-large', 'mapping', { mapping: String(MOST_MAPPING_BYTES >> 10) });
}

async function isNewest(tx: Queryable, offered: readonly unknown[]): Promise<boolean> {
  const [same] = (await tx.query(SAME, [...offered])) as object[];
  return same !== undefined;
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

const SAME = `
SELECT FROM (SELECT * FROM intake_form WHERE org = $1 AND name = $2 ORDER BY version DESC LIMIT 1) newest
 WHERE consignee = $3 AND sha256 = $4 AND mapping = $5::jsonb`;

const KEEP = `
INSERT INTO intake_form (org, name, consignee, sha256, mapping, id, kind, size, sealed_sha256, made_by, version)
SELECT $1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, coalesce(max(version), 0) + 1
  FROM intake_form WHERE org = $1 AND name = $2`;
