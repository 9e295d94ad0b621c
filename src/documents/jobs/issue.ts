/**
 * Issues one paper: renders it from its stored snapshot, seals it, keeps the files, and records their hashes in the ledger.
 * Doing it twice, or half and then again, comes to the same: same payload, same bytes, and the ledger answers a key only once.
 */
import { sha256 } from '#crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { equalBytes, toHex } from '../../core/bytes.js';
import type { DocumentIssued } from '../../core/custody/registry.js';
import type { Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import { preparing } from '../../database/prepared.js';
import type { Ledger } from '../../ledger/ledger.js';
import { AMENDS, amendmentOf, type Version } from '../amend/draft.js';
import type { DocumentStatus } from '../document.row.js';
import type { RequestedDocument } from '../requests/outbox.js';
import type { Payload, RenderedFile } from '../payload.js';
import { Sealing, type SealedFile, type SealedPaper } from '../seal/sealing.js';
import { openSnapshot } from '../sealed-bytes.js';
import { BlobsAway } from '../store/blobs.js';
import { PaperFiles, type Hashes } from '../store/paper-files.js';
import { render } from '../types/render.js';

/** A paper that failed so often waits for a person. */
const MOST_ATTEMPTS = 5;

interface Work extends Version {
  readonly shipment: string | null;
  readonly lot: string | null;
  readonly kind: Payload['kind'];
  readonly version: number;
  readonly payload: Buffer;
  readonly payload_sha256: Buffer;
  readonly attempts: number;
}

interface KeptFile extends Hashes {
  readonly name: string;
  readonly mediaType: string;
}

/** The paper can not be made however often it is tried. */
export class NotIssuable extends Error {
  override readonly name = 'NotIssuable';
}

export class Issuer {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly ledger: Ledger,
    private readonly renderer: (payload: Payload) => Promise<RenderedFile[]> = render,
    private readonly sealing: Sealing = new Sealing(dataSource, ledger.vault),
    private readonly files: PaperFiles = new PaperFiles(dataSource, ledger),
  ) {
    this.tx = preparing(dataSource.manager);
  }

  /** @throws the error of this attempt, after noting it in the row; NotIssuable when it was the last */
  async issue(id: string): Promise<void> {
    const work = await this.begin(id);
    if (work === undefined) return;
    try {
      const payload = await this.payloadOf(work);
      const files = await this.renderer(payload);
      const kept = await this.keep(work, await this.sealing.seal(work.org, payload.issuedAt, files));
      await this.record(work, kept);
    } catch (error) {
      // However long its place is away, that is no attempt at the paper.
      const away = error instanceof BlobsAway;
      const last = !away && (work.attempts >= MOST_ATTEMPTS || error instanceof NotIssuable);
      await this.note(id, { status: last ? 'failed' : 'requested', error, counts: !away });
      throw last ? new NotIssuable(`${work.number} was not issued: ${wordsOf(error)}`, { cause: error }) : error;
    }
  }

  /** Undefined when there is nothing left to do: issued, failed, or never asked for. */
  private async begin(id: string): Promise<Work | undefined> {
    const [[work]]: [Work[], number] = await this.tx.query(
      `UPDATE document SET status = 'rendering', attempts = attempts + 1
        WHERE id = $1 AND status IN ('requested', 'rendering')
       RETURNING id, org, shipment, lot, kind, number, version, payload, payload_sha256, attempts,
                 reason, notice, ${AMENDS}`,
      [id],
    );
    return work;
  }

  /**
   * What was kept by an attempt before stays, under whatever seal it bears: a seal may have been changed since.
   * @returns what is kept now, in the order given
   */
  private async keep({ id, org, number }: Work, paper: SealedPaper): Promise<KeptFile[]> {
    const now = await this.files.keep(id, org, paper);
    return paper.files.map((file): KeptFile => {
      const { name, mediaType } = file;
      const hashes = now.get(name);
      if (hashes === undefined || !equalBytes(hashes.unsignedSha256 ?? hashes.sha256, renderedHash(file))) {
        throw new NotIssuable(`bug: ${number} came out with other bytes when it was rendered again`);
      }
      return { name, mediaType, ...hashes };
    });
  }

  private async record(work: Work, files: readonly KeptFile[]): Promise<void> {
    const { id, org, shipment, lot, kind, number, version } = work;
    const payloadSha256 = toHex(work.payload_sha256);
    const data: DocumentIssued = {
      document: id,
      ...(shipment !== null && { shipment }),
      ...(lot !== null && { about: lot }),
      kind,
      number,
      payloadSha256,
      files: files.map(fileInLog),
    };
    const at = new Date().toISOString();
    await this.ledger.append({
      org,
      actor: 'documents',
      key: `document:${id}:v${version}`,
      digest: payloadSha256,
      needs: { documents: work.amends === null ? [id] : [id, work.amends] },
      decide: (facts) => {
        const papers = facts<RequestedDocument>('documents');
        const requested = papers.get(id);
        if (requested === undefined || requested.org !== org) throw new Rejection('unknown-document', id);
        const said = data as unknown as { readonly [name: string]: Json };
        const issued = { type: 'document.issued', org, at, lots: [], data: said };
        return { drafts: [issued, ...amendmentOf(work, at, papers)], result: { document: id } };
      },
    });
  }

  private async payloadOf(work: Work): Promise<Payload> {
    const snapshot = { ...work, payloadSha256: work.payload_sha256 };
    return openSnapshot(this.tx, this.ledger.vault, snapshot).catch((error: unknown) => {
      throw new NotIssuable(wordsOf(error));
    });
  }

  private async note(id: string, { status, error, counts }: Noted): Promise<void> {
    await this.tx.query(
      `UPDATE document SET status = $2, error = $3, attempts = attempts - $4
        WHERE id = $1 AND status IN ('requested', 'rendering')`,
      [id, status, wordsOf(error).slice(0, 500), counts ? 0 : 1],
    );
  }
}

interface Noted {
  readonly status: DocumentStatus;
  readonly error: unknown;
  /** As one of its attempts. */
  readonly counts: boolean;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function renderedHash({ bytes, unsignedSha256 }: SealedFile): Uint8Array {
  return unsignedSha256 ?? sha256(bytes);
}

function fileInLog({ name, mediaType, sha256: hash, unsignedSha256 }: KeptFile): DocumentIssued['files'][number] {
  const unsigned = unsignedSha256 && { unsignedSha256: toHex(unsignedSha256) };
  return { name, mediaType, sha256: toHex(hash), ...unsigned };
}
