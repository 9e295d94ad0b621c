/** What amendments leave of lots, counted twice: by the ledger's fold and by the auditor. */
import * as fc from 'fast-check';
import { draft } from '../../../src/core/custody/act.js';
import { dispatch } from '../../../src/core/custody/handover/dispatch.js';
import { split } from '../../../src/core/custody/transformations/melt.js';
import { readData } from '../../../src/core/custody/statement-data.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { auditBalance } from '../../support/audit.js';
import { coop, delivery, LOT, lotOf, registration, sound } from '../../support/first-delivery.js';
import { idOf, type LittleLog } from '../../support/little-log.js';
import { actOf } from '../../support/one-delivery.js';
import { played, season } from '../../support/random-season.js';

const forged = (log: LittleLog, org: string, type: string, data: object): string[] => {
  log.append(
    draft(actOf(org, '2026-01-05'), type, [LOT], { of: registration(log), on: coop.on, reason: 'other', ...data }),
  );
  const statements = log.events.map(({ statement }) => statement);
  return auditBalance(statements, (lot) => log.facts.lots.get(lot)?.grossMg).map(({ what }) => what);
};

describe('a restatement that no rule would have made', () => {
  test('is found by the auditor, and moves no gold in the fold', () => {
    const taken = delivery();
    taken.decide(split, coop, { lot: LOT, outputs: [{ lot: idOf(1, 1), code: 'P-1', grossMg: 20_000 }] });
    expect(forged(taken, 'coop', 'statement.corrected', { fields: { grossMg: 90_000 } })).toEqual(['restated']);
    expect(lotOf(taken).grossMg).toBe(4_000);
    expect(forged(taken, 'coop', 'statement.voided', { with: 'trader' })).toEqual(['restated', 'restated']);
    expect(forged(delivery(), 'trader', 'statement.corrected', { fields: { grossMg: 90_000 } })).toEqual(['restated']);
    const sent = delivery();
    sent.decide(dispatch, coop, { lot: LOT, to: 'trader', sentMg: 24_000 });
    // Nothing is taken from a lot on its way: the two counts part, and that is said.
    expect(forged(sent, 'coop', 'statement.corrected', { fields: { grossMg: 90_000 } })).toEqual(['rest']);
  });

  test('of several lots at once is no statement of that type', () => {
    const log = delivery();
    const [one] = log.events.slice(-1).map(({ statement }) => statement) as [Statement];
    const data = { of: registration(log), on: { ...coop.on }, reason: 'other' };
    const lots = [LOT, idOf(1, 2)];
    expect(readData({ type: 'statement.corrected', lots, data: { ...data, fields: { grossMg: 1 } } })).toBe(
      'malformed',
    );
    expect(readData({ type: 'statement.voided', lots, data: { ...data, with: 'trader' } })).toBe('malformed');
    expect(readData({ type: 'statement.corrected', lots, data: { ...data, fields: { seal: 'S-1' } } })).toBe('good');
    expect(readData({ ...one, type: 'statement.corrected', data: { ...data, fields: {} } })).toBe('malformed');
  });
});

test('whatever is corrected, disputed and voided in a season, fold and auditor agree to the milligram', () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(season, (story) => {
      const { log } = played(story);
      sound(log);
      for (const { statement } of log.events) done.set(statement.type, (done.get(statement.type) ?? 0) + 1);
    }),
    { numRuns: 300 },
  );
  // The property says little if every amendment is refused.
  for (const type of ['statement.corrected', 'statement.disputed', 'statement.voided']) {
    expect(done.get(type)).toBeGreaterThan(30);
  }
});
