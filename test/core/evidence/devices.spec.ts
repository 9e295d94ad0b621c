/** Acts signed by a phone in the field: its chain, its clock, and what is proven about when it spoke. */
import { publicKeyOf } from '#crypto';
import { toBase64, toBase64Url } from '../../../src/core/bytes.js';
import { kidOf, sidOf } from '../../../src/core/log/entry.js';
import { leafHash } from '../../../src/core/log/tree/merkle.js';
import type { Json } from '../../../src/core/log/canonical-json.js';
import { verify } from '../../../src/verifier/door.js';
import { witnessLine, type LittleLog } from '../../support/little-log.js';
import { AT, BAR, fact, oneDelivery, RING } from '../../support/one-delivery.js';

const [coop, phone] = [{ seed: new Uint8Array(32).fill(3) }, { seed: new Uint8Array(32).fill(4) }];
const witness = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
/** The log's entries are of 2026-01-10, from 12:00:00 on, a second apart. */
const SAID_AT = '2026-01-10T12:00:12.500Z';
const NEXT = 13;

const withPhone = (): LittleLog =>
  oneDelivery().key('coop', coop).key('coop', phone, { holder: 'device', name: 'Moto G' }, coop);

function photographed(log: LittleLog, device: Json, at = SAID_AT, lots: readonly string[] = []): LittleLog {
  return log.signed({ ...fact('coop', '2026-01-09', 'bar.photographed', { device }), at, lots }, phone);
}

function sidOfLast(log: LittleLog): string {
  return toBase64Url(sidOf(log.events.at(-1)?.bytes ?? new Uint8Array()));
}

function told(log: LittleLog, checkpoint = log.checkpoint()): { exit: number; lines: string[]; values: unknown[] } {
  const asks = `log ${log.vkey}\n${witnessLine(witness.name, witness.seed)}\nquorum none\n`;
  const { exit, lines } = verify(log.bundle(RING, { checkpoint }), asks);
  const ours = lines.filter(({ check, what }) => check === 'device' && what !== 'held');
  return { exit, lines: ours.map(({ what, at }) => `${what} ${at}`), values: ours.map(({ values }) => values) };
}

const first = { seq: 0, prev: null, checkpoint: null };

test('two acts in a chain are good, and what is unknown of their time is said as unknown', () => {
  const log = photographed(withPhone(), first);
  photographed(log, { seq: 1, prev: sidOfLast(log), checkpoint: null });
  const { exit, lines, values } = told(log);
  expect(exit).toBe(0);
  expect(lines).toContain(`said-between event ${NEXT}`);
  expect(lines).toContain(`said-between event ${NEXT + 1}`);
  expect(values).toContainEqual({ said: SAID_AT, after: '…', before: '…' });
});

test('one number for two acts of one device is refused', () => {
  const log = photographed(photographed(withPhone(), first), {
    ...first,
    checkpoint: { size: 1, root: toBase64(new Uint8Array(32)) },
  });
  const { exit, lines } = told(log);
  expect(exit).toBe(1);
  expect(lines[0]).toBe(`device-forked event ${NEXT + 1}`);
});

test('an act that names another before it than the one here is flagged, and so is a clock that was off', () => {
  const log = photographed(withPhone(), first);
  const sync = { device: '2026-01-10T12:00:00.000Z', server: '2026-01-10T12:05:01.000Z' };
  photographed(log, { seq: 1, prev: toBase64Url(new Uint8Array(32)), checkpoint: null, sync });
  const { exit, lines } = told(log);
  expect(exit).toBe(0);
  expect(lines).toContain(`device-gap event ${NEXT + 1}`);
  expect(lines).toContain(`device-drift event ${NEXT + 1}`);
});

test('an act whose one before is about other gold is no gap', () => {
  const log = photographed(withPhone(), { seq: 7, prev: toBase64Url(new Uint8Array(32)), checkpoint: null });
  expect(told(log).lines.filter((line) => line.startsWith('device-'))).toEqual([]);
});

test('a number that is said to count for no device that signed is refused, or one device could say two things unseen', () => {
  expect(told(photographed(withPhone(), { ...first, kid: kidOf(publicKeyOf(phone.seed)) })).exit).toBe(0);
  const { exit, lines } = told(photographed(withPhone(), { ...first, kid: kidOf(publicKeyOf(coop.seed)) }));
  expect([exit, lines[0]]).toEqual([1, `device-malformed event ${NEXT}`]);
});

function silentOr(device: Json | undefined): LittleLog {
  const silent = { ...fact('coop', '2026-01-09', 'bar.photographed', {}), at: SAID_AT };
  return device === undefined ? withPhone().signed(silent, phone) : photographed(withPhone(), device);
}

test('what is not a place in a chain, or none at all, is refused', () => {
  for (const device of [undefined, 7, {}, { ...first, prev: 'x' }, { ...first, more: 1 }]) {
    const { exit, lines } = told(silentOr(device as Json));
    expect([exit, lines[0]]).toEqual([1, `device-malformed event ${NEXT}`]);
  }
});

describe('when it was said', () => {
  test('after the newest entry its device knew, and after what it names', () => {
    const known = { seq: 0, prev: null, checkpoint: { size: 13, root: toBase64(new Uint8Array(32)) } };
    expect(told(photographed(withPhone(), known)).values).toContainEqual({
      said: SAID_AT,
      after: '2026-01-10T12:00:12.000Z',
      before: '…',
    });
    const bar = photographed(withPhone(), first, SAID_AT, [BAR]);
    expect(told(bar).values).toContainEqual({ said: SAID_AT, after: '2026-01-10T12:00:10.000Z', before: '…' });
    expect(leafHash(bar.events[AT.ring]?.entry ?? new Uint8Array())).toHaveLength(32);
  });

  test('before a witness saw it in the log', () => {
    const log = photographed(withPhone(), first);
    // The small witness signs at 1 790 000 000 seconds, 2026-09-21T14:13:20Z.
    expect(told(log, log.checkpoint(witness)).values).toContainEqual({
      said: SAID_AT,
      after: '…',
      before: '2026-09-21T14:13:21.000Z',
    });
  });

  test('a clock that says otherwise is told, and refuses no gold', () => {
    const early = photographed(withPhone(), first, '2026-01-09T00:00:00.000Z', [BAR]);
    expect(told(early)).toMatchObject({
      exit: 0,
      lines: expect.arrayContaining([`said-outside event ${NEXT}`]) as never,
    });
    const late = photographed(withPhone(), first, '2026-01-11T00:00:00.000Z');
    expect(told(late).lines).toContain(`said-outside event ${NEXT}`);
    const after = photographed(withPhone(), first, '2026-09-22T00:00:00.000Z');
    expect(told(after, after.checkpoint(witness)).lines).toContain(`said-outside event ${NEXT}`);
    const old = photographed(withPhone(), first, '2025-12-01T00:00:00.000Z');
    expect(told(old).lines).toContain(`said-late event ${NEXT}`);
  });
});
