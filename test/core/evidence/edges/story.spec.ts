/** Entries that look like something else: amendments that are none, links to other lots, a history told twice. */
import { text, toBase64Url, toHex, utf8 } from '../../../../src/core/bytes.js';
import { formatJcs, type Json } from '../../../../src/core/log/canonical-json.js';
import { sidOf } from '../../../../src/core/log/entry.js';
import { leafHash } from '../../../../src/core/log/tree/merkle.js';
import type { Draft } from '../../../../src/core/log/statement.js';
import { verify } from '../../../../src/verifier/door.js';
import { idOf, type LittleLog, type Made } from '../../../support/little-log.js';
import { AT, BAR, DELIVERY, fact, oneDelivery, RING } from '../../../support/one-delivery.js';
import { judged } from './judged.js';

const on = { date: '2026-01-09', tz: 'America/Bogota' };
const sidAt = (log: LittleLog, index: number): string => toHex(sidOf(log.events[index]?.bytes ?? new Uint8Array()));
const about = (log: LittleLog, index: number, type: string, lots: string[], more: object = {}): Draft => {
  const data = { of: sidAt(log, index), on, reason: 'r', ...more } as unknown as Draft['data'];
  return { ...fact('coop', on.date, type, data), lots };
};

/** The newest entry with other links, as an operator would write it. */
function relinked(log: LittleLog, change: (links: { [name: string]: Json }[]) => Json[]): LittleLog {
  const event = log.events.at(-1) as Made;
  const entry = JSON.parse(text(event.entry) ?? '') as { links: { [name: string]: Json }[] };
  event.entry = utf8(formatJcs({ ...entry, links: change(entry.links) }));
  return log;
}

const amendments = (log: LittleLog): unknown => verify(log.bundle(RING), log.policy).summary?.amendments;

describe('an amendment', () => {
  test('is no answer to a question, whatever that names', () => {
    const log = oneDelivery();
    log.append(about(log, AT.ring, 'question.answered', [RING], { lot: RING, answer: 'explained' }));
    expect(judged(log, RING)).toEqual({ exit: 0, faults: [] });
    expect(amendments(log)).toEqual([]);
  });

  test.each([
    ['statement.corrected', { fields: null }],
    ['statement.corrected', { on: null }],
    ['personal-data.erased', { of: 7 }],
  ])('%s that cannot be read as one is malformed, and stops nothing else', (type, more) => {
    const log = oneDelivery();
    expect(judged(log.append(about(log, AT.ring, type, [RING], more)), RING)).toEqual({
      exit: 1,
      faults: ['data: data-malformed'],
    });
  });

  test('of other lots than those of what it is about amends nothing', () => {
    const log = oneDelivery();
    log.append(about(log, AT.dispatch, 'statement.disputed', [DELIVERY]));
    expect(judged(log, RING)).toEqual({ exit: 1, faults: ['amendment: amends-nothing'] });
  });

  test('comes after what it is about', () => {
    const later = fact('coop', on.date, 'organisation.photographed', {});
    const known = oneDelivery().append(later, later);
    const log = oneDelivery();
    log.append(about(known, AT.ring + 2, 'statement.disputed', []), later);
    expect(sidAt(log, AT.ring + 2)).toBe(sidAt(known, AT.ring + 2));
    expect(judged(log, RING)).toEqual({ exit: 1, faults: ['amendment: amends-nothing'] });
  });
});

const photographed = (lots: string[]): LittleLog =>
  oneDelivery().append({ ...fact('coop', on.date, 'bar.photographed', {}), lots });

describe('links', () => {
  const other = idOf(0xff, 1);

  test.each<[string, string[], (links: { [name: string]: Json }[]) => Json[]]>([
    ['to a lot that the statement does not list', [], () => [{ lot: other, seq: 0, prev: null }]],
    ['to another lot than the statement lists', [BAR], () => [{ lot: other, seq: 0, prev: null }]],
  ])('%s', (_, lots, change) => {
    expect(judged(relinked(photographed(lots), change), RING).faults).toContain('links: links-differ');
  });

  test('with a number used before convict the log once, and what follows is not blamed for it', () => {
    const log = relinked(photographed([DELIVERY]), (links) => links.map((link) => ({ ...link, seq: 0, prev: null })));
    const before = toBase64Url(leafHash(log.events[AT.melt]?.entry ?? new Uint8Array()));
    log.seen(before).append({ ...fact('coop', on.date, 'bar.photographed', {}), lots: [DELIVERY] });
    const { faults } = judged(
      relinked(log, (links) => links.map((link) => ({ ...link, seq: 2, prev: before }))),
      RING,
    );
    expect(faults.filter((fault) => /^chain|gap$/.test(fault))).toEqual(['chain: lot-forks']);
  });
});

test('the way of a lot is told of what it was made from, and nothing else', () => {
  const log = oneDelivery();
  const trail = (lot: string): unknown =>
    verify(log.bundle(lot), log.policy).summary?.trail.map(({ act, lots }) => `${act} ${lots.join()}`);
  expect(trail(RING)).toEqual(['received B-1', 'sold B-1']);
  expect(trail(DELIVERY)).toEqual([]);
});

test('a recall is told of what it reaches, and of no other lot', () => {
  const recalled = { on, lot: RING, reason: 'mercury' } as unknown as Draft['data'];
  const log = oneDelivery().append({ ...fact('joya', on.date, 'lot.recalled', recalled), lots: [RING] });
  const recalls = (lot: string): number | undefined => verify(log.bundle(lot), log.policy).summary?.recalls.length;
  expect([recalls(RING), recalls(BAR)]).toEqual([1, 0]);
});

const recallsBy = (number: string): number | undefined => {
  const recall = { on, holder: 'coop', scheme: 'fairmined', number, from: '2026-01-01', reason: 'audit' };
  const log = oneDelivery().append(fact('coop', on.date, 'credential.recalled', recall));
  return verify(log.bundle(RING), log.policy).summary?.recalls.length;
};

test('a recall of papers is told of what was judged by them, and of nothing else', () => {
  expect([recallsBy('FM-1'), recallsBy('FM-9')]).toEqual([1, 0]);
});

test('gold that nobody can explain comes from no organisation', () => {
  const bar = idOf(0xba, 9);
  const fineness = { ppm: 900_000, method: 'touchstone', uncertaintyPpm: 15_000 };
  const output = { lot: bar, code: 'B-9', form: 'dore', grossMg: 1_000, fineness, fineNg: '900000000' };
  const nothing = { inputs: [], additions: [], rebasings: [], losses: [] };
  const unexplained = { grossMg: 1_000, fineNg: '900000000' };
  const data = { on, process: 'melt', ...nothing, outputs: [output], unexplained } as unknown as Draft['data'];
  const log = oneDelivery().append({ ...fact('coop', on.date, 'lots.transformed', data), lots: [bar] });
  const origins = verify(log.bundle(bar), log.policy).summary?.origins;
  expect(origins).toMatchObject([{ organisation: null, site: null, period: 'unexplained', percent: '100.00' }]);
});
