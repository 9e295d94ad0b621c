/** `veta keys rotate-log [--key KEY --proof PROOF]` and `veta keys policy`: the keys of the log itself. */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/config.js';
import { ConfigError } from '../../config/config-error.js';
import type { Ledger } from '../../ledger/ledger.js';
import { newLogKey, type NewKey } from '../../ledger/signer/key/new-key.js';
import { SigningKeys } from '../../parties/signing-keys/signing-keys.js';
import { openHouse } from '../house.js';

/** What a verifier trusts to trust this log, C2SP tlog-policy; who asks for witnesses adds them. */
export function policyOf({ vkeys }: Pick<Ledger, 'vkeys'>): string {
  if (vkeys.length === 0) return '# its signer has not been seen yet: veta signer prints the key\n';
  return `${vkeys.map((vkey) => `log ${vkey}\n`).join('')}quorum none\n`;
}

export async function printPolicy(config: Config): Promise<number> {
  const house = await openHouse(config);
  try {
    process.stdout.write(policyOf(house.ledger));
    return 0;
  } finally {
    await house.close();
  }
}

/** From the next checkpoint on old and new key sign together. */
export async function rotateLog(config: Config, given: Partial<NewKey>): Promise<number> {
  const { key, proof } = given;
  if ((key === undefined) !== (proof === undefined)) throw new ConfigError('Give --key and --proof, or neither.');
  if (key === undefined && config.signer === 'separate') {
    throw new ConfigError(
      'The key is made where the signer is: run veta signer --new-key there, and here what it prints.',
    );
  }
  const house = await openHouse(config);
  try {
    const { ledger, database } = house;
    const made = key !== undefined && proof !== undefined ? { key, proof } : await newLogKey(config.signerDir);
    const keys = new SigningKeys(ledger, database.dataSource);
    const actor = { name: 'keys rotate-log', role: 'operator' } as const;
    const once = { key: randomUUID(), digest: made.key };
    await keys.add(actor, once, ledger.origin, { ...made, holder: 'log', custody: 'own' });
    await ledger.checkpoint();
    console.log(`The log has a new key. Old and new sign together for 30 days; give everyone this policy:\n`);
    process.stdout.write(policyOf(ledger));
    return 0;
  } finally {
    await house.close();
  }
}
