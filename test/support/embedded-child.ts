/**
 * A Veta reduced to its embedded database, for tests that kill it. Says in one line of JSON how to reach the server,
 * or why there is none, and then waits to be ended. It hooks no signals: what is seen is what the server does by itself.
 */
import { startEmbedded } from '../../src/database/embedded/start.js';

const [dataDir = ''] = process.argv.slice(2);
try {
  const { owner, pid } = await startEmbedded({ dataDir });
  process.stdout.write(`${JSON.stringify({ owner, pid })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: error instanceof Error ? error.message : String(error) })}\n`);
}
