/**
 * `veta worker`: makes the papers that others ask for, and nothing else. As many may run as there are cores; asked to stop, each
 * ends the papers in hand, and what waits is made by the others or at the next start.
 */
import { loadConfig } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import { openHouse } from './house.js';
import { askedToStop } from './serve.js';

export async function workerCommand(): Promise<number> {
  const config = loadConfig(process.env);
  if (config.databaseUrl === undefined) {
    throw new ConfigError(
      'A worker of its own needs DATABASE_URL: the process that runs the embedded database makes the papers too.',
    );
  }
  const house = await openHouse(config, { worker: true });
  try {
    console.log(`A worker is making papers, ${config.papersAtOnce} at a time.`);
    const signal = await askedToStop();
    console.log(`${signal}: the papers in hand are ended first.`);
    return 0;
  } finally {
    await house.close();
  }
}
