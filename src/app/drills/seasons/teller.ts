/**
 * The child of `veta drill seasons`: tells the sample season as the demo does, and says each acknowledgement aloud the moment
 * the ledger gives it, one line `<sid> <index> <leaf>` per entry, so that its parent knows what must never be lost.
 */
import { writeSync } from 'node:fs';
import type { Json } from '../../../core/log/canonical-json.js';
import { loadConfig } from '../../../config/config.js';
import type { Command, Receipt } from '../../../ledger/ledger.js';
import { tellSeason } from '../../demo/demo.js';
import { openHouse } from '../../house.js';

/** The file our parent opened for it. */
const ACKNOWLEDGED = 3;

const house = await openHouse(loadConfig(process.env), { sample: true, worker: true });
const { ledger } = house;
const append = ledger.append.bind(ledger);
ledger.append = async <Result extends Json>(command: Command<Result>): Promise<Receipt<Result>> => {
  const receipt = await append(command);
  // At once and not through a stream: what is said must be out before this process can be killed.
  writeSync(ACKNOWLEDGED, receipt.entries.map(({ sid, idx, leaf }) => `${sid} ${idx} ${leaf}\n`).join(''));
  return receipt;
};
const lost = house.database.lost.then((sentence) => {
  console.error(sentence);
  process.exit(1);
});
await Promise.race([tellSeason(house), lost]);
await house.close();
