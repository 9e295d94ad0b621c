/** VETA_PG_PORT lets an operator's own tools in on 127.0.0.1, by a password that is made once and kept in a 0600 file. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { escapeLiteral, type ClientConfig } from 'pg';
import { withClient } from '../server.js';
import { OWNER } from './cluster.js';

export async function openPort(dataDir: string, owner: ClientConfig): Promise<void> {
  const file = `${dataDir}/postgres-password`;
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  const password = readFileSync(file, 'utf8').trim();
  await withClient(owner, (client) => client.query(`ALTER ROLE ${OWNER} PASSWORD ${escapeLiteral(password)}`));
}
