/** The cover of a bundle is asked for once every paper of it is issued, and tells of them as they are then. */
import type { DataSource, EntityManager } from 'typeorm';
import { toHex } from '../../core/bytes.js';
import { capturedKind } from '../../core/custody/papers/kinds.js';
import type { Vault } from '../../ledger/private/vault.js';
import type { DocumentStatus } from '../document.row.js';
import { requestOfShipment, type Asking } from '../requests/request.js';
import { lastIndex, readShipment } from '../snapshot/snapshot.js';
import type { BundledCapture, BundledPaper, OfBundle } from '../types/bundle/bundle-cover.js';
import { typeOf } from '../types/document-types.js';
import { capturesNow, type Capture } from './captures.js';

interface Bundle {
  readonly org: string;
  readonly shipment: string;
  readonly lots: readonly string[];
  readonly documents: readonly string[];
  readonly cover: string | null;
}

interface Paper extends Omit<BundledPaper, 'document' | 'title' | 'payloadSha256' | 'files'> {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly sample: boolean;
  readonly payload_sha256: Buffer;
}

/** They were issued and may be relied on, or were until a later version took their place. */
const ISSUED: ReadonlySet<DocumentStatus> = new Set(['issued', 'superseded', 'void']);

export class Covers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly publicUrl: string,
  ) {}

  /** Asked again it is the same one. @returns the cover's id; undefined while a paper of the bundle is not issued */
  ask(bundle: string): Promise<string | undefined> {
    return this.dataSource.transaction(async (tx) => {
      const [row]: Bundle[] = await tx.query(
        'SELECT org, shipment, lots, documents, cover FROM bundle WHERE id = $1 FOR UPDATE',
        [bundle],
      );
      if (row === undefined || row.cover !== null) return row?.cover ?? undefined;
      // As whoever asks for papers of it: no version comes in between, and no other bundle's cover.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`document ${row.org} ${row.shipment}`]);
      const papers = await papersOf(tx, row);
      const before = await coverBefore(tx, row);
      if (papers.some(({ status }) => !ISSUED.has(status))) return undefined;
      if (before !== undefined && before.status !== 'issued') return undefined;
      const captured = await capturesNow(tx, row);
      const cover = await this.request(tx, row, { papers, captured }, before);
      await tx.query('UPDATE bundle SET cover = $2, captured = $3 WHERE id = $1', [
        bundle,
        cover,
        captured.map(({ sid }) => Buffer.from(sid, 'hex')),
      ]);
      return cover;
    });
  }

  private async request(
    tx: EntityManager,
    row: Bundle,
    { papers, captured }: { readonly papers: readonly Paper[]; readonly captured: readonly Capture[] },
    before?: Paper,
  ): Promise<string> {
    const idx = await lastIndex(tx);
    const { org, shipment, lots } = row;
    const source = await readShipment(tx, this.vault, { org, shipment, lots, idx });
    const bundled: BundledPaper[] = [];
    for (const paper of papers) bundled.push(await bundledPaper(tx, paper));
    const ofBundle: OfBundle = { ...source, papers: bundled, captured: captured.map(bundledCapture) };
    const asking: Asking = {
      vault: this.vault,
      publicUrl: this.publicUrl,
      sample: papers.some(({ sample }) => sample),
      issuedAt: new Date().toISOString(),
      ...(before !== undefined && { instead: insteadOf(before) }),
    };
    const [asked] = await requestOfShipment(tx, ofBundle, ['bundle-cover'], asking);
    if (asked?.document === undefined) throw new Error(`bug: the papers of ${shipment} are issued and have no cover`);
    return asked.document;
  }
}

const PAPER = 'id, kind, number, version, status, sample, payload_sha256';

function papersOf(tx: EntityManager, { documents }: Bundle): Promise<Paper[]> {
  return tx.query(`SELECT ${PAPER} FROM document WHERE id = ANY ($1::uuid[]) ORDER BY number, version`, [documents]);
}

/** Of an earlier bundle of the shipment: this one takes its place. */
async function coverBefore(tx: EntityManager, { org, shipment }: Bundle): Promise<Paper | undefined> {
  const [row]: Paper[] = await tx.query(
    `SELECT ${PAPER} FROM document WHERE org = $1 AND shipment = $2 AND kind = 'bundle-cover' AND status <> 'void'
      ORDER BY requested_at DESC, version DESC LIMIT 1`,
    [org, shipment],
  );
  return row;
}

/** It stands in the log, as every reason does. */
const REASON = 'The papers behind it have changed';

function insteadOf({ id, number, version, payload_sha256 }: Paper): NonNullable<Asking['instead']> {
  return { document: id, number, version, payloadSha256: toHex(payload_sha256), reason: REASON };
}

async function bundledPaper(tx: EntityManager, paper: Paper): Promise<BundledPaper> {
  const { id: document, kind, number, version, payload_sha256 } = paper;
  const { en, es } = typeOf(kind).title;
  const files: { name: string; sha256: Buffer }[] = await tx.query(
    'SELECT name, sha256 FROM document_file WHERE document = $1 ORDER BY name DESC',
    [document],
  );
  const hashed = files.map(({ name, sha256 }) => ({ name, sha256: toHex(sha256) }));
  return { document, kind, title: { en, es }, number, version, payloadSha256: toHex(payload_sha256), files: hashed };
}

function bundledCapture({ kind, number, issuer, until, file }: Capture): BundledCapture {
  const { en = kind, es = kind } = capturedKind(kind)?.title ?? {};
  const said = { kind, title: { en, es }, number, issuer, until, sha256: file && file.sha256 };
  return { ...said, ...(file && { name: file.name }) };
}
