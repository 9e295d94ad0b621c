/** Two owners' gold in one crucible: a cooperative's delivery and one it had sold to a jeweller, the bar held until somebody says whose. */
import { transferTitle } from '../../src/core/custody/handover/title.js';
import { releaseHold } from '../../src/core/custody/holds/decide.js';
import { register } from '../../src/core/custody/intake.js';
import { melt } from '../../src/core/custody/transformations/melt.js';
import type { LotReleased } from '../../src/core/custody/statements.js';
import type { Draft } from '../../src/core/log/statement.js';
import { idOf, LittleLog } from './little-log.js';
import { actOf, papers } from './one-delivery.js';

export const TWO = idOf(0xba, 2);

/** @param release what the release says instead; `null`: there is none, and the bar is sold as it is */
export function oneBarOfTwo(release: ((data: LotReleased) => object) | null = (data) => data): LittleLog {
  const coop = actOf('coop', '2026-01-05');
  const log = papers(new LittleLog());
  const inputs = [1, 2].map((n) => ({ lot: idOf(0xde, n), grossMg: 2_000 * n }));
  for (const [n, { lot, grossMg }] of inputs.entries()) {
    const about = { code: `E-${n}`, origin: 'production', form: 'alluvial', site: 'R-1', member: 'M-1' } as const;
    log.decide(register, coop, { lot, grossMg, ...about, reading: { ppm: 911_000, method: 'touchstone' } });
  }
  log.decide(transferTitle, coop, { lot: idOf(0xde, 2), to: 'joya', basis: 'sale' });
  const output = { lot: TWO, code: 'B-2', form: 'dore', grossMg: 5_900 } as const;
  log.decide(melt, coop, { inputs, output, cause: 'humedad' });
  const approver = { ...coop, by: 'person:00000000-0000-4000-8000-000000000002' };
  const facts = { lots: log.facts.lots, authors: new Map() };
  const released = releaseHold(facts, approver, { lot: TWO, reason: 'as both wrote', owner: 'joya' });
  if (release !== null) log.append(...released.map((one) => saying(one, release(one.data as never))));
  return log;
}

function saying(one: Draft, data: object): Draft {
  return { ...one, data: data as Draft['data'] };
}
