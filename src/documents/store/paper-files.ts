/** Files of papers on their way in and out: sealed before they are kept, and hashed twice when they come back. */
import { Injectable } from '@nestjs/common';
import { sha256 } from '#crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { equalBytes } from '../../core/bytes.js';
import { preparing } from '../../database/prepared.js';
import { Ledger } from '../../ledger/ledger.js';
import type { DocumentFileRow } from '../document.row.js';
import type { RenderedFile } from '../payload.js';
import type { SealedPaper } from '../seal/sealing.js';
import { openPaper, sealPapers } from '../sealed-bytes.js';
import { Blobs } from './blobs.js';
import { TableBlobs } from './table-blobs.js';

export interface Hashes {
  readonly sha256: Uint8Array;
  /** Of what was rendered, where the file is that and a seal behind it. */
  readonly unsignedSha256: Uint8Array | null;
}

export type KeptFile = Pick<
  DocumentFileRow,
  'document' | 'org' | 'name' | 'mediaType' | 'sha256' | 'bytes' | 'sealedSha256'
>;

@Injectable()
export class PaperFiles {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly blobs: Blobs = new TableBlobs(dataSource),
  ) {
    this.tx = preparing(dataSource.manager);
  }

  /**
   * Unless there is one of its name already; with them goes into the paper's row why they bear no seal.
   * @returns what the paper has now, by name
   */
  async keep(document: string, org: string, { files, unsealed }: SealedPaper): Promise<ReadonlyMap<string, Hashes>> {
    const there = await this.hashesOf(document);
    const fresh = files.filter(({ name }) => !there.has(name));
    if (fresh.length === 0) return there;
    const clear = fresh.map(({ name, bytes }) => ({ org, document, name, bytes }));
    const sealed = await sealPapers(this.tx, this.ledger.vault, clear);
    const blobs = sealed.map((bytes) => ({ sha256: Buffer.from(sha256(bytes)), bytes }));
    const kept = fresh.map(({ bytes, unsignedSha256 = null }): Hashes => ({ sha256: sha256(bytes), unsignedSha256 }));
    const rows = [
      document,
      org,
      fresh.map(({ name }) => name),
      fresh.map(({ mediaType }) => mediaType),
      kept.map((one) => Buffer.from(one.sha256)),
      kept.map((one) => one.unsignedSha256 && Buffer.from(one.unsignedSha256)),
      blobs.map((one) => one.sha256),
      unsealed ?? null,
    ];
    const written = await this.blobs.keep(this.tx, blobs, (tx) => tx.query<object[]>(KEEP, rows));
    // An attempt that was thought to be over came first.
    if (written.length < fresh.length) return this.hashesOf(document);
    return new Map([...there, ...fresh.map(({ name }, n) => [name, kept[n]] as [string, Hashes])]);
  }

  /** @throws Error where the bytes are not there, or are not those that were kept */
  async open({
    document,
    org,
    name,
    mediaType,
    sha256: hash,
    bytes: inRow,
    sealedSha256,
  }: KeptFile): Promise<RenderedFile> {
    const sealed = inRow ?? (await this.fetched(name, sealedSha256));
    const bytes = await openPaper(this.tx, this.ledger.vault, { org, document, name, bytes: sealed });
    if (!equalBytes(sha256(bytes), hash)) throw new Error(`bug: the stored bytes of ${name} were changed`);
    return { name, mediaType, bytes };
  }

  private async hashesOf(document: string): Promise<ReadonlyMap<string, Hashes>> {
    const rows = await this.tx.query<(Hashes & { name: string })[]>(
      'SELECT name, sha256, unsigned_sha256 AS "unsignedSha256" FROM document_file WHERE document = $1',
      [document],
    );
    return new Map(rows.map(({ name, ...hashes }) => [name, hashes]));
  }

  private async fetched(name: string, place: Uint8Array | null): Promise<Uint8Array> {
    if (place === null) throw new Error(`bug: ${name} lies nowhere`);
    const sealed = await this.blobs.get(place);
    if (sealed === undefined) throw new Error(`The bytes of ${name} are not where papers are kept.`);
    if (!equalBytes(sha256(sealed), place)) throw new Error(`bug: the stored bytes of ${name} were changed`);
    return sealed;
  }
}

const KEEP = `
WITH kept AS (
  INSERT INTO document_file (document, org, name, media_type, sha256, unsigned_sha256, sealed_sha256, sealed)
  SELECT $1, $2, f.*, true FROM unnest($3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[]) AS f
  ON CONFLICT (document, name) DO NOTHING RETURNING name
), told AS (
  UPDATE document SET unsealed = $8 WHERE id = $1 AND unsealed IS DISTINCT FROM $8 AND EXISTS (SELECT FROM kept)
)
SELECT name FROM kept`;
