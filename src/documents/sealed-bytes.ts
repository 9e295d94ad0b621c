/** Papers at rest: snapshot and files lie sealed under the data key of the organisation that issued them. */
import { sha256 } from '#crypto';
import type { DataSource } from 'typeorm';
import { equalBytes } from '../core/bytes.js';
import { parseCanonical } from '../core/log/canonical-json.js';
import { organisationSubject, type Queryable, type Vault } from '../ledger/private/vault.js';
import type { Payload } from './payload.js';

/** A snapshot or a file, with whose it is and its place, where alone it opens. */
export interface PaperBytes {
  readonly org: string;
  readonly document: string;
  /** Of the file; absent for the snapshot. */
  readonly name?: string;
  readonly bytes: Uint8Array;
}

export async function sealPapers(tx: Queryable, vault: Vault, papers: readonly PaperBytes[]): Promise<Buffer[]> {
  const clear = papers.map((paper) => {
    return { subject: organisationSubject(paper.org), context: contextOf(paper), value: paper.bytes };
  });
  const sealed = await vault.seal(tx, clear);
  return sealed.map((one) => one.sealed);
}

/** @throws Error where it is not what was sealed */
export async function openPaper(tx: Queryable, vault: Vault, paper: PaperBytes): Promise<Uint8Array> {
  const subject = vault.nameOf(organisationSubject(paper.org));
  const [bytes] = await vault.open(tx, [{ subject, context: contextOf(paper), sealed: paper.bytes }]);
  if (bytes === undefined) throw new Error(`bug: the stored bytes of ${contextOf(paper)} were changed`);
  return bytes;
}

/** A snapshot of several thousand bars with their claims. */
const PAYLOAD_LIMIT = 16 * 1024 * 1024;

export interface Snapshot {
  readonly id: string;
  readonly org: string;
  readonly number: string;
  readonly payload: Uint8Array;
  readonly payloadSha256: Uint8Array;
}

/**
 * What a paper is rendered from, opened, and hashed again on its way out.
 * @throws Error where it is not what was kept
 */
export async function openSnapshot(
  tx: Queryable,
  vault: Vault,
  { id, org, number, payload, payloadSha256 }: Snapshot,
): Promise<Payload> {
  const bytes = await openPaper(tx, vault, { org, document: id, bytes: payload }).catch(() => undefined);
  if (bytes === undefined || !equalBytes(sha256(bytes), payloadSha256)) {
    throw new Error(`bug: the snapshot of ${number} was changed`);
  }
  const value = parseCanonical(bytes, PAYLOAD_LIMIT);
  if (value === undefined) throw new Error(`bug: the snapshot of ${number} is not canonical JSON`);
  return value as unknown as Payload;
}

function contextOf({ document, name }: PaperBytes): string {
  return name === undefined ? `document ${document}` : `document_file ${document} ${name}`;
}

/** One at a time: a paper may be large. What version 0.1.0 kept in clear is sealed at the first start with a vault. */
export async function sealClearPapers(dataSource: DataSource, vault: Vault): Promise<void> {
  const papers: { id: string }[] = await dataSource.query('SELECT id FROM document WHERE NOT sealed');
  for (const { id } of papers) {
    await dataSource.transaction(async (tx) => {
      const [row]: { org: string; payload: Buffer }[] = await tx.query(
        'SELECT org, payload FROM document WHERE id = $1 AND NOT sealed FOR UPDATE',
        [id],
      );
      if (row === undefined) return;
      const [payload] = await sealPapers(tx, vault, [{ org: row.org, document: id, bytes: row.payload }]);
      await tx.query('UPDATE document SET payload = $2, sealed = true WHERE id = $1', [id, payload]);
    });
  }
  const files: { document: string; name: string }[] = await dataSource.query(
    'SELECT document, name FROM document_file WHERE NOT sealed',
  );
  for (const { document, name } of files) {
    await dataSource.transaction(async (tx) => {
      const [row]: { org: string; bytes: Buffer }[] = await tx.query(
        'SELECT org, bytes FROM document_file WHERE document = $1 AND name = $2 AND NOT sealed FOR UPDATE',
        [document, name],
      );
      if (row === undefined) return;
      const [bytes] = await sealPapers(tx, vault, [{ org: row.org, document, name, bytes: row.bytes }]);
      await tx.query('UPDATE document_file SET bytes = $3, sealed = true WHERE document = $1 AND name = $2', [
        document,
        name,
        bytes,
      ]);
    });
  }
}
