/**
 * The admission gate, in this order: whose keys these are, whether they may speak here, what the author must have seen, the
 * device's own chain. What the act says is decided after it (`core/custody/admission/admit.ts`).
 */
import { toBase64Url } from '../../core/bytes.js';
import { deviceNoteOf, type DeviceNote } from '../../core/custody/keys/device.js';
import { KeyRing, type SigningKey } from '../../core/custody/keys/keys.js';
import { concerns, type Lot } from '../../core/custody/lot.js';
import { signerFaults } from '../../core/custody/keys/signers.js';
import { mayLag } from '../../core/log/seen.js';
import type { SignedDraft, Statement } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { HEADS, type Head, type NextPlace } from '../../ledger/command.js';
import type { Facts } from '../../ledger/projection.js';
import { wrongSignature } from '../../ledger/signer/check/authors.js';
import { deviceLinkId, type DeviceLink } from './devices.projection.js';

/** A device's note with the key that is the device's. */
export interface Device {
  readonly kid: string;
  readonly note: DeviceNote;
}

/** That every signature holds; before the transaction, since it is slow and depends on nothing in it. */
export function signaturesHold({ bytes, signatures }: SignedDraft, known: readonly SigningKey[]): void {
  const ring = new KeyRing(known);
  const stranger = signatures.find(({ kid }) => ring.get(kid) === undefined);
  if (stranger !== undefined) throw new Rejection('unknown-key', 'signatures', { key: stranger.kid });
  const wrong = wrongSignature({ statementBytes: bytes, signatures }, ring);
  if (wrong !== undefined) throw new Rejection('bad-signature', 'signatures', { key: wrong });
}

/** That these keys, at that place in the log, may say this; the same rule as the signer's. */
export function maySpeak(facts: Facts, statement: Statement, signers: readonly string[], place: NextPlace): void {
  const ring = new KeyRing([...facts<readonly SigningKey[]>('keys').values()].flat());
  const [fault] = signerFaults(statement, place, signers, ring);
  if (fault === undefined) return;
  const { kid, why, organisation } = fault;
  if (kid === undefined) throw new Rejection('signature-missing', 'signatures', { organisation });
  const key = ring.get(kid);
  const isDevice = key?.holder === 'device' && (why === 'revoked' || why === 'expired');
  if (isDevice) throw new Rejection('counter-signature-needed', 'signatures', { key: kid });
  if (why === 'revoked') throw new Rejection('key-revoked', 'signatures', { key: kid });
  if (why === 'expired') {
    throw new Rejection('key-expired', 'signatures', { key: kid, day: key?.until?.slice(0, 10) ?? '' });
  }
  if (why === 'out-of-scope') throw new Rejection('key-out-of-scope', 'signatures', { key: kid, type: statement.type });
  throw new Rejection('unknown-key', 'signatures', { key: kid });
}

/**
 * Of a lot that is none of its business an organisation is told that there is none, as at the desk. Whom an amendment or a
 * paper of a shipment concerns, its own decision says.
 */
export function knowsItsLots(facts: Facts, { org, type, lots }: Pick<Statement, 'org' | 'type' | 'lots'>): void {
  if (type.startsWith('statement.') || type === 'document.captured') return;
  const known = facts<Lot>('lots');
  for (const id of lots) {
    const lot = known.get(id);
    if (lot !== undefined && !concerns(lot, org)) throw new Rejection('unknown-lot', 'lot', { lot: id });
  }
}

/** @param known `<lot> <leaf>` of earlier entries, for an observation that may rest on one */
export function hasSeen(facts: Facts, { type, lots, seen }: Statement, known: ReadonlySet<string>): void {
  const heads = facts<Head>(HEADS);
  for (const [i, lot] of lots.entries()) {
    const head = heads.get(lot);
    const [saw, newest] = [seen[i] ?? null, head === undefined ? null : toBase64Url(head.leaf)];
    if (saw === newest) continue;
    if (mayLag(type) && (saw === null || known.has(`${lot} ${saw}`))) continue;
    throw new Rejection('head-moved', `payload.seen[${i}]`, { lot, ...(newest !== null && { head: newest }) });
  }
}

/** The device that signed, if one did; a device always says its number. */
export function deviceIn({ statement, signatures }: SignedDraft, known: readonly SigningKey[]): Device | undefined {
  const note = deviceNoteOf(statement);
  const ours = known.filter(({ kid, holder }) => holder === 'device' && signatures.some((one) => one.kid === kid));
  if (note === 'malformed') throw new Rejection('malformed', 'payload.data.device');
  if (note === undefined) {
    if (ours.length === 0) return undefined;
    throw new Rejection('missing', 'payload.data.device');
  }
  const named = ours.filter(({ kid }) => note.kid === undefined || note.kid === kid);
  const [device] = named;
  // With several signatures it must say which is its own: a later reader has only the statement.
  if (device === undefined || named.length > 1 || (signatures.length > 1 && note.kid === undefined)) {
    throw new Rejection('malformed', 'payload.data.device.kid');
  }
  return { kid: device.kid, note };
}

/** The links of a device's chain on which a statement of it depends. */
export function chainIds({ kid, note: { seq } }: Device): string[] {
  return [seq - 1, seq, seq + 1].filter((number) => number >= 0).map((number) => deviceLinkId(kid, number));
}

/**
 * Whether the statement the device names before this one is there.
 * @throws Rejection `device-forked` where its number, or the place before or after it, was taken by another statement
 */
export function followsItsDevice(facts: Facts, { kid, note }: Device, sid: string): boolean {
  const links = facts<DeviceLink>('devices');
  const [before, same, after] = [-1, 0, 1].map((step) => links.get(deviceLinkId(kid, note.seq + step)));
  const forked =
    same !== undefined ||
    (before !== undefined && before.sid !== note.prev) ||
    (after !== undefined && after.prev !== sid);
  if (forked) throw new Rejection('device-forked', 'payload.data.device', { number: String(note.seq), key: kid });
  return note.seq === 0 || before !== undefined;
}
