/** What every kind of statement must say: each member left out or put wrongly makes it no such statement. */
import { readData } from '../../../src/core/custody/statement-data.js';
import type { Json } from '../../../src/core/log/canonical-json.js';

const LOT = '00000001-0000-4000-8000-000000000001';
const MADE = '00000001-0000-4000-8000-000000000002';
const on = { date: '2026-01-05', tz: 'America/Bogota' };
const fineness = { ppm: 911_000, method: 'touchstone', uncertaintyPpm: 15_000 };
const claims = [{ scheme: 'fairmined', party: 'coop', credential: 'FM-1', standing: 'valid' }];
const rebasing = { lot: LOT, fromNg: '1', toNg: '2', uncertaintyNg: '3', within: true };
const handover = { on, lot: LOT, from: 'coop', to: 'joya', sentMg: 1_000 };
const sid = 'ab'.repeat(32);
const b64u = (length: number): string => Buffer.alloc(length, 7).toString('base64url');
const transformed = {
  on,
  process: 'melt',
  inputs: [{ lot: LOT, grossMg: 1_000, fineNg: '911000000', countedPpm: 911_000 }],
  additions: [{ material: 'silver', grossMg: 10 }],
  rebasings: [rebasing],
  outputs: [{ lot: MADE, code: 'B-1', form: 'dore', grossMg: 990, name: 'bar', fineness, fineNg: '1' }],
  losses: [{ cause: 'humedad', grossMg: 10, fineNg: '0', lot: LOT }],
  unexplained: { grossMg: 1, fineNg: '1' },
};
const paper = { holder: 'coop', scheme: 'fairmined', number: 'FM-1', from: '2025-07-01', until: '2026-07-01' };

interface Sample {
  readonly lots: readonly string[];
  readonly data: { readonly [name: string]: Json };
  /** Paths that may be absent. */
  readonly may?: readonly string[];
}

