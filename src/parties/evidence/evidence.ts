/**
 * Files shown for what is said: certificates, photographs, reports. Each is named by its hash and lies beside the ledger, sealed
 * under the data key of the person it is about, or of its organisation; the statement that names it holds the hash alone.
 */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sha256 } from '#crypto';
import { toHex } from '../../core/bytes.js';
import type { Evidence } from '../../core/custody/registry.js';
import { Rejection } from '../../core/rejection.js';
import { readAs } from '../../database/tenant.js';
import { orgOf, type Actor } from '../../http/actor.js';
import { pageOf, PAGE_ROWS, type Page, type PageQuery } from '../../http/page.js';
import { Sight } from '../../http/sight.js';
import { Ledger } from '../../ledger/ledger.js';
import { memberSubject, organisationSubject, type Vault } from '../../ledger/private/vault.js';
import { MEDIA_TYPES, mediaTypeOf, type MediaType } from './media-type.js';

export interface FileView {
  /** Lowercase hex. */
  readonly sha256: string;
  readonly mediaType: MediaType;
  readonly size: number;
  readonly keptAt: string;
}

export interface OpenedFile extends FileView {
  readonly bytes: Uint8Array;
}

interface FileRow extends FileView {
  readonly subject: Buffer;
  readonly sealed: Buffer;
}

@Injectable()
export class EvidenceFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly sight: Sight = new Sight(),
  ) {}

  /**
   * The same file again is the same file. @param member of whom it tells: it is sealed under that person's key and erased with it.
   * @throws Rejection where the bytes are not those of the hash, of no kind that is kept, or the member is unknown
   */
  async keep(actor: Actor, hash: string, bytes: Uint8Array, member?: string): Promise<FileView> {
    const org = orgOf(actor);
    const mediaType = mediaTypeOf(bytes);
    if (bytes.length === 0) throw new Rejection('missing', 'body');
    if (mediaType === undefined) throw new Rejection('file-type', 'body', { choices: MEDIA_TYPES.join(', ') });
    const digest = Buffer.from(sha256(bytes));
    if (toHex(digest) !== hash) throw new Rejection('file-differs', 'sha256', { right: toHex(digest) });
    const { vault } = this.ledger;
    await this.dataSource.transaction(async (tx) => {
      const subject = member === undefined ? organisationSubject(org) : memberSubject(org, member);
      const known = member === undefined ? undefined : await keyOf(tx, vault, subject);
      if (member !== undefined && known === undefined) throw new Rejection('not-found', 'member', { value: member });
      const [row] = await vault.seal(tx, [{ subject, context: contextOf(org, hash), value: bytes }]);
      const values = [org, digest, mediaType, bytes.length, row?.subject, row?.sealed];
      await tx.query(member === undefined ? KEEP : KEEP_FOR_MEMBER, [
        ...values,
        ...(member === undefined ? [] : [vault.nameOf(organisationSubject(org))]),
      ]);
      // Erased meanwhile: nothing is kept under a key made anew for a person who is gone.
      const still = member === undefined ? undefined : await keyOf(tx, vault, subject);
      if (still !== known) throw new Rejection('not-found', 'member', { value: member ?? '' });
    });
    const [kept] = await this.rows(org, hash);
    if (kept === undefined) throw notHere(hash);
    return viewOf(kept);
  }

  /** @throws Rejection `not-found`, alike for one that nobody keeps and one that somebody else does */
  async file(actor: Actor, hash: string): Promise<OpenedFile> {
    const org = orgOf(actor);
    const [row] = await this.rows(org, hash);
    if (row === undefined) throw notHere(hash);
    return this.opened(org, row);
  }

  /** The same of one that another organisation keeps and showed: whoever asks has seen that it did. */
  async shown(owner: string, reader: string, hash: string): Promise<OpenedFile> {
    const [row] = await this.rows(owner, hash, reader);
    if (row === undefined) throw notHere(hash);
    return this.opened(owner, row);
  }

  /** As a statement names it; undefined where the organisation does not keep it. */
  async named(org: string, hash: string): Promise<Evidence | undefined> {
    const [row] = await this.rows(org, hash);
    return row && { sha256: row.sha256, mediaType: row.mediaType, size: row.size };
  }

  /** By hash. */
  async list(actor: Actor, { after, limit = PAGE_ROWS }: PageQuery): Promise<Page<FileView>> {
    const org = orgOf(actor);
    const from = after !== undefined && isHash(after) ? Buffer.from(after, 'hex') : null;
    const rows: FileView[] = await readAs(this.dataSource, org, (tx) =>
      tx.query(list(this.sight.own('org')), [org, from, limit + 1]),
    );
    return pageOf(rows.map(viewOf), limit, ({ sha256: hash }) => hash);
  }

  /** Every file of an organisation, one at a time, by hash. */
  async *everything(org: string): AsyncGenerator<OpenedFile> {
    const reader = { role: 'registrar', name: 'export', org } as const;
    for (let after: string | undefined; ;) {
      const page = await this.list(reader, after === undefined ? {} : { after });
      for (const { sha256: hash } of page.items) {
        const [row] = await this.rows(org, hash);
        // Erased since it was listed.
        if (row !== undefined) yield await this.opened(org, row);
      }
      if (page.next === undefined) return;
      after = page.next;
    }
  }

  private async rows(org: string, hash: string, reader = org): Promise<FileRow[]> {
    if (!isHash(hash)) return [];
    return readAs(this.dataSource, reader, (tx) =>
      tx.query(find(this.sight.own('org')), [org, Buffer.from(hash, 'hex')]),
    );
  }

  private async opened(org: string, { subject, sealed, ...row }: FileRow): Promise<OpenedFile> {
    const context = contextOf(org, row.sha256);
    const [bytes] = await this.ledger.vault.open(this.dataSource.manager, [{ subject, context, sealed }]);
    if (bytes === undefined && (await this.rows(org, row.sha256)).length === 0) throw notHere(row.sha256);
    if (bytes === undefined || toHex(sha256(bytes)) !== row.sha256) {
      throw new Error(`bug: the stored bytes of evidence ${row.sha256} were changed`);
    }
    return { ...viewOf(row), bytes };
  }
}

