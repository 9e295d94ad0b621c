/**
 * The table of devices' chains against history. Admission believes it, and the database lets the application add to it: so
 * whoever has its login could take a device's next number away from it there.
 */
import type { EntityManager } from 'typeorm';
import { fromBase64Url, toHex } from '../../core/bytes.js';
import type { Fault } from '../../ledger/fsck.js';
import type { Recorded } from '../../ledger/projection.js';
import { devices, type DeviceLink } from './devices.projection.js';

interface LinkRow {
  readonly id: string;
  /** Lowercase hex; `prev` empty for none. */
  readonly sid: string;
  readonly prev: string;
  /** Of its statement; null where there is none. */
  readonly idx: number | null;
}

const PAGE = 5000;

export class DeviceAudit {
  /** What history says, by `<key id>/<number>`. */
  private readonly links = new Map<string, DeviceLink>();

  /** Takes the next statement; a sentence where its device gave its number before. */
  *add(recorded: Recorded): Generator<string> {
    const one = new Map<string, DeviceLink>();
    for (const id of devices.evolve(one, recorded)) {
      const [before, link] = [this.links.get(id), one.get(id)];
      if (before !== undefined) yield `its device gave number ${id.split('/')[1]} to another statement before`;
      else if (link !== undefined) this.links.set(id, link);
    }
  }

  /** Where the table says otherwise than the statements taken, `size` of them. */
  async tableFaults(tx: EntityManager, size: number): Promise<Fault[]> {
    const faults: Fault[] = [];
    let known = 0;
    for (let page = await readPage(tx, ''); page.length > 0; page = await readPage(tx, page.at(-1)?.id ?? '')) {
      for (const { id, sid, prev, idx } of page) {
        const link = this.links.get(id);
        if (link !== undefined) known++;
        if (link === undefined || hex(link.sid) !== sid || hex(link.prev) !== prev) {
          faults.push({ idx: idx ?? size, what: `the table of devices gives ${id} to what no entry gave it` });
        }
      }
    }
    const missing = this.links.size - known;
    if (missing > 0) faults.push({ idx: size, what: `${missing} statements of devices are missing from their table` });
    return faults;
  }
}

function hex(base64url: string | null): string {
  return base64url === null ? '' : toHex(fromBase64Url(base64url) ?? new Uint8Array());
}

function readPage(tx: EntityManager, after: string): Promise<LinkRow[]> {
  return tx.query(
    `SELECT d.kid || '/' || d.seq AS id, encode(d.sid, 'hex') AS sid, coalesce(encode(d.prev, 'hex'), '') AS prev,
            s.idx::float8 AS idx
       FROM device_link d LEFT JOIN statement s USING (sid)
      WHERE (d.kid, d.seq) > (split_part($1, '/', 1), coalesce(nullif(split_part($1, '/', 2), ''), '-1')::bigint)
      ORDER BY d.kid, d.seq LIMIT ${PAGE}`,
    [after],
  );
}
