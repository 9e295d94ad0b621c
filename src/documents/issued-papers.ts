/** Issued papers and their files, as they are read: always those of one organisation, hashed again on their way out. */
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { toHex } from '../core/bytes.js';
import type { IssuedFile } from '../core/custody/registry.js';
import { isUuid } from '../core/log/shape.js';
import { Rejection } from '../core/rejection.js';
import { readAs } from '../database/tenant.js';
import { Sight } from '../http/sight.js';
import { orgOf, type Actor } from '../http/actor.js';
import { holdsOn, type Hold } from './keep/holds.js';
import { lastDayKept } from './keep/term.js';
import { DocumentFileRow, DocumentRow, type DocumentStatus } from './document.row.js';
import type { RenderedFile } from './payload.js';
import type { Unsealed } from './seal/seal.js';
import { PaperFiles } from './store/paper-files.js';
import type { DocumentKind } from './types/document-types.js';

export interface DocumentSummary {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly version: number;
  readonly status: DocumentStatus;
  /** Why it was not issued, while it is not. */
  readonly error?: string;
  /** Why it bears no seal, once it is issued. */
  readonly unsealed?: Unsealed;
  /** SHA-256 of the canonical payload, lowercase hex: the document's fingerprint. */
  readonly payloadSha256: string;
  /** `unsignedSha256`: of what was rendered, where a seal stands behind it. */
  readonly files: readonly IssuedFile[];
  /** Why it was asked for, where it amends the version before it. */
  readonly reason?: string;
  /** Last day it must be kept, of what is issued; while there is a hold, longer. */
  readonly keepUntil?: string;
  readonly hold?: Hold;
}

const WITH_BYTES = {
  document: true,
  org: true,
  name: true,
  mediaType: true,
  sha256: true,
  bytes: true,
  sealedSha256: true,
} as const;

@Injectable()
export class IssuedPapers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: PaperFiles,
    private readonly sight: Sight = new Sight(),
  ) {}

  /** Papers of one shipment of the caller's organisation, whatever has become of them. */
  async ofShipment(actor: Actor, shipment: string): Promise<readonly DocumentSummary[]> {
    const papers = await this.about(actor, { shipment });
    if (papers.length === 0) throw new Rejection('unknown-shipment', 'code', { shipment });
    return papers;
  }

  /** Papers of the caller's organisation about one shipment, or about one lot; perhaps none. */
  about(
    actor: Actor,
    about: { readonly shipment: string } | { readonly lot: string },
  ): Promise<readonly DocumentSummary[]> {
    const org = orgOf(actor);
    return readAs(this.dataSource, org, async (tx) => {
      const papers = await tx.getRepository(DocumentRow).find({
        where: { ...this.sight.whose(org), ...about },
        order: { number: 'ASC', version: 'ASC' },
      });
      const ids = papers.map(({ id }) => id);
      const files = await filesOf(tx, ids);
      const holds = await holdsOn(tx, org, ids);
      return papers.map((paper) => summary(paper, files, holds.get(paper.id)));
    });
  }

  /** What anyone who holds a paper may check it by, whatever became of it since; undefined unless it was issued. */
  async issued(id: string): Promise<(DocumentSummary & { readonly issuedAt: Date }) | undefined> {
    if (!isUuid(id)) return undefined;
    const paper = await this.dataSource.getRepository(DocumentRow).findOneBy({ id, issuedAt: Not(IsNull()) });
    if (paper === null || paper.issuedAt === null) return undefined;
    const files = await filesOf(this.dataSource.manager, [id]);
    return { ...summary(paper, files), issuedAt: paper.issuedAt };
  }

  /** One file of an issued paper of the caller's organisation. */
  async file(actor: Actor, id: string, name: string): Promise<RenderedFile> {
    const org = orgOf(actor);
    // Another organisation's paper is as unknown as one that does not exist.
    const where = { document: id, ...this.sight.whose(org), name };
    const row = await readAs(this.dataSource, org, async (tx) => {
      const issued = isUuid(id) && (await tx.getRepository(DocumentRow).existsBy({ id, issuedAt: Not(IsNull()) }));
      return issued ? tx.getRepository(DocumentFileRow).findOne({ select: WITH_BYTES, where }) : null;
    });
    if (row === null) throw new Rejection('unknown-document', 'id', { document: name });
    return this.files.open(row);
  }

  /** Every file of every issued paper, one by one, in the order of their names: for a hand-over of all that was made. */
  async *everything(): AsyncGenerator<RenderedFile> {
    const names = await this.dataSource.query<{ document: string; name: string }[]>(
      `SELECT f.document, f.name FROM document_file f JOIN document d ON d.id = f.document
        WHERE d.issued_at IS NOT NULL ORDER BY f.name, d.version`,
    );
    for (const { document, name } of names) {
      const row = await this.dataSource.getRepository(DocumentFileRow).findOneOrFail({
        select: WITH_BYTES,
        where: { document, name },
      });
      yield await this.files.open(row);
    }
  }
}

/** With what opens it. */
export function fileOf(tx: EntityManager, document: string, name: string): Promise<DocumentFileRow | null> {
  return tx.getRepository(DocumentFileRow).findOne({ select: WITH_BYTES, where: { document, name } });
}

function filesOf(tx: EntityManager, papers: readonly string[]): Promise<FileOf[]> {
  return tx.query(
    `SELECT document, name, media_type, sha256, unsigned_sha256 FROM document_file WHERE document = ANY($1::uuid[]) ORDER BY name DESC`,
    [papers],
  );
}

interface FileOf {
  readonly document: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: Buffer;
  readonly unsigned_sha256: Buffer | null;
}

function summary(paper: DocumentRow, files: readonly FileOf[], hold?: Hold): DocumentSummary {
  const { id, kind, number, version, reason, status, error, unsealed, issuedAt, payloadSha256 } = paper;
  // Files of a paper that is not issued are nobody's to rely on.
  const own = issuedAt !== null ? files.filter(({ document }) => document === id) : [];
  return {
    id,
    kind,
    number,
    version,
    status,
    ...(error !== null && { error }),
    ...(reason !== null && { reason }),
    ...(issuedAt !== null && { keepUntil: lastDayKept(kind, issuedAt) }),
    ...(hold !== undefined && { hold }),
    ...(issuedAt !== null && unsealed !== null && { unsealed }),
    payloadSha256: toHex(payloadSha256),
    files: own.map(fileTold),
  };
}

function fileTold({ name, media_type, sha256: hash, unsigned_sha256: unsigned }: FileOf): IssuedFile {
  return { name, mediaType: media_type, sha256: toHex(hash), ...(unsigned && { unsignedSha256: toHex(unsigned) }) };
}
