/** What every kind of statement must say: each member left out or put wrongly makes it no such statement. */
import { readData } from '../../../src/core/custody/statement-data.js';
import { accessShapes } from '../../../src/core/custody/shapes/access.js';
import { amendmentsShapes } from '../../../src/core/custody/shapes/amendments.js';
import { credentialsShapes } from '../../../src/core/custody/shapes/credentials.js';
import { diligenceShapes } from '../../../src/core/custody/shapes/diligence.js';
import { doubtsShapes } from '../../../src/core/custody/shapes/doubts.js';
import { goldShapes } from '../../../src/core/custody/shapes/gold.js';
import { handoverShapes } from '../../../src/core/custody/shapes/handover.js';
import { incorporatedShapes } from '../../../src/core/custody/shapes/incorporated.js';
import { keysShapes } from '../../../src/core/custody/shapes/keys.js';
import { partiesShapes } from '../../../src/core/custody/shapes/parties.js';
import { tradeShapes } from '../../../src/core/custody/shapes/trade.js';
import type { Json } from '../../../src/core/log/canonical-json.js';
import { goldSamples, transformed } from './samples/gold.js';
import { incorporatedSamples } from './samples/incorporated.js';
import { paperSamples } from './samples/papers.js';
import { roadSamples } from './samples/road.js';
import { claims, LOT, MADE, on, sid, type Sample, type Samples } from './samples/sample.js';

const SAMPLES: Samples = { ...goldSamples, ...roadSamples, ...paperSamples, ...incorporatedSamples };
const KNOWN = [
  accessShapes,
  amendmentsShapes,
  credentialsShapes,
  diligenceShapes,
  doubtsShapes,
  goldShapes,
  handoverShapes,
]
  .concat([incorporatedShapes, keysShapes, partiesShapes, tradeShapes])
  .flatMap((shapes) => Object.keys(shapes));

test('every type there is has a sample here', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(KNOWN.sort());
});

/** Differences go both ways, and what is counted has no end. */
const MAY_BE = /^differenceMg -1$|(bags|size) 1000000000000000$/;
/** Where nothing must be said: a later release may say something else. */
const OPEN = new Set(['fields', 'ore', 'outputs.0.ore', 'terms', 'scope']);

const mayBe = (one: string): boolean => MAY_BE.test(one) || OPEN.has(one.replace(' {"later":1}', ''));

describe.each(Object.keys(SAMPLES))('%s', (type) => {
  const { lots, data, may = [] } = SAMPLES[type] as Sample;
  const read = (changed: Json): string => readData({ type, lots, data: changed as Sample['data'] });

  test('with all it may say is read, and with words of a later release too', () => {
    expect(read(data)).toBe('good');
    expect(read({ ...data, later: 1 })).toBe('good');
  });

  test('says each of its members as it is meant', () => {
    const nonsense: Json[] = [{ later: 1 }, -1, 1.5, 1e15, 1e17, 'x'.repeat(40_000)];
    const wrong = pathsIn(data).flatMap((path) => [...nonsense, [at(data, path)]].map((one) => ({ path, one })));
    const taken = wrong.filter(({ path, one }) => read(changed(data, path, one)) !== 'malformed');
    const said = taken.map(({ path, one }) => `${path.join('.')} ${JSON.stringify(one)}`);
    expect(said.filter((one) => !mayBe(one))).toEqual([]);
  });

  test('leaves out only what it may', () => {
    const absent = pathsIn(data).filter((path) => read(changed(data, path)) === 'good');
    expect(absent.map((path) => path.join('.')).sort()).toEqual([...may].sort());
  });

  test('is about lots by their ids', () => {
    const named = JSON.stringify({ lots, data });
    for (const other of ['"E-1"', '7', 'null']) {
      const wrong = JSON.parse(named.replaceAll(`"${LOT}"`, other).replaceAll(`"${MADE}"`, '"B-1"')) as Sample;
      if (JSON.stringify(data).includes(LOT)) {
        expect(readData({ type, ...wrong })).toBe('malformed');
        expect(readData({ type, ...wrong, lots: [] })).toBe('malformed');
      }
    }
  });

  test('is about the lots it names', () => {
    const other = readData({ type, data, lots: [...lots, '00000001-0000-4000-8000-000000000009'] });
    const isAbout = /^(shipment\.exported|statement\.disputed|personal-data\.erased)$/.test(type);
    expect(other).toBe(isAbout ? 'good' : 'malformed');
  });
});

