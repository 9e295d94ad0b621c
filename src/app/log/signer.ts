/**
 * `veta signer`: signs the log and does nothing else, on its own host or as its own user, with a login that reads history.
 *
 * `--recover --from NOTE --policy FILE` makes `signed.log` again on a new host, from the newest checkpoint that witnesses
 * cosigned. `--new-key` makes a key to follow the one in use (docs/operations.md, "The signer").
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig, type Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import { openSignerDatabase } from '../../database/connect.js';
import { newLogKey } from '../../ledger/signer/key/new-key.js';
import { openSigner } from '../../ledger/signer/open-signer.js';
import { recoverSigner } from '../../ledger/signer/recover.js';
import { SignerPost } from '../../ledger/signer/separate/post.js';
import { askedToStop } from '../serve.js';

export async function signerCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      recover: { type: 'boolean', default: false },
      from: { type: 'string' },
      policy: { type: 'string' },
      'new-key': { type: 'boolean', default: false },
    },
  });
  const config = loadConfig(process.env);
  if (values['new-key']) {
    const { key, proof } = await newLogKey(config.signerDir);
    console.log(`veta keys rotate-log --key ${key} --proof ${proof}`);
    return 0;
  }
  if (values.recover) return recover(config, values.from, values.policy ?? config.policyFile);
  return sign(config);
}

async function sign(config: Config): Promise<number> {
  const dataSource = await openSignerDatabase(config);
  try {
    const { signerDir, logDir, origin, releaseDays } = config;
    const signer = await openSigner({ dataSource, signerDir, logDir, origin, releaseDays });
    console.log(`The signer of ${origin} is at work. For a verifier's policy:\n`);
    console.log(`${signer.vkeys.map((vkey) => `log ${vkey}\n`).join('')}quorum none\n`);
    const post = new SignerPost(dataSource, signer, (sentence) => console.error(sentence));
    const working = post.run();
    await askedToStop();
    post.stop();
    await working;
    await signer.close();
    return 0;
  } finally {
    await dataSource.destroy();
  }
}

async function recover(config: Config, from: string | undefined, policy: string | undefined): Promise<number> {
  if (from === undefined || policy === undefined) {
    throw new ConfigError('Say veta signer --recover --from NOTE --policy FILE: a checkpoint that witnesses cosigned.');
  }
  const dataSource = await openSignerDatabase(config);
  try {
    const { signerDir, origin } = config;
    const [note, policyText] = await Promise.all([readFile(from, 'utf8'), readFile(policy, 'utf8')]);
    const size = await recoverSigner(dataSource, { signerDir, origin, note, policy: policyText });
    console.log(`The signer's memory is back: ${size} entries, as they were signed.`);
    return 0;
  } finally {
    await dataSource.destroy();
  }
}
