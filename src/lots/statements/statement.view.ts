/** One statement with everything by which a stranger can check it: bytes, signatures, entry, and its proof in the log. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { fromHex, toBase64, toBase64Url, toHex } from '../../core/bytes.js';
import { deviceFlags, deviceNoteOf, type DeviceFlag } from '../../core/custody/keys/device.js';
import type { SigningKey } from '../../core/custody/keys/keys.js';
import { PAYLOAD_TYPE } from '../../core/log/entry.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { readFor, Sight } from '../../http/sight.js';
import { History, type Past } from '../../ledger/history.js';
import { Proofs } from '../../ledger/tree/proofs.js';
import { Surroundings } from '../signed/around.js';
import { LotQueries } from '../lot.queries.js';
import { deviceKid, deviceLinkId, devices } from '../signed/devices.projection.js';

export interface StatementView {
  readonly sid: string;
  readonly idx: number;
  /** Base64url. */
  readonly leaf: string;
  readonly received: string;
  /** `signed` by keys of its own, or attested: by the platform, or read from somebody's `book`. */
  readonly attested: 'signed' | 'platform' | 'book';
  /** DSSE envelope members; base64. */
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
  readonly signers: readonly SignerView[];
  readonly entry: string;
  readonly device?: { readonly kid: string; readonly seq: number; readonly flags: readonly DeviceFlag[] };
  /** What was said of it since, in log order. */
  readonly amendments: readonly {
    readonly sid: string;
    readonly type: string;
    readonly org: string;
    readonly idx: number;
  }[];
  /** Absent until a signed checkpoint covers it. */
  readonly proof?: { readonly checkpoint: string; readonly size: number; readonly path: readonly string[] };
}

interface SignerView {
  readonly kid: string;
  readonly organisation: string;
  readonly holder: string;
  /** `operator`: whoever runs the ledger holds the secret, and what it signs does not bind them. */
  readonly custody: string;
  readonly name?: string;
}

@Injectable()
export class StatementQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: History,
    private readonly proofs: Proofs,
    private readonly queries: LotQueries,
    private readonly surroundings: Surroundings,
    private readonly sight: Sight,
  ) {}

  /** @throws Rejection `unknown-act`, alike for one that is not there and one that concerns somebody else */
  async find(actor: Actor, sid: string): Promise<StatementView> {
    const bytes = /^[0-9a-f]{64}$/.test(sid) ? fromHex(sid) : undefined;
    const past = bytes && (await readFor(this.dataSource, actor, (tx) => this.seen(tx, actor, bytes)));
    if (past === undefined) throw new Rejection('unknown-act', 'sid', { act: sid.slice(0, 64) });
    const { idx, leaf, entry, statementBytes, statement, signatures, receivedAt } = past;
    const [device, proof] = [await this.deviceOf(past), await this.proofOf(idx)];
    return {
      sid,
      idx,
      leaf: toBase64Url(leaf),
      received: receivedAt,
      attested: statement.attested ?? 'signed',
      payload: toBase64(statementBytes),
      payloadType: PAYLOAD_TYPE,
      signatures: signatures.map(({ kid, sig }) => ({
        keyid: kid,
        sig: Buffer.from(sig, 'base64url').toString('base64'),
      })),
      signers: await this.signersOf(past),
      entry: toBase64(entry),
      ...(device && { device }),
      amendments: await this.amendmentsOf(past),
      ...(proof && { proof }),
    };
  }

  private async seen(tx: EntityManager, actor: Actor, sid: Uint8Array): Promise<Past | undefined> {
    const [row] = await tx.query<{ idx: string }[]>('SELECT idx FROM statement WHERE sid = $1', [sid]);
    const [past] = row === undefined ? [] : await new History(tx).byIndexes([Number(row.idx)]);
    return past !== undefined && (await this.concerns(tx, actor, past)) ? past : undefined;
  }

  /** Its author, those it names, and whoever one of its lots concerns. */
  private async concerns(tx: EntityManager, { role, org }: Actor, { statement }: Past): Promise<boolean> {
    if (role === 'operator') return true;
    if (org === undefined) return false;
    // What a buyer finds out about a supplier is not the supplier's to read (migration 0086).
    if (statement.type === 'risk.assessed') return this.sight.concerns(org, [statement.org]);
    const { from, to, consignee, organisation, with: other, holder } = statement.data;
    if (this.sight.concerns(org, [statement.org, from, to, consignee, organisation, other, holder])) return true;
    const ids = await this.queries.visibleOf(tx, org, statement.lots);
    return ids.length > 0;
  }

  private async signersOf({ signatures }: Past): Promise<SignerView[]> {
    const keys = await this.surroundings.keys(signatures.map(({ kid }) => kid));
    return keys.map(signerView);
  }

  /** As it looks now: a gap may have been filled since. */
  private async deviceOf({ statement, signatures, receivedAt }: Past): Promise<StatementView['device']> {
    const note = signatures.length === 0 ? undefined : deviceNoteOf(statement);
    if (note === undefined || note === 'malformed') return undefined;
    const kid = deviceKid(
      note,
      signatures.map((one) => one.kid),
    );
    if (kid === undefined) return undefined;
    const before = await devices.load(this.dataSource.manager, note.seq === 0 ? [] : [deviceLinkId(kid, note.seq - 1)]);
    const seen = await this.surroundings.checkpointOf(note);
    const around = { received: receivedAt, follows: note.seq === 0 || before.size === 1, ...seen };
    return { kid, seq: note.seq, flags: deviceFlags(statement.at, note, around) };
  }

  private async amendmentsOf({ sid, statement }: Past): Promise<StatementView['amendments']> {
    if (statement.lots.length === 0) return [];
    const rows: { idx: string }[] = await this.dataSource.query(
      `SELECT DISTINCT s.idx FROM lot_link l JOIN statement s ON s.idx = l.idx
        WHERE l.lot = ANY ($1::uuid[]) AND s.type LIKE 'statement.%' ORDER BY s.idx`,
      [statement.lots],
    );
    const found = await this.history.byIndexes(rows.map(({ idx }) => Number(idx)));
    return found
      .filter((one) => one.statement.data['of'] === toHex(sid))
      .map((one) => ({ sid: toHex(one.sid), type: one.statement.type, org: one.statement.org, idx: one.idx }));
  }

  private async proofOf(idx: number): Promise<StatementView['proof']> {
    const newest = await this.proofs.newestCheckpoint();
    if (newest === undefined || newest.size <= idx) return undefined;
    const [path = []] = await this.proofs.inclusion([idx], newest.size);
    return { checkpoint: newest.note, size: newest.size, path: path.map(toBase64) };
  }
}

function signerView({ kid, organisation, holder, custody, name }: SigningKey): SignerView {
  return { kid, organisation, holder, custody, ...(name !== undefined && { name }) };
}
