/**
 * The application acts as the role `veta_app`, which owns nothing: what the database refuses it, it refuses even where
 * one login, perhaps a superuser, is all that was given.
 */
import { escapeIdentifier, type Client, type ClientConfig } from 'pg';
import { ConfigError } from '../config/config-error.js';
import { withClient } from './server.js';

export const APP_ROLE = 'veta_app';

/** The same connection, made to start every session as `veta_app`. */
export async function asAppRole<C extends ClientConfig>(login: C, owner: ClientConfig): Promise<C> {
  const { user, member } = await withClient(login, membership);
  if (user === APP_ROLE) return login;
  if (!member) await withClient(owner, (client) => grant(client, user));
  return { ...login, options: `-c role=${APP_ROLE}` };
}

/** Trying is the one test that is right on every version: 16 split membership into inherit, set and admin. */
async function membership(client: Client): Promise<{ user: string; member: boolean }> {
  const { rows } = await client.query<{ user: string }>('SELECT current_user AS "user"');
  const user = rows[0]?.user ?? '';
  const member = await client.query(`SET ROLE ${APP_ROLE}`).then(
    () => true,
    () => false,
  );
  return { user, member };
}

async function grant(client: Client, user: string): Promise<void> {
  try {
    await client.query(`GRANT ${APP_ROLE} TO ${escapeIdentifier(user)}`);
  } catch (error) {
    throw new ConfigError(
      `The login ${user} may not act as ${APP_ROLE}; as the server's administrator run: GRANT ${APP_ROLE} TO ${escapeIdentifier(user)};`,
      { cause: error },
    );
  }
}
