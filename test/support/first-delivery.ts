/** A cooperative's first delivery, which somebody is about to amend. */
import { draft } from '../../src/core/custody/act.js';
import { register } from '../../src/core/custody/intake.js';
import type { Lot } from '../../src/core/custody/lot.js';
import { readData } from '../../src/core/custody/statement-data.js';
import type { Fineness } from '../../src/core/custody/statements.js';
import { auditBalance } from './audit.js';
import { idOf, LittleLog } from './little-log.js';
import { actOf } from './one-delivery.js';

export const LOT = idOf(0xde, 1);
export const coop = actOf('coop', '2026-01-05');
export const trader = actOf('trader', '2026-01-05');
export const touchstone = (ppm: number): Fineness => ({ ppm, method: 'touchstone', uncertaintyPpm: 15_000 });

/** A cooperative's site, a trader, and one delivery of 24.00 g at 940 ‰. */
export function delivery(origin: 'production' | 'selection' = 'production'): LittleLog {
  const log = new LittleLog();
  const site = { site: 'R-1', name: 'Playa', municipality: 'San Isidro', region: 'CO-CAU', country: 'CO' };
  log.append(
    ...['coop', 'trader'].map((organisation) =>
      draft(coop, 'organisation.registered', [], { organisation, name: organisation, role: 'trader', country: 'CO' }),
    ),
    draft(coop, 'site.registered', [], { ...site, deposit: 'alluvial', minPpm: 850_000, maxPpm: 995_000 }),
  );
  const gold = { lot: LOT, code: 'E-1', origin, form: 'alluvial', site: 'R-1', grossMg: 24_000 } as const;
  return log.decide(register, coop, { ...gold, reading: touchstone(940_000), member: 'M-1' });
}

export const lotOf = (log: LittleLog): Lot => log.facts.lots.get(LOT) as Lot;
export const registration = (log: LittleLog): string => log.sidOf('lot.registered', LOT);

/** Fold and auditor say the same of every lot, and neither finds a fault. */
export function sound(log: LittleLog): void {
  const statements = log.events.map(({ statement }) => statement);
  expect(statements.map(readData)).not.toContain('malformed');
  expect(auditBalance(statements, (lot) => log.facts.lots.get(lot)?.grossMg)).toEqual([]);
}
