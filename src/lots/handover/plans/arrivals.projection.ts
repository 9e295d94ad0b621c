/** What ends a journey ends its plan: routes, times and couriers go in the very transaction that records the arrival. */
import type { Projection } from '../../../ledger/projection.js';

const ENDINGS: ReadonlySet<string> = new Set([
  'custody.received',
  'custody.refused',
  'custody.relayed',
  'custody.declined',
  'lot.lost',
  'lot.seized',
]);

export const arrivals: Projection<null> = {
  kind: 'arrivals',
  load: () => Promise.resolve(new Map()),
  evolve: () => [],
  async save(tx, _changed, recorded) {
    const ended = recorded.flatMap(({ statement }) => (ENDINGS.has(statement.type) ? statement.lots : []));
    if (ended.length > 0) await tx.query('DELETE FROM transport_plan WHERE lot = ANY ($1::uuid[])', [ended]);
  },
};
