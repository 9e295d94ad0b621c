/** Gold counted in a mass-balance account carries no claim from then on, and a stranger checks that it was counted once and rightly. */
import type { Draft } from '../../../../src/core/log/statement.js';
import { verify } from '../../../../src/verifier/door.js';
import { countedAndCorrected, MISCOUNTED, oneAccount } from '../../../support/one-account.js';
import { BAR, DELIVERY, oneDelivery, RING } from '../../../support/one-delivery.js';
import { judged } from './judged.js';

test('a ring of gold that was counted in an account is in order, and carries no claim', () => {
  const log = oneAccount();
  const { exit, summary } = verify(log.bundle(RING), log.policy);
  expect(exit).toBe(0);
  expect(summary?.claims).toMatchObject([{ scheme: 'fairmined', carried: false, lost: [{ why: 'incorporated' }] }]);
  const before = oneDelivery();
  expect(verify(before.bundle(RING), before.policy).summary?.claims).toMatchObject([{ carried: true }]);
});

test.each(Object.entries(MISCOUNTED))('it is not counted: %s', (_, [fault, ...told]) => {
  const { exit, faults } = judged(oneAccount(...told), BAR);
  expect(exit).toBe(1);
  expect(faults).toContain(fault);
});

test('of a lot that nobody registered nothing is counted', () => {
  const ghost = 'deadbeef-0000-4000-8000-000000000009';
  const said = (honest: Draft): Draft => ({ ...honest, lots: [ghost], data: { ...honest.data, lot: ghost } });
  expect(judged(oneAccount(said), BAR).faults).toEqual(['balance: gold-unborn']);
});

test('gold that was counted is not restated: its registration is corrected no more', () => {
  const faults = ['amendment: amends-too-late', 'balance: gold-restated'];
  expect(judged(countedAndCorrected(), DELIVERY)).toEqual({ exit: 1, faults });
});
