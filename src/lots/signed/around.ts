/** What is looked up around a signed statement before it is decided: facts that never change once they are there. */
import type { DataSource } from 'typeorm';
import { fromBase64Url, toBase64, toBase64Url } from '../../core/bytes.js';
import type { Around } from '../../core/custody/admission/admit.js';
import type { DeviceNote } from '../../core/custody/keys/device.js';
import type { SigningKey } from '../../core/custody/keys/keys.js';
import { isRecord } from '../../core/log/canonical-json.js';
import { parseEntry, parseStatement } from '../../core/log/entry.js';
import type { Statement } from '../../core/log/statement.js';
import { mayLag } from '../../core/log/seen.js';
import type { EvidenceFiles } from '../../parties/evidence/evidence.js';
import type { Vault } from '../../ledger/private/vault.js';
import { signingKeys } from '../../parties/signing-keys/signing-keys.projection.js';
import { handedIn } from '../holds/handed.js';
import { laboratoriesOf, packedIn, packedMgOf } from '../shipments/packed.js';

/** Acts that are judged by what the gold of their lots' sites is like. */
const SITED: ReadonlySet<string> = new Set(['lots.transformed', 'lots.aggregated', 'statement.corrected']);

export class Surroundings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly files: Pick<EvidenceFiles, 'named'>,
  ) {}

  /** Sites never change once a lot has one; a scale may be added, and is then there the next time. */
  async around({ type, org, lots, data }: Pick<Statement, 'type' | 'org' | 'lots' | 'data'>): Promise<Around> {
    const sites = SITED.has(type) ? await this.sitesOf(lots) : [];
    const scales = type === 'custody.received' ? await this.scalesOf(org) : [];
    const owners = type === 'custody.received' ? await this.ownersOf(lots) : [];
    const [lot] = lots;
    const handed =
      type === 'lot.released' && lot !== undefined ? await handedIn(this.dataSource, this.vault, org, lot) : undefined;
    const packedMg = type === 'shipment.exported' ? await packedMgOf(this.dataSource, org, lots) : undefined;
    const box = type === 'document.captured' ? await this.boxOf(org, data) : {};
    return { sites, scales, owners, ...box, ...(packedMg && { packedMg }), ...(handed && { handed }) };
  }

  /** What is in the shipment that a paper names, and the paper itself as its author keeps it. */
  private async boxOf(org: string, { exporter = org, shipment, file = null }: Statement['data']) {
    if (typeof exporter !== 'string' || typeof shipment !== 'string') return {};
    const packed = await packedIn(this.dataSource, exporter, shipment);
    const hash = isRecord(file) ? file['sha256'] : undefined;
    const kept = typeof hash === 'string' ? await this.files.named(org, hash) : undefined;
    return { packed, laboratories: await laboratoriesOf(this.dataSource, packed), ...(kept && { file: kept }) };
  }

  private async sitesOf(lots: readonly string[]): Promise<string[]> {
    const sites: { site: string }[] = await this.dataSource.query(
      `SELECT DISTINCT state #>> '{origin,site}' AS site FROM lot
        WHERE id = ANY ($1::uuid[]) AND state #>> '{origin,site}' IS NOT NULL`,
      [lots],
    );
    return sites.map(({ site }) => site);
  }

  private async scalesOf(org: string): Promise<string[]> {
    const scales: { code: string }[] = await this.dataSource.query('SELECT code FROM scale WHERE org = $1', [org]);
    return scales.map(({ code }) => code);
  }

  private async ownersOf(lots: readonly string[]): Promise<string[]> {
    const rows: { owner: string }[] = await this.dataSource.query(
      'SELECT DISTINCT owner FROM lot WHERE id = ANY ($1::uuid[])',
      [lots],
    );
    return rows.map(({ owner }) => owner);
  }

  /** Lots of a statement, by its sid in hex; none for one that is not there. */
  async lotsOf(sid: string): Promise<readonly string[]> {
    if (!/^[0-9a-f]{64}$/.test(sid)) return [];
    const [row]: { bytes: Buffer }[] = await this.dataSource.query('SELECT bytes FROM statement WHERE sid = $1', [
      Buffer.from(sid, 'hex'),
    ]);
    return row === undefined ? [] : (parseStatement(Uint8Array.from(row.bytes))?.lots ?? []);
  }

  /** The keys of these ids, whatever became of them. */
  async keys(kids: readonly string[]): Promise<SigningKey[]> {
    const found = await signingKeys.load(
      this.dataSource.manager,
      kids.map((kid) => `kid:${kid}`),
    );
    return [...found.values()].flat();
  }

  /** Which leaves that an observation names are entries of their lots, as `<lot> <leaf>`. */
  async knownLeaves({ type, lots, seen }: Statement): Promise<ReadonlySet<string>> {
    const asked = (mayLag(type) ? lots : []).flatMap((lot, i) => {
      const leaf = seen[i];
      return typeof leaf === 'string' ? [{ lot, leaf: fromBase64Url(leaf) }] : [];
    });
    if (asked.length === 0) return new Set();
    const rows: { lot: string; leaf: Buffer }[] = await this.dataSource.query(
      `SELECT l.lot, l.leaf FROM unnest($1::uuid[], $2::bytea[]) AS asked(lot, leaf) JOIN lot_link l USING (lot, leaf)`,
      [asked.map(({ lot }) => lot), asked.map(({ leaf }) => leaf)],
    );
    return new Set(rows.map(({ lot, leaf }) => `${lot} ${toBase64Url(leaf)}`));
  }

  /** Whether the log signed the checkpoint a device had, and when the newest entry under it was received. */
  async checkpointOf({ checkpoint }: DeviceNote): Promise<{ checkpointKnown: boolean; notBefore?: string }> {
    if (checkpoint === null) return { checkpointKnown: true };
    const [signed]: { root: Buffer }[] = await this.dataSource.query('SELECT root FROM checkpoint WHERE size = $1', [
      checkpoint.size,
    ]);
    const checkpointKnown = signed !== undefined && toBase64(signed.root) === checkpoint.root;
    if (checkpoint.size === 0) return { checkpointKnown };
    const [row]: { bytes: Buffer }[] = await this.dataSource.query('SELECT bytes FROM entry WHERE idx = $1', [
      checkpoint.size - 1,
    ]);
    const entry = row === undefined ? undefined : parseEntry(Uint8Array.from(row.bytes));
    return { checkpointKnown, ...(entry && { notBefore: entry.received }) };
  }
}
