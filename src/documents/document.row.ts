import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Unsealed } from './seal/seal.js';
import type { DocumentKind } from './types/document-types.js';

export const DOCUMENT_STATUS = ['requested', 'rendering', 'issued', 'failed', 'superseded', 'void'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUS)[number];

/** One paper, and how far it has come; see migrations/0030-documents.sql. */
@Entity('document')
export class DocumentRow {
  @PrimaryColumn('uuid') id: string;
  /** Organisation that issues and owns it. */
  @Column('text') org: string;
  /** Code of the shipment it is about; of a paper about one lot, that lot. */
  @Column('text', { nullable: true }) shipment: string | null;
  @Column('uuid', { nullable: true }) lot: string | null;
  @Column('text') kind: DocumentKind;
  @Column('text') number: string;
  @Column('integer') version: number;
  /** Why it was asked for, where it amends the version before it. */
  @Column('text', { nullable: true }) reason: string | null;
  /** It amends by saying that the number is void. */
  @Column('boolean') notice: boolean;
  @Column('boolean') sample: boolean;
  @Column('bytea', { select: false }) payload: Buffer;
  @Column('bytea', { name: 'payload_sha256' }) payloadSha256: Buffer;
  @Column('text') status: DocumentStatus;
  @Column('integer') attempts: number;
  /** Why it bears no seal, once it is issued; null where it bears one. */
  @Column('text', { nullable: true }) unsealed: Unsealed | null;
  /** Why the last attempt failed. */
  @Column('text', { nullable: true }) error: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('timestamptz', { name: 'queued_at', nullable: true }) queuedAt: Date | null;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
}

@Entity('document_file')
export class DocumentFileRow {
  @PrimaryColumn('uuid') document: string;
  @Column('text') org: string;
  @PrimaryColumn('text') name: string;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('bytea') sha256: Buffer;
  /** Of what was rendered, where a seal stands behind it. */
  @Column('bytea', { name: 'unsigned_sha256', nullable: true }) unsignedSha256: Buffer | null;
  /** Sealed, of what was kept before migration 0099; since then it lies elsewhere. */
  @Column('bytea', { nullable: true, select: false }) bytes: Buffer | null;
  /** Of the sealed bytes, by which they are found. */
  @Column('bytea', { name: 'sealed_sha256', nullable: true }) sealedSha256: Buffer | null;
}

export const DOCUMENT_ROWS = [DocumentRow, DocumentFileRow];
