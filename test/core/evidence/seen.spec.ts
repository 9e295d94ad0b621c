/** What an author had seen of a lot: whoever acts on gold knows its newest entry, whoever only observes may have been out of reach. */
import { draft } from '../../../src/core/custody/act.js';
import { toBase64Url } from '../../../src/core/bytes.js';
import { leafHash } from '../../../src/core/log/tree/merkle.js';
import { verify } from '../../../src/verifier/door.js';
import type { LittleLog } from '../../support/little-log.js';
import { actOf, AT, BAR, oneDelivery, RING } from '../../support/one-delivery.js';

const seed = new Uint8Array(32).fill(3);
const act = actOf('joya', '2026-01-09');
const melted = toBase64Url(leafHash(oneDelivery().events[AT.melt]?.entry ?? new Uint8Array()));

/** An act on the bar whose author names the newest entry it knew. */
function saidHaving(seen: string | null, type: string, signs: boolean): LittleLog {
  const log = oneDelivery().key('joya', { seed }).seen(seen);
  const one = draft(act, type, [BAR], { on: act.on });
  return signs ? log.signed(one, { seed }) : log.append(one);
}

function faults(log: LittleLog): string[] {
  const { lines } = verify(log.bundle(RING), log.policy);
  return lines.filter(({ ok, check }) => !ok && check === 'chain').map(({ what, at }) => `${what} ${at}`);
}

test.each(['statement.disputed', 'access.granted', 'lot.assayed'])(
  '%s that its author signed may rest on an earlier entry, or on none',
  (type) => {
    expect(faults(saidHaving(melted, type, true))).toEqual([]);
    expect(faults(saidHaving(null, type, true))).toEqual([]);
  },
);

test('nobody observes what this lot never was', () => {
  const delivered = toBase64Url(leafHash(oneDelivery().events[AT.delivery]?.entry ?? new Uint8Array()));
  expect(faults(saidHaving(delivered, 'statement.disputed', true))).toEqual(['seen-differs event 12']);
});

test('any other act, and whatever the platform attests, rests on the newest', () => {
  for (const seen of [melted, null]) {
    expect(faults(saidHaving(seen, 'bar.photographed', true))).toEqual(['seen-stale event 12']);
    expect(faults(saidHaving(seen, 'statement.disputed', false))).toEqual(['seen-stale event 12']);
  }
});
