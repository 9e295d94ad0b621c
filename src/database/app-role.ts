/**
 * The application acts as the role `veta_app`, which owns nothing: what the database refuses it, it refuses even where
 * one login, perhaps a superuser, is all that was given.
 */
import { escapeIdentifier, type Client, type ClientConfig } from 'pg';
import { ConfigError } from '../config/config-error.js';
import { withClient } from './server.js';

export const APP_ROLE = 'veta_app';
/** Of a process that only signs the log (migration 0052). */
export const SIGNER_ROLE = 'veta_signer';

type Role = typeof APP_ROLE | typeof SIGNER_ROLE;

/** The same connection, made to start every session as `veta_app`, or another of our roles. */
export async function asAppRole<C extends ClientConfig>(
  login: C,
  owner: ClientConfig,
  role: Role = APP_ROLE,
): Promise<C> {
  const { user, member } = await withClient(login, (client) => membership(client, role));
  if (user === role) return login;
  if (!member) await withClient(owner, (client) => grant(client, user, role));
  return { ...login, options: `-c role=${role}` };
}

/** Trying is the one test that is right on every version: 16 split membership into inherit, set and admin. */
async function membership(client: Client, role: Role): Promise<{ user: string; member: boolean }> {
  const { rows } = await client.query<{ user: string }>('SELECT current_user AS "user"');
  const user = rows[0]?.user ?? '';
  const member = await client.query(`SET ROLE ${role}`).then(
    () => true,
    () => false,
  );
  return { user, member };
}

async function grant(client: Client, user: string, role: Role): Promise<void> {
  try {
    await client.query(`GRANT ${role} TO ${escapeIdentifier(user)}`);
  } catch (error) {
    throw new ConfigError(
      `The login ${user} may not act as ${role}; as the server's administrator run: GRANT ${role} TO ${escapeIdentifier(user)};`,
      { cause: error },
    );
  }
}
