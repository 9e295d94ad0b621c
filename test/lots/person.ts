import { randomBytes, randomUUID } from 'node:crypto';
import type { GivenRole } from '../../src/parties/people/people.row.js';
import type { Market } from './market.js';

/** Somebody who works there, or for the register's own (`null`), with a key of their own. */
export async function aPerson(
  { desk }: Pick<Market, 'desk'>,
  org: string | null,
  role: GivenRole = org === null ? 'operator' : 'registrar',
): Promise<{ readonly id: string; readonly key: string }> {
  const [id, subject] = [randomUUID(), randomBytes(32)];
  const { ownerQuery } = desk.database;
  const wrapped = [subject, randomBytes(60)];
  await ownerQuery(`INSERT INTO data_key (subject, kind, wrapped) VALUES ($1, 'person', $2)`, wrapped);
  const sealed = [id, randomBytes(32), subject, randomBytes(40)];
  await ownerQuery('INSERT INTO person (id, sign_in, subject, sealed) VALUES ($1, $2, $3, $4)', sealed);
  const member = [randomUUID(), id, org, role];
  await ownerQuery(`INSERT INTO membership (id, person, org, role, made_by) VALUES ($1, $2, $3, $4, 'veta')`, member);
  return { id, key: (await desk.keys.create(org, role, 'own', { person: id })).secret };
}
