import * as fc from 'fast-check';
import { Rejection } from '../../src/core/rejection.js';
import {
  Day,
  DecimalString,
  Degrees,
  Each,
  FinenessPpm,
  Flag,
  GrossMg,
  LotCode,
  Nested,
  OneOf,
  Text,
  TimeZone,
} from '../../src/http/fields.js';
import { ReadingPipe } from '../../src/http/door/reading.pipe.js';

class Take {
  @LotCode() lot: string;
  @GrossMg() grossMg: number;
}

class Reading {
  @FinenessPpm() ppm: number;
  @OneOf(['xrf', 'fire-assay']) method: string;
}

class Melt {
  @LotCode() code: string;
  @Day() date: string;
  @Each(Take, 3) inputs: Take[];
  @Nested(Reading, { optional: true }) reading?: Reading;
  @Text(20, { optional: true }) note?: string;
  @DecimalString({ optional: true }) price?: string;
  @Flag({ optional: true }) sealed?: boolean;
  @TimeZone({ optional: true }) tz?: string;
  @Degrees(90, { optional: true }) latitude?: string;
}

const pipe = new ReadingPipe();
const read = async (body: unknown): Promise<Melt> =>
  (await pipe.transform(body, { type: 'body', metatype: Melt })) as Melt;
const good = { code: 'B-1', date: '2026-02-28', inputs: [{ lot: 'E-1', grossMg: 12_340 }] };

describe('a field that is not right', () => {
  test.each([
    ['unknown, within a list', { inputs: [{ ...good.inputs[0], owner: 'me' }] }, 'unknown-field', 'inputs[0].owner'],
    ['missing, within a list', { inputs: [good.inputs[0], { lot: 'E-2' }] }, 'missing', 'inputs[1].grossMg'],
    ['no gold', { inputs: [{ lot: 'E-1', grossMg: 0 }] }, 'not-positive', 'inputs[0].grossMg'],
    ['minus two grams', { inputs: [{ lot: 'E-1', grossMg: -2000 }] }, 'not-positive', 'inputs[0].grossMg'],
    ['half a milligram', { inputs: [{ lot: 'E-1', grossMg: 0.5 }] }, 'not-a-number', 'inputs[0].grossMg'],
    ['a number as text', { inputs: [{ lot: 'E-1', grossMg: '1e3' }] }, 'not-a-number', 'inputs[0].grossMg'],
    ['more than a tonne', { inputs: [{ lot: 'E-1', grossMg: 1e18 }] }, 'out-of-range', 'inputs[0].grossMg'],
    ['1180 ‰', { reading: { ppm: 1_180_000, method: 'xrf' } }, 'out-of-range', 'reading.ppm'],
    ['a method nobody knows', { reading: { ppm: 995_800, method: 'guess' } }, 'malformed', 'reading.method'],
    ['a method of another make', { reading: { ppm: 995_800, method: { xrf: true } } }, 'malformed', 'reading.method'],
    ['a word for an object', { reading: 'fine' }, 'malformed', 'reading'],
    ['a list for an object', { reading: [] }, 'malformed', 'reading'],
    ['an object for a list', { inputs: { 0: good.inputs[0] } }, 'malformed', 'inputs'],
    ['words in a list of objects', { inputs: ['E-1'] }, 'malformed', 'inputs[0]'],
    ['null in a list of objects', { inputs: [null] }, 'malformed', 'inputs[0]'],
    ['an empty list', { inputs: [] }, 'missing', 'inputs'],
    ['too long a list', { inputs: Array.from({ length: 4 }, () => good.inputs[0]) }, 'too-many-lots', 'inputs'],
    ['31 February', { date: '2026-02-31' }, 'not-a-date', 'date'],
    ['the 29th in a year without one', { date: '2026-02-29' }, 'not-a-date', 'date'],
    ['a date of another order', { date: '28/02/2026' }, 'not-a-date', 'date'],
    ['an instant for a day', { date: '2026-02-28T00:00:00Z' }, 'not-a-date', 'date'],
    ['a code with a space', { code: 'B 1' }, 'malformed', 'code'],
    ['a code that walks', { code: '../B-1' }, 'malformed', 'code'],
    ['a code with full-width digits and a line', { code: 'B-１\n' }, 'malformed', 'code'],
    ['a note of spaces', { note: '   ' }, 'malformed', 'note'],
    ['a note with a bell', { note: 'ding\u0007' }, 'malformed', 'note'],
    ['a note too long', { note: 'x'.repeat(21) }, 'malformed', 'note'],
    ['null for an optional note', { note: null }, 'malformed', 'note'],
    ['money with an exponent', { price: '1e3' }, 'malformed', 'price'],
    ['money as a number', { price: 12.5 }, 'malformed', 'price'],
    ['a yes', { sealed: 'yes' }, 'malformed', 'sealed'],
    ['a zone that is none', { tz: 'here; DROP' }, 'malformed', 'tz'],
    ['a latitude beyond the pole', { latitude: '90.1' }, 'out-of-range', 'latitude'],
  ])('%s', async (_, wrong, code, at) => {
    await expect(read({ ...good, ...wrong })).rejects.toMatchObject({ name: 'Rejection', code, at });
  });

  test('is said with what came and what would be right', async () => {
    await expect(read({ ...good, inputs: [{ lot: 'E-1', grossMg: 2e9 }] })).rejects.toMatchObject({
      detail: { value: '2000000000', min: '1', max: '1000000000' },
    });
  });
});

describe('a body that is right', () => {
  test('is read as it was sent, nothing added', async () => {
    const full = {
      ...good,
      reading: { ppm: 995_800, method: 'xrf' },
      note: 'arenas, húmedo',
      price: '0.10',
      sealed: false,
      tz: 'America/Argentina/Buenos_Aires',
      latitude: '-2.95',
    };
    expect(JSON.parse(JSON.stringify(await read(full)))).toEqual(full);
    expect(JSON.parse(JSON.stringify(await read(good)))).toEqual(good);
  });
});

test('anything at all is read or refused with a Rejection', async () => {
  const keys = fc.constantFrom('code', 'date', 'inputs', 'reading', 'note', '__proto__', 'constructor', 'x');
  const parts = fc.oneof(fc.jsonValue(), fc.constant([{ lot: 'E-1', grossMg: 1 }]), fc.constant('2026-02-28'));
  const bodies = fc.oneof(fc.jsonValue(), fc.dictionary(keys, parts));
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const fault: unknown = await read(body).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (fault !== undefined) expect(fault).toBeInstanceOf(Rejection);
    }),
    { numRuns: 500 },
  );
});
