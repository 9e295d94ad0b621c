/** What version 0.1.0 kept in clear is sealed at the first start with a vault, and the clear rows removed. */
import type { DataSource } from 'typeorm';
import { fromHex } from '../../core/bytes.js';
import type { Json } from '../../core/log/canonical-json.js';
import { keepValues, type Owned } from './values.js';
import { memberSubject, organisationSubject, type Vault } from './vault.js';

const AT_ONCE = 2000;

interface ClearRow {
  readonly sid: string;
  readonly digest: string;
  readonly org: string;
  readonly salt: string;
  readonly name: string;
  readonly value: Json;
  /** Code of the person the statement is about, where it is about one. */
  readonly member: string | null;
}

/** Batch by batch, each a transaction; a start that was cut short goes on where it ended. Done once, it costs a query. */
export async function sealDisclosures(dataSource: DataSource, vault: Vault): Promise<void> {
  for (;;) {
    const sealed = await dataSource.transaction(async (tx) => {
      const rows: ClearRow[] = await tx.query(CLEAR, [AT_ONCE]);
      await keepValues(tx, vault, rows.map(ownedOf));
      await tx.query(
        `DELETE FROM disclosure d USING unnest($1::text[], $2::text[]) AS sealed(sid, digest)
          WHERE d.sid = decode(sealed.sid, 'hex') AND d.digest = sealed.digest`,
        [rows.map(({ sid }) => sid), rows.map(({ digest }) => digest)],
      );
      return rows.length;
    });
    if (sealed === 0) return;
  }
}

/** All values of a person's registration and deliveries are that person's, as they are today. */
function ownedOf({ member, ...row }: ClearRow): Owned {
  const sid = fromHex(row.sid);
  if (sid === undefined) throw new Error('bug: PostgreSQL wrote hex that is none');
  const subject = member === null ? organisationSubject(row.org) : memberSubject(row.org, member);
  return { ...row, sid, subject };
}

/** Whole statements in a batch, so that the value that names the person is seen with the others. */
const CLEAR = `
WITH chosen AS (SELECT DISTINCT sid FROM (SELECT sid FROM disclosure ORDER BY sid LIMIT $1) AS first)
SELECT encode(d.sid, 'hex') AS sid, d.digest, d.org, d.salt, d.name, d.value,
       (SELECT coalesce(m.value ->> 'code', m.value #>> '{}') FROM disclosure m WHERE m.sid = d.sid AND m.name = 'member') AS member
  FROM disclosure d JOIN chosen USING (sid)`;
