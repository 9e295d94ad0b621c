/**
 * `veta keys create ORG --role ROLE --name NAME | revoke ID | list`: the secret is shown once and never again.
 * `rotate-log` and `policy` are about the log's own keys (log-keys.ts).
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { openDatabase } from '../database/connect.js';
import { ApiKeys, type KeyRole } from '../parties/keys/keys.js';
import { PARTY_ROWS } from '../parties/parties.module.js';
import { printPolicy, rotateLog } from './log-keys.js';

const ROLES: readonly KeyRole[] = ['registrar', 'operator'];
const USAGE = `veta keys create ORG --role ${ROLES.join('|')} --name NAME, revoke ID, list, rotate-log, or policy`;

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
  const role = ROLES.find((one) => one === values.role);
  if (act === undefined || role === undefined || (act !== 'list' && subject === undefined)) {
    throw new ConfigError(`Say what to do with keys: ${USAGE}.`);
  }
  const database = await openDatabase(loadConfig(process.env), PARTY_ROWS);
  try {
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