/** A person's data key as it lies wrapped; undefined where nothing of that person is kept. */
async function keyOf(tx: EntityManager, vault: Vault, subject: string): Promise<string | undefined> {
  const rows: { wrapped: string }[] = await tx.query(
    `SELECT encode(wrapped, 'hex') AS wrapped FROM data_key WHERE subject = $1`,
    [vault.nameOf(subject)],
  );
  return rows[0]?.wrapped;
}

function notHere(hash: string): Rejection {
  return new Rejection('not-found', 'sha256', { value: hash.slice(0, 64) });
}

function contextOf(org: string, hash: string): string {
  return `evidence:${org}:${hash}`;
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function viewOf({ sha256: hash, mediaType, size, keptAt }: FileView): FileView {
  return { sha256: hash, mediaType, size, keptAt };
}

const SHOWN = `encode(sha256, 'hex') AS sha256, media_type AS "mediaType", size,
  to_char(kept_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "keptAt"`;

const find = (own: string): string =>
  `SELECT ${SHOWN}, subject, sealed FROM evidence_file WHERE ${own} AND sha256 = $2`;

const list = (own: string): string =>
  `SELECT ${SHOWN} FROM evidence_file WHERE ${own} AND ($2::bytea IS NULL OR sha256 > $2) ORDER BY sha256 LIMIT $3::int`;

const KEEP = `
INSERT INTO evidence_file (org, sha256, media_type, size, subject, sealed) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, sha256) DO NOTHING`;

/** One that lay under the organisation's key ($7) is the person's from now on. */
const KEEP_FOR_MEMBER = `
INSERT INTO evidence_file AS kept (org, sha256, media_type, size, subject, sealed) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, sha256) DO UPDATE SET (subject, sealed) = ROW (excluded.subject, excluded.sealed) WHERE kept.subject = $7`;