/** Every member that a type knows. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'lot.registered': {
    lots: [LOT],
    data: {
      on,
      lot: LOT,
      code: 'E-1',
      origin: 'production',
      form: 'alluvial',
      site: 'R-1',
      grossMg: 1_000,
      custodian: 'coop',
      owner: 'coop',
      claims,
      fineness,
      scale: 'S-1',
    },
    may: ['fineness', 'scale', 'claims.0'],
  },
  'lot.assayed': {
    lots: [LOT],
    data: {
      on,
      lot: LOT,
      laboratory: 'lab',
      fineness,
      sampleMg: 10,
      governs: true,
      silverPpm: 50_000,
      certificate: 'C-1',
      rebasing,
    },
    may: ['silverPpm', 'certificate', 'rebasing'],
  },
  ...Object.fromEntries(
    ['lots.aggregated', 'lot.split', 'lots.transformed'].map((type): [string, Sample] => {
      const may = ['inputs.0.fineNg', 'inputs.0.countedPpm', 'additions.0', 'rebasings.0', 'losses.0'];
      const made = ['outputs.0.name', 'outputs.0.fineness', 'outputs.0.fineNg', 'losses.0.lot'];
      return [
        type,
        { lots: [LOT, MADE], data: transformed, may: [...may, ...made, 'unexplained', 'unexplained.fineNg'] },
      ];
    }),
  ),
  'lot.held': { lots: [LOT], data: { on, lot: LOT, reasons: [{ rule: 'r', code: 'c', at: 'a' }] } },
  'lot.released': {
    lots: [LOT],
    data: { on, lot: LOT, reason: 'counted again', codes: ['seal-used'], basis: 'override' },
    may: ['codes', 'basis'],
  },
  'lot.returned': { lots: [LOT], data: { on, lot: LOT, grossMg: 1_000, reason: 'not renewed' } },
  'lot.refused': { lots: [LOT], data: { on, lot: LOT, reason: 'of unknown origin' } },
  'question.raised': {
    lots: [LOT],
    data: { on, lot: LOT, reasons: [{ rule: 'P19', code: 'phone-shared', at: 'member', level: 'ask' }] },
  },
  'question.answered': {
    lots: [LOT],
    data: { on, lot: LOT, of: 'a'.repeat(64), answer: 'explained', reason: 'one camp, one phone' },
  },
  'custody.dispatched': { lots: [LOT], data: { ...handover, seal: 'S-1' }, may: ['seal'] },
  'custody.received': {
    lots: [LOT],
    data: {
      ...handover,
      receivedMg: 990,
      differenceMg: -10,
      toleranceMg: 10,
      sealIntact: true,
      outcome: 'accepted',
      oneSided: false,
    },
  },
  'custody.refused': { lots: [LOT], data: { ...handover, weighedMg: 900, sealIntact: false } },
  'title.transferred': {
    lots: [LOT],
    data: { on, lot: LOT, from: 'coop', to: 'joya', basis: 'sale', claims, document: 'F-1' },
    may: ['document', 'claims.0'],
  },
  'shipment.packed': {
    lots: [LOT],
    data: {
      on,
      shipment: 'X-1',
      lines: [
        { lot: LOT, code: 'B-1', grossMg: 990, finenessPpm: 911_000, method: 'touchstone', fineNg: '1', seal: 'S-1' },
      ],
    },
    may: ['lines.0.seal'],
  },
  'shipment.exported': { lots: [LOT], data: { on, shipment: 'X-1', airWaybill: 'A-1' }, may: ['airWaybill'] },
  'access.granted': { lots: [LOT], data: { lot: LOT, audience: 'public' } },
  'access.ended': { lots: [], data: { organisation: 'coop', of: sid, reason: 'the audit is over' } },
  ...Object.fromEntries(
    ['granted', 'suspended', 'reinstated', 'withdrawn', 'expired'].map((act): [string, Sample] => {
      return [`credential.${act}`, { lots: [], data: paper, may: ['until'] }];
    }),
  ),
  'organisation.registered': {
    lots: [],
    data: { organisation: 'coop', name: 'Coop', role: 'cooperative', country: 'CO' },
  },
  'site.registered': {
    lots: [],
    data: { site: 'R-1', name: 'La Playa', municipality: '', region: 'CO-CHO', country: 'CO' },
  },
  'scale.registered': { lots: [], data: { scale: 'S-1' } },
  'member.registered': { lots: [], data: { site: '' } },
  'key.added': {
    lots: [],
    data: {
      organisation: 'coop',
      key: b64u(32),
      kid: b64u(16),
      holder: 'device',
      custody: 'own',
      proof: b64u(64),
      name: 'phone',
      scope: ['lot.assayed'],
      until: '2027-01-01T00:00:00.000Z',
    },
    may: ['name', 'scope', 'until'],
  },
  'key.revoked': { lots: [], data: { organisation: 'coop', kid: b64u(16), reason: 'stolen' } },
  'statement.corrected': {
    lots: [LOT],
    data: { of: sid, on, reason: 'misread', fields: { grossMg: 1, fineness, form: 'dore', scale: 'S-1' } },
    may: ['fields.grossMg', 'fields.fineness', 'fields.form', 'fields.scale'],
  },
  'statement.disputed': { lots: [LOT], data: { of: sid, on, reason: 'another weight' } },
  'statement.voided': { lots: [LOT], data: { of: sid, on, reason: 'twice', with: 'joya' }, may: ['with'] },
  'personal-data.erased': {
    lots: [LOT],
    data: { digests: [b64u(32)], of: [sid], basis: 'request', requestedBy: 'coop', approvedBy: 'operator' },
  },
  'stock.counted': {
    lots: [],
    data: { on, custodian: 'coop', countedMg: 10, bookMg: 12, differenceMg: -2 },
  },
  'document.captured': { lots: [], data: { on, shipment: 'X-1', kind: 'DEX', number: '1' } },
  'document.issued': {
    lots: [],
    data: { document: 'D-1', shipment: 'X-1', kind: 'invoice', number: '1', payloadSha256: sid },
  },
};

describe.each(Object.keys(SAMPLES))('%s', (type) => {
  const { lots, data, may = [] } = SAMPLES[type] as Sample;
  const read = (changed: Json): string => readData({ type, lots, data: changed as Sample['data'] });

  test('with all it may say is read, and with words of a later release too', () => {
    expect(read(data)).toBe('good');
    expect(read({ ...data, later: 1 })).toBe('good');
  });

  test('says each of its members as it is meant', () => {
    const nonsense: Json[] = [{ later: 1 }, -1, 1.5, 1e15, 'x'.repeat(300)];
    const wrong = pathsIn(data).flatMap((path) => nonsense.map((one) => ({ path, one })));
    const taken = wrong.filter(({ path, one }) => read(changed(data, path, one)) !== 'malformed');
    const said = taken.map(({ path, one }) => `${path.join('.')} ${JSON.stringify(one)}`);
    // A difference may be below nothing, and of what is restated a later release may know more.
    expect(said.filter((one) => one !== 'differenceMg -1' && one !== 'fields {"later":1}')).toEqual([]);
  });

  test('leaves out only what it may', () => {
    const absent = pathsIn(data).filter((path) => read(changed(data, path)) === 'good');
    expect(absent.map((path) => path.join('.')).sort()).toEqual([...may].sort());
  });

  test('is about the lots it names', () => {
    const other = readData({ type, data, lots: [...lots, '00000001-0000-4000-8000-000000000009'] });
    const isAbout = /^(shipment\.exported|statement\.disputed|personal-data\.erased)$/.test(type);
    expect(other).toBe(isAbout ? 'good' : 'malformed');
  });
});

const SPLIT = { ...transformed, unexplained: undefined };

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
  ['gold made of nothing', 'lots.transformed', { ...SPLIT, inputs: [] }],
  ['a lot taken twice', 'lots.transformed', { ...transformed, inputs: [...transformed.inputs, ...transformed.inputs] }],
  ['a correction of nothing', 'statement.corrected', { of: sid, on, reason: 'r', fields: {} }],
  ['a statement named in capitals', 'statement.disputed', { of: sid.toUpperCase(), on, reason: 'r' }],
  ['a label of a thousand letters', 'member.registered', { site: 'x'.repeat(1_000) }],
])('%s is no statement', (_, type, data) => {
  const { lots } = SAMPLES[type] as Sample;
  expect(readData({ type, lots, data: JSON.parse(JSON.stringify(data)) as Sample['data'] })).toBe('malformed');
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
