/** `veta serve`: the API, the pages and the background work, until it is asked to stop. */
import { loadConfig } from '../config/config.js';
import { witnessCheck } from './log/cosigners.js';
import { openHouse, type House } from './house.js';
import { SignInSettings } from '../parties/sessions/settings.js';
import { askedToStop, serve, type Serving } from './serve.js';
import { policyOf } from './log/log-keys.js';
import { modulesOf } from './modules.js';

export async function serveCommand(): Promise<number> {
  const config = loadConfig(process.env);
  const house = await openHouse(config, { worker: config.worker === 'in-process' });
  try {
    const serving = await open(house);
    console.log(`Veta is at ${serving.url}`);
    console.log(`Its log, for a verifier's policy:\n\n${policyOf(house.ledger)}`);
    return await untilStopped(house, serving);
  } finally {
    await house.close();
  }
}

export function open(house: House): Promise<Serving> {
  const { database, ledger, metrics, cosigners, config, blobs } = house;
  const signIn = new SignInSettings(config.publicUrl, config.issuer, config.readsDays);
  const modules = modulesOf(house);
  const checks = cosigners === undefined ? [] : [witnessCheck(cosigners)];
  cosigners?.start();
  return serve({ dataSource: database.dataSource, ledger, metrics, modules, checks, signIn, blobs }, config, {
    fileBytes: config.evidenceMib * 1_048_576,
  });
}

/** Ends well when it is asked to, and with a sentence when the embedded database is gone. */
export async function untilStopped(house: House, serving: Serving): Promise<number> {
  const why = await Promise.race([askedToStop(), house.database.lost.then((sentence) => ({ sentence }))]);
  // Papers in hand are finished first: the ledger closes with the application.
  await house.documents.close();
  await serving.close();
  if (typeof why === 'string') return 0;
  console.error(why.sentence);
  return 1;
}