test.each<[string, string, object]>([
  [
    'a mass of a thousand tonnes and a milligram',
    'stock.counted',
    { on, custodian: 'c', countedMg: 1e12 + 1, bookMg: 0, differenceMg: 0 },
  ],
  ['a fineness above pure', 'lot.assayed', { ...SAMPLES['lot.assayed']?.data, silverPpm: 1_000_001 }],
  [
    'a difference below a thousand tonnes',
    'stock.counted',
    { on, custodian: 'c', countedMg: 0, bookMg: 0, differenceMg: -1e12 - 1 },
  ],
  ['a day the calendar lacks', 'lot.released', { on: { ...on, date: '2026-02-30' }, lot: LOT, reason: 'r' }],
  [
    'one scheme judged twice for one party',
    'lot.registered',
    { ...SAMPLES['lot.registered']?.data, claims: [...claims, { ...claims[0], standing: 'none' }] },
  ],
  ['a correction of nothing', 'statement.corrected', { of: sid, on, reason: 'r', fields: {} }],
  ['a sale of nothing', 'incorporated.declined', { ...SAMPLES['incorporated.declined']?.data, fineNg: '0' }],
  ['a statement named in capitals', 'statement.disputed', { of: sid.toUpperCase(), on, reason: 'r' }],
  ['a label of a thousand letters', 'member.registered', { site: 'x'.repeat(1_000) }],
])('%s is no statement', (_, type, data) => {
  const { lots } = SAMPLES[type] as Sample;
  expect(readData({ type, lots, data: JSON.parse(JSON.stringify(data)) as Sample['data'] })).toBe('malformed');
});

const made = (change: object, lots: string[]): string => {
  const data = JSON.parse(JSON.stringify({ ...transformed, ...change })) as Sample['data'];
  return readData({ type: 'lots.transformed', lots, data });
};

describe('what is made', () => {
  test('is made of gold that is known, or says that nobody knows', () => {
    expect(made({ unexplained: undefined }, [LOT, MADE])).toBe('good');
    expect(made({ inputs: [] }, [MADE])).toBe('good');
    expect(made({ inputs: [], unexplained: undefined }, [MADE])).toBe('malformed');
  });

  test('takes each lot once, and lists the lots it takes and no other', () => {
    const twice = { inputs: [...transformed.inputs, ...transformed.inputs] };
    const third = '00000001-0000-4000-8000-000000000009';
    expect(made(twice, [LOT, MADE])).toBe('malformed');
    expect(made(twice, [LOT, MADE, third])).toBe('malformed');
    expect(made({}, [third, MADE])).toBe('malformed');
  });
});

const shown = (data: Sample['data'], lots: string[] = []): string => readData({ type: 'access.granted', lots, data });

test('a lot is shown to everybody or to one, or records to an auditor', () => {
  const until = '2027-01-01T00:00:00.000Z';
  const records = { organisation: 'coop', audience: 'auditor', until, reason: 'yearly' };
  expect(shown(records)).toBe('good');
  expect(shown({ ...records, lot: LOT }, [LOT])).toBe('malformed');
  expect(shown({ ...records, shows: LOT })).toBe('good');
  expect(shown({ ...records, shows: 'E-1' })).toBe('malformed');
  for (const name of Object.keys(records)) expect(shown({ ...records, [name]: 7 })).toBe('malformed');
});

test('a type nobody here knows is not judged, even where JavaScript knows its name', () => {
  expect(readData({ type: 'constructor', lots: [], data: {} })).toBe('unknown-type');
});

/** Every value inside, containers too; a list without its only item is another list. */
function pathsIn(json: Json, path: readonly string[] = []): string[][] {
  const here = path.length === 0 ? [] : [[...path]];
  if (typeof json !== 'object' || json === null) return here;
  return [...here, ...Object.entries(json).flatMap(([name, inner]) => pathsIn(inner as Json, [...path, name]))];
}

function at(json: Json, path: readonly string[]): Json {
  return path.reduce((inner, name) => (inner as { [name: string]: Json })[name] ?? null, json);
}

/** With another value at that place, or without it. */
function changed(json: Json, [name, ...rest]: readonly string[], instead?: Json): Json {
  if (name === undefined) return instead ?? null;
  const entries = Object.entries(json as object) as [string, Json][];
  const next = entries.flatMap(([key, inner]): [string, Json][] => {
    if (key !== name) return [[key, inner]];
    return rest.length > 0 ? [[key, changed(inner, rest, instead)]] : instead === undefined ? [] : [[key, instead]];
  });
  return Array.isArray(json) ? next.map(([, inner]) => inner) : Object.fromEntries(next);
}
