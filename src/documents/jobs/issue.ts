/**
 * Issues one paper: renders it from its stored snapshot, keeps the files, and records their hashes in the ledger. Doing it
 * twice, or half and then again, comes to the same: same payload, same bytes, and the ledger answers a key only once.
 */
import { sha256 } from '#crypto';
import type { DataSource } from 'typeorm';
import { equalBytes, toHex } from '../../core/bytes.js';
import type { DocumentIssued } from '../../core/custody/registry.js';
import { parseCanonical, type Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { DocumentStatus } from '../document.row.js';
import type { RequestedDocument } from '../requests/outbox.js';
import type { Payload, RenderedFile } from '../payload.js';
import { openPaper, sealPapers } from '../sealed-bytes.js';
import { render } from '../types/render.js';

/** A paper that failed so often waits for a person. */
const MOST_ATTEMPTS = 5;

/** A snapshot of several thousand bars with their claims. */
const PAYLOAD_LIMIT = 16 * 1024 * 1024;

interface Work {
  readonly id: string;
  readonly org: string;
  readonly shipment: string;
  readonly kind: Payload['kind'];
  readonly number: string;
  readonly version: number;
  readonly payload: Buffer;
  readonly payload_sha256: Buffer;
  readonly attempts: number;
}

/** The paper can not be made however often it is tried. */
export class NotIssuable extends Error {
  override readonly name = 'NotIssuable';
}

export class Issuer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly renderer: (payload: Payload) => Promise<RenderedFile[]> = render,
  ) {}

  /** @throws the error of this attempt, after noting it in the row; NotIssuable when it was the last */
  async issue(id: string): Promise<void> {
    const work = await this.begin(id);
    if (work === undefined) return;
    try {
      const files = await this.renderer(await this.payloadOf(work));
      await this.keep(work, files);
      await this.record(work, files);
    } catch (error) {
      const last = work.attempts >= MOST_ATTEMPTS || error instanceof NotIssuable;
      await this.note(id, last ? 'failed' : 'requested', error);
      throw last ? new NotIssuable(`${work.number} was not issued`, { cause: error }) : error;
    }
  }

  /** Undefined when there is nothing left to do: issued, failed, or never asked for. */
  private async begin(id: string): Promise<Work | undefined> {
    const [[work]]: [Work[], number] = await this.dataSource.query(
      `UPDATE document SET status = 'rendering', attempts = attempts + 1
        WHERE id = $1 AND status IN ('requested', 'rendering')
       RETURNING id, org, shipment, kind, number, version, payload, payload_sha256, attempts`,
      [id],
    );
    return work;
  }

  private async keep({ id, org, number }: Work, files: readonly RenderedFile[]): Promise<void> {
    for (const { name, mediaType, bytes } of files) {
      const hash = sha256(bytes);
      const [sealed] = await sealPapers(this.dataSource, this.ledger.vault, [{ org, document: id, name, bytes }]);
      await this.dataSource.query(
        `INSERT INTO document_file (document, org, name, media_type, sha256, bytes, sealed) VALUES ($1, $2, $3, $4, $5, $6, true)
         ON CONFLICT (document, name) DO NOTHING`,
        [id, org, name, mediaType, Buffer.from(hash), sealed],
      );
      const [kept]: { sha256: Buffer }[] = await this.dataSource.query(
        'SELECT sha256 FROM document_file WHERE document = $1 AND name = $2',
        [id, name],
      );
      if (kept === undefined || !equalBytes(kept.sha256, hash)) {
        throw new NotIssuable(`bug: ${number} came out with other bytes when it was rendered again`);
      }
    }
  }

  private async record(work: Work, files: readonly RenderedFile[]): Promise<void> {
    const { id, org, shipment, kind, number, version } = work;
    const payloadSha256 = toHex(work.payload_sha256);
    const data: DocumentIssued = {
      document: id,
      shipment,
      kind,
      number,
      payloadSha256,
      files: files.map(({ name, mediaType, bytes }) => ({ name, mediaType, sha256: toHex(sha256(bytes)) })),
    };
    const at = new Date().toISOString();
    await this.ledger.append({
      org,
      actor: 'documents',
      key: `document:${id}:v${version}`,
      digest: payloadSha256,
      needs: { documents: [id] },
      decide: (facts) => {
        const requested = facts<RequestedDocument>('documents').get(id);
        if (requested === undefined || requested.org !== org) throw new Rejection('unknown-document', id);
        const said = data as unknown as { readonly [name: string]: Json };
        return { drafts: [{ type: 'document.issued', org, at, lots: [], data: said }], result: { document: id } };
      },
    });
  }

  /** The snapshot, opened, and hashed again on its way out. */
  private async payloadOf({ id, org, number, payload, payload_sha256 }: Work): Promise<Payload> {
    const paper = { org, document: id, bytes: payload };
    const bytes = await openPaper(this.dataSource, this.ledger.vault, paper).catch(() => undefined);
    if (bytes === undefined || !equalBytes(sha256(bytes), payload_sha256)) {
      throw new NotIssuable(`bug: the snapshot of ${number} was changed`);
    }
    const value = parseCanonical(bytes, PAYLOAD_LIMIT);
    if (value === undefined) throw new NotIssuable(`bug: the snapshot of ${number} is not canonical JSON`);
    return value as unknown as Payload;
  }

  private async note(id: string, status: DocumentStatus, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    await this.dataSource.query(
      `UPDATE document SET status = $2, error = $3 WHERE id = $1 AND status IN ('requested', 'rendering')`,
      [id, status, why.slice(0, 500)],
    );
  }
}
