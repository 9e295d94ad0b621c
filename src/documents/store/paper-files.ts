/** Files of papers on their way in and out: sealed before they are kept, and hashed twice when they come back. */
import { Injectable } from '@nestjs/common';
import { sha256 } from '#crypto';
import { DataSource } from 'typeorm';
import { equalBytes } from '../../core/bytes.js';
import { Ledger } from '../../ledger/ledger.js';
import type { DocumentFileRow } from '../document.row.js';
import type { RenderedFile } from '../payload.js';
import { openPaper, sealPapers } from '../sealed-bytes.js';
import { Blobs } from './blobs.js';
import { TableBlobs } from './table-blobs.js';

export interface NewFile {
  readonly document: string;
  readonly org: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Of what was rendered, where a seal stands behind it. */
  readonly unsignedSha256?: Uint8Array | undefined;
}

export type KeptFile = Pick<
  DocumentFileRow,
  'document' | 'org' | 'name' | 'mediaType' | 'sha256' | 'bytes' | 'sealedSha256'
>;

@Injectable()
export class PaperFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly blobs: Blobs = new TableBlobs(dataSource),
  ) {}

  /**
   * Unless there is one of its name already. The bytes go first: a row never names what is not kept, and bytes that no row
   * names, after a crash between the two, are sealed and nobody's.
   */
  async keep({ document, org, name, mediaType, bytes, unsignedSha256 }: NewFile): Promise<void> {
    const there: object[] = await this.dataSource.query('SELECT FROM document_file WHERE document = $1 AND name = $2', [
      document,
      name,
    ]);
    if (there.length > 0) return;
    const [sealed] = await sealPapers(this.dataSource, this.ledger.vault, [{ org, document, name, bytes }]);
    if (sealed === undefined) throw new Error('bug: one paper was sealed to none');
    const place = sha256(sealed);
    await this.blobs.put(place, sealed);
    await this.dataSource.query(
      `INSERT INTO document_file (document, org, name, media_type, sha256, unsigned_sha256, sealed_sha256, sealed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, true) ON CONFLICT (document, name) DO NOTHING`,
      [document, org, name, mediaType, ...[sha256(bytes), unsignedSha256, place].map(orNull)],
    );
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
    const bytes = await openPaper(this.dataSource, this.ledger.vault, { org, document, name, bytes: sealed });
    if (!equalBytes(sha256(bytes), hash)) throw new Error(`bug: the stored bytes of ${name} were changed`);
    return { name, mediaType, bytes };
  }

  private async fetched(name: string, place: Uint8Array | null): Promise<Uint8Array> {
    if (place === null) throw new Error(`bug: ${name} lies nowhere`);
    const sealed = await this.blobs.get(place);
    if (sealed === undefined) throw new Error(`The bytes of ${name} are not where papers are kept.`);
    if (!equalBytes(sha256(sealed), place)) throw new Error(`bug: the stored bytes of ${name} were changed`);
    return sealed;
  }
}

function orNull(hash: Uint8Array | undefined): Buffer | null {
  return hash === undefined ? null : Buffer.from(hash);
}
