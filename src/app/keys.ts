/**
 * `veta keys create ORG --role ROLE --name NAME | revoke ID | list`: the secret is shown once and never again.
 * `veta keys invite ORG --role ROLE --name LABEL`: an invitation for a person, such as an organisation's first manager.
 * `rotate-log` and `policy` are about the log's own keys (log-keys.ts).
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { openDatabase } from '../database/connect.js';
import { openVault } from '../ledger/private/vault.js';
import { ApiKeys, type KeyRole } from '../parties/keys/keys.js';
import { Invitations } from '../parties/people/invitations.js';
import { GIVEN_ROLES } from '../parties/people/people.row.js';
import { PARTY_ROWS } from '../parties/parties.module.js';
import { printPolicy, rotateLog } from './log/log-keys.js';

const USAGE = `veta keys create ORG --role ${GIVEN_ROLES.join('|')} --name NAME, invite ORG --role ROLE --name LABEL, revoke ID, list, rotate-log, or policy`;

export async function keysCommand(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      role: { type: 'string', default: 'registrar' },
      name: { type: 'string' },
      key: { type: 'string' },
      proof: { type: 'string' },
    },
  });
  const [act, subject] = positionals;
  if (act === 'policy') return printPolicy(loadConfig(process.env));
  if (act === 'rotate-log') return rotateLog(loadConfig(process.env), values);
  const role = GIVEN_ROLES.find((one) => one === values.role);
  if (act === undefined || role === undefined || (act !== 'list' && subject === undefined)) {
    throw new ConfigError(`Say what to do with keys: ${USAGE}.`);
  }
  const config = loadConfig(process.env);
  const database = await openDatabase(config, PARTY_ROWS);
  try {
    if (act === 'invite') {
      const vault = await openVault(database.dataSource, config.vaultKey);
      return await invite(new Invitations(database.dataSource, { vault }), subject ?? '', role, values.name ?? '');
    }
    return await perform(new ApiKeys(database.dataSource), act, subject ?? '', role, values.name ?? '');
  } finally {
    await database.close();
  }
}

async function perform(keys: ApiKeys, act: string, subject: string, role: KeyRole, name: string): Promise<number> {
  switch (act) {
    case 'create': {
      const { id, secret } = await keys.create(subject === '-' ? null : subject, role, name);
      console.log(`Key ${id} for ${subject}. Shown this once, keep it safe:\n${secret}`);
      return 0;
    }
    case 'revoke': {
      const revoked = await keys.revoke(subject);
      console.log(revoked ? `Key ${subject} is revoked.` : `There is no valid key ${subject}.`);
      return revoked ? 0 : 1;
    }
    case 'list':
      console.table(await keys.list());
      return 0;
    default:
      throw new ConfigError(`Say what to do with keys: ${USAGE}.`);
  }
}

/** By whoever runs the server, and so never refused: it is how the first one comes in. */
async function invite(invitations: Invitations, organisation: string, role: KeyRole, label: string): Promise<number> {
  const once = { key: randomUUID(), digest: '' };
  const body = {
    role,
    label: label === '' ? 'veta keys invite' : label,
    ...(organisation !== '-' && { organisation }),
  };
  const { token, expiresAt } = await invitations.invite({ role: 'operator', name: 'veta' }, once, body);
  console.log(`An invitation for a ${role} of ${organisation}, good until ${expiresAt.toISOString()}.`);
  console.log(`Shown this once; give it to the one it is for, who accepts it at POST /api/people/accept:\n${token}`);
  return 0;
}
