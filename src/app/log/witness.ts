/**
 * `veta witness --state DIR --logs FILE --listen HOST:PORT [--name NAME]`: cosigns the checkpoints of other people's logs.
 * FILE is a C2SP tlog-policy, of which the `log` lines count. Neither database nor settings are needed.
 */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePolicy } from '../../core/log/notes/policy.js';
import { formatVkey, isKeyName, type Vkey } from '../../core/log/notes/vkey.js';
import { ConfigError } from '../../config/config-error.js';
import { lockFolder } from '../../database/embedded/lock.js';
import { witnessKey } from '../../ledger/witness/key.js';
import { serveWitness, type Listen } from '../../ledger/witness/server.js';
import { WitnessStore } from '../../ledger/witness/store.js';
import { Witness, type KnownLogs } from '../../ledger/witness/witness.js';
import { askedToStop } from '../serve.js';

const USAGE = 'veta witness --state DIR --logs FILE --listen HOST:PORT [--name NAME]';

export async function witnessCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      state: { type: 'string' },
      logs: { type: 'string' },
      listen: { type: 'string' },
      name: { type: 'string', default: `${hostname()}/witness` },
    },
  });
  if (values.state === undefined || values.logs === undefined || values.listen === undefined) {
    console.error(USAGE);
    return 64;
  }
  if (!isKeyName(values.name)) throw new ConfigError(`--name must be without spaces or "+", not "${values.name}".`);
  const listen = addressOf(values.listen);
  const logs = await logsOf(values.logs);
  const state = resolve(values.state);
  const key = await witnessKey(state, values.name);
  const free = lockState(state);
  try {
    const witness = new Witness(key, logs, new WitnessStore(state, key));
    const serving = await serveWitness(witness, listen).catch((error: NodeJS.ErrnoException) => {
      throw new ConfigError(`It cannot listen at ${values.listen}: ${error.message}.`);
    });
    console.log(`A witness of ${logs.size} logs is at ${serving.url}. For a policy:\n`);
    console.log(`witness ${key.name} ${formatVkey(witness.vkey)} ${serving.url}`);
    await askedToStop();
    await serving.close();
    return 0;
  } finally {
    free();
  }
}

function addressOf(text: string): Listen {
  const [, six, four, digits] = /^(?:\[([0-9a-fA-F:]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = six ?? four;
  if (host === undefined || Number(digits) > 65535) {
    throw new ConfigError(`--listen must be HOST:PORT, such as 127.0.0.1:3300, not "${text}".`);
  }
  return { host, port: Number(digits), broken: (error) => console.error(error) };
}

async function logsOf(file: string): Promise<KnownLogs> {
  const policy = parsePolicy(await readFile(file));
  if (policy === undefined || policy.logs.length === 0) {
    throw new ConfigError(`${file} is no policy with a log in it: lines "log <vkey>" and "quorum none" are needed.`);
  }
  const logs = new Map<string, Vkey[]>();
  for (const { vkey } of policy.logs) logs.set(vkey.name, [...(logs.get(vkey.name) ?? []), vkey]);
  return logs;
}

function lockState(state: string): () => void {
  try {
    return lockFolder(state);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(`Another witness is using ${state}: one folder, one witness.`);
  }
}
