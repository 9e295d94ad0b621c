/** Flags of a device's statement: exactly at their bounds, and none of them ever refuses. */
import { deviceFlags, deviceNoteOf, type DeviceNote } from '../../../src/core/custody/keys/device.js';
import type { Json } from '../../../src/core/log/canonical-json.js';

const NOON = Date.parse('2026-07-01T12:00:00.000Z');
const at = (ms: number): string => new Date(NOON + ms).toISOString();
const note: DeviceNote = { seq: 0, prev: null, checkpoint: null };
const around = { received: at(0), follows: true, checkpointKnown: true };
const ROOT = `${'A'.repeat(43)}=`;
const MINUTES = 60_000;
const DAYS = 24 * 60 * MINUTES;

test.each([
  ['a clock five minutes off is near enough', at(-1), { sync: { device: at(0), server: at(5 * MINUTES) } }, {}, []],
  ['and one beyond is not', at(-1), { sync: { device: at(5 * MINUTES + 1), server: at(0) } }, {}, ['clock-drift']],
  ['thirty days late is in time', at(-30 * DAYS), {}, {}, []],
  ['and one beyond is late', at(-30 * DAYS - 1), {}, {}, ['late']],
  ['said when it was received is inside', at(0), {}, {}, []],
  ['said after it was received is not', at(1), {}, {}, ['outside-interval']],
  ['said when the checkpoint’s entry came is inside', at(-50), {}, { notBefore: at(-50) }, []],
  ['said before it is not', at(-51), {}, { notBefore: at(-50) }, ['outside-interval']],
  ['what came before is lacking', at(-1), { seq: 4, prev: 'A'.repeat(43) }, { follows: false }, ['gap']],
  ['another log was shown', at(-1), {}, { checkpointKnown: false }, ['unknown-checkpoint']],
])('%s', (_, said, more, surroundings, flags) => {
  expect(deviceFlags(said, { ...note, ...more }, { ...around, ...surroundings })).toEqual(flags);
});

test.each<[string, Json]>([
  ['a negative number', { ...note, seq: -1 }],
  ['a fraction', { ...note, seq: 0.5 }],
  ['a list', []],
  ['nothing', null],
  ['a clock without its other', { ...note, sync: { device: at(0) } }],
  ['a clock that tells no time', { ...note, sync: { device: 'noon', server: at(0) } }],
  ['a root of another length', { ...note, checkpoint: { size: 1, root: 'AAAA' } }],
  ['a number below nothing in a chain', { ...note, seq: -1, prev: 'A'.repeat(43) }],
  ['a server that tells no time', { ...note, sync: { device: at(0), server: 'noon' } }],
  ['a clock more than two', { ...note, sync: { device: at(0), server: at(0), other: at(0) } }],
  ['a tree below nothing', { ...note, checkpoint: { size: -1, root: ROOT } }],
  ['a tree with a member more', { ...note, checkpoint: { size: 1, root: ROOT, x: 1 } }],
  ['a root that is no text', { ...note, checkpoint: { size: 1, root: 7 } }],
  ['a root that is a list', { ...note, checkpoint: { size: 1, root: [] } }],
  ['a key id of another length', { ...note, kid: 'A'.repeat(21) }],
])('%s is no note', (_, device) => {
  expect(deviceNoteOf({ data: { device } })).toBe('malformed');
});

test('a statement that says nothing of a device has no note', () => {
  expect(deviceNoteOf({ data: {} })).toBeUndefined();
});

test('a tree of 32 bytes and both clocks are a note', () => {
  const device = { ...note, checkpoint: { size: 0, root: ROOT }, sync: { device: at(0), server: at(0) } };
  expect(deviceNoteOf({ data: { device } })).toEqual(device);
});
