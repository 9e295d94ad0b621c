/** The seal of whoever runs this server: set under the papers of organisations that have none of their own. */
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createPrivateKey, randomUUID, X509Certificate } from 'node:crypto';
import { ConfigError } from '../../config/config-error.js';
import type { Config } from '../../config/config.js';
import { Rejection } from '../../core/rejection.js';
import { makeSampleSeal } from './sample-seal.js';
import { certificateOf, sealIn, sealOf, type Seal } from './seal.js';

/**
 * The one of the settings; of a sample, one it makes for itself at its first start and keeps beside its data.
 * @throws ConfigError with one sentence where a seal is asked for and cannot be set
 */
export async function openHouseSeal(
  { seal, dataDir }: Pick<Config, 'seal' | 'dataDir'>,
  sample: boolean,
): Promise<Seal | undefined> {
  if (seal !== undefined) return givenSeal(seal);
  return sample ? sampleSeal(join(dataDir, 'sample-seal.pem')) : undefined;
}

async function givenSeal({ file, passphraseFile }: NonNullable<Config['seal']>): Promise<Seal> {
  const [pkcs12, passphrase] = await Promise.all([contentOf('VETA_SEAL', file), contentOf(PASSPHRASE, passphraseFile)]);
  return sealIn(pkcs12, passphrase.toString('utf8').replace(/\r?\n$/, '')).catch((error: unknown) => {
    if (!(error instanceof Rejection)) throw error;
    throw new ConfigError(FAULTS[error.code] ?? `VETA_SEAL (${file}) is no seal that papers can bear.`);
  });
}

const PASSPHRASE = 'VETA_SEAL_PASSPHRASE_FILE';
const FAULTS: Readonly<Record<string, string>> = {
  'seal-unreadable': 'VETA_SEAL is no PKCS#12 file, or one encrypted in a way that is not read here.',
  'wrong-passphrase': `What stands in ${PASSPHRASE} does not open VETA_SEAL.`,
  'seal-unsuitable': 'VETA_SEAL must hold one RSA key of 2048 bits or more, with a certificate that lets it sign.',
};

async function contentOf(setting: string, file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new ConfigError(`${setting} (${file}) cannot be read: ${(error as Error).message}.`);
  });
}

async function sampleSeal(path: string): Promise<Seal> {
  const kept = await keptSeal(path);
  if (kept !== undefined) return kept;
  const seal = await makeSampleSeal(new Date());
  const pem = `${seal.key.export({ format: 'pem', type: 'pkcs8' }).toString()}${certificateOf(seal).toString()}`;
  await mkdir(dirname(path), { recursive: true });
  // Under its name it is whole, or not there.
  const whole = `${path}.${randomUUID()}`;
  await writeFile(whole, pem, { mode: 0o600 });
  try {
    await link(whole, path);
    return seal;
  } catch (error) {
    // A worker that started beside this process was first: its seal is the one.
    const first = await keptSeal(path);
    if (first === undefined) throw error;
    return first;
  } finally {
    await unlink(whole);
  }
}

async function keptSeal(path: string): Promise<Seal | undefined> {
  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (pem === undefined) return undefined;
  return sealOf(createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' }), [new X509Certificate(pem).raw]);
}
