/** Devices' own chains, by `<key id>/<number>`: what a device gave that number, and what it named as the one before. */
import { fromBase64Url, toBase64Url } from '../../core/bytes.js';
import { deviceNoteOf, type DeviceNote } from '../../core/custody/keys/device.js';
import type { Projection, Recorded } from '../../ledger/projection.js';

export interface DeviceLink {
  /** Identity of the statement, base64url. */
  readonly sid: string;
  /** As the device says it. */
  readonly prev: string | null;
}

export function deviceLinkId(kid: string, seq: number): string {
  return `${kid}/${seq}`;
}

export const devices: Projection<DeviceLink> = {
  kind: 'devices',
  rebuilt: {
    tables: [{ name: 'device_link' }],
    touched: (recorded) => linksIn(recorded).map(([id]) => id),
  },

  async load(tx, ids) {
    const rows: { kid: string; seq: number; sid: Buffer; prev: Buffer | null }[] = await tx.query(
      `SELECT d.kid, d.seq::float8 AS seq, d.sid, d.prev
         FROM unnest($1::text[], $2::bigint[]) AS asked(kid, seq) JOIN device_link d USING (kid, seq)`,
      [ids.map((id) => id.split('/')[0]), ids.map((id) => id.split('/')[1])],
    );
    return new Map(
      rows.map(({ kid, seq, sid, prev }) => [
        deviceLinkId(kid, seq),
        { sid: toBase64Url(sid), prev: prev === null ? null : toBase64Url(prev) },
      ]),
    );
  },

  evolve(states, recorded) {
    const links = linksIn(recorded);
    for (const [id, link] of links) states.set(id, link);
    return links.map(([id]) => id);
  },

  async save(tx, changed) {
    if (changed.size === 0) return;
    const ids = [...changed.keys()];
    await tx.query(
      `INSERT INTO device_link (kid, seq, sid, prev) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[], $4::bytea[])`,
      [
        ids.map((id) => id.split('/')[0]),
        ids.map((id) => id.split('/')[1]),
        [...changed.values()].map(({ sid }) => bytesOf(sid)),
        [...changed.values()].map(({ prev }) => (prev === null ? null : bytesOf(prev))),
      ],
    );
  },
};

function bytesOf(base64url: string): Uint8Array {
  return fromBase64Url(base64url) ?? new Uint8Array();
}

/** Which of the signing keys is the device's. */
export function deviceKid(note: DeviceNote, signers: readonly string[]): string | undefined {
  return note.kid ?? (signers.length === 1 ? signers[0] : undefined);
}

function linksIn({ statement, signers, sid }: Recorded): [id: string, link: DeviceLink][] {
  const note = signers.length === 0 ? undefined : deviceNoteOf(statement);
  if (note === undefined || note === 'malformed') return [];
  const kid = deviceKid(note, signers);
  return kid === undefined ? [] : [[deviceLinkId(kid, note.seq), { sid: toBase64Url(sid), prev: note.prev }]];
}
