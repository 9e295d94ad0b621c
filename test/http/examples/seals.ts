/** The seal of an organisation: set, looked at, withdrawn. */
import { readFileSync } from 'node:fs';
import type { Chapter } from './story.js';

/** Made by openssl for this tale alone; its passphrase is the document's example. */
const SEAL = readFileSync(new URL('seal.p12', import.meta.url)).toString('base64');

export const seals: Chapter = async (story, { manager, registrar }) => {
  await story.tell('Seals.set', { by: manager, body: { pkcs12: SEAL } });
  await story.tell('Seals.shown', { by: registrar['coop-limonal'] });
  await story.tell('Seals.withdraw', { by: manager });
};
