/** A shipment packed anew: a stranger follows what stays in it and what was taken out. */
import { BAR } from '../../../support/one-delivery.js';
import { SHIPMENTS } from '../../../support/one-shipment.js';
import { judged } from './judged.js';

test.each(SHIPMENTS)('a bar %s', (_, exit, tale) => {
  const found = judged(tale(), BAR);
  expect(found.exit).toBe(exit);
  expect(found.faults.length > 0).toBe(exit === 1);
});
