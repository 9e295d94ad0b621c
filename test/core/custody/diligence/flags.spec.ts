/** Red flags R1 to R7, each raised by what the ledger tells and by nothing else. */
import {
  findingOf,
  redFlags,
  undetermined,
  type FlagFacts,
  type Sourced,
} from '../../../../src/core/custody/diligence/flags.js';

const delivery: Sourced = {
  country: 'CO',
  region: 'CO-CAU',
  site: 'coop/PLAYA',
  month: '2026-03',
  fineNg: 450_000_000_000n,
  capacityMg: 450_000,
  recycled: false,
  received: '2026-04-02',
};
const quiet: FlagFacts = {
  day: '2026-05-01',
  supplierCountry: 'CO',
  ownerCountries: ['CO'],
  places: [{ country: 'CO', finding: 'clear' }],
  sourced: [delivery],
  openHolds: 0,
  openQuestions: 0,
  differences: 2,
};
const raised = (facts: Partial<FlagFacts>) => redFlags({ ...quiet, ...facts }).map(({ id }) => id);

test('gold of a clear place, within its site’s capacity to the nanogram, raises nothing', () => {
  expect(redFlags(quiet)).toEqual([]);
});

test.each<[string, Partial<FlagFacts>, string[]]>([
  [
    'R1 and R6: its region is in a high-risk area',
    {
      places: [
        { country: 'CO', finding: 'clear' },
        { country: 'CO', region: 'CO-CAU', finding: 'cahra' },
      ],
    },
    ['R1', 'R6'],
  ],
  [
    'R2: a nanogram more than the site’s month can give',
    { sourced: [{ ...delivery, fineNg: 450_000_000_001n }] },
    ['R2'],
  ],
  ['R2: a site that has no capacity at all', { sourced: [{ ...delivery, capacityMg: 0 }] }, ['R2']],
  [
    'R3, R5 and R6: dug where gold of such areas passes through',
    { places: [{ country: 'CO', finding: 'transit' }] },
    ['R3', 'R5', 'R6'],
  ],
  [
    'R4: scrap from a supplier in a transit country',
    {
      supplierCountry: 'AE',
      places: [...quiet.places, { country: 'AE', finding: 'transit' }],
      sourced: [{ ...delivery, recycled: true }],
    },
    ['R4', 'R5'],
  ],
  [
    'R5: an owner has interests there',
    { ownerCountries: ['SD'], places: [...quiet.places, { country: 'SD', finding: 'cahra' }] },
    ['R5'],
  ],
  ['R7: one open hold', { openHolds: 1 }, ['R7']],
  ['R7: one open question', { openQuestions: 1 }, ['R7']],
  ['R7: a third difference', { differences: 3 }, ['R7']],
])('%s', (_, facts, flags) => {
  expect(raised(facts)).toEqual(flags);
});

test('R6 looks back twelve months: what came on the first day counts, the day before does not', () => {
  const places = [{ country: 'CO', region: 'CO-CAU', finding: 'cahra' as const }, ...quiet.places];
  expect(raised({ places, sourced: [{ ...delivery, received: '2025-05-01' }] })).toEqual(['R1', 'R6']);
  expect(raised({ places, sourced: [{ ...delivery, received: '2025-04-30' }] })).toEqual(['R1']);
});

test('the figures say why', () => {
  const flags = redFlags({ ...quiet, sourced: [{ ...delivery, fineNg: 540_000_000_000n }], openQuestions: 4 });
  expect(flags).toEqual([
    { id: 'R2', figures: { sites: 'coop/PLAYA 2026-03', percent: '120' } },
    { id: 'R7', figures: { holds: '0', questions: '4', differences: '2' } },
  ]);
});

test('a region speaks before its country, and what nobody judged is said', () => {
  const places = [
    { country: 'CO', finding: 'cahra' as const },
    { country: 'CO', region: 'CO-CAU', finding: 'clear' as const },
  ];
  expect(findingOf(places, 'CO', 'CO-CAU')).toBe('clear');
  expect(findingOf(places, 'CO', 'CO-ANT')).toBe('cahra');
  expect(undetermined({ ...quiet, places: [], sourced: [delivery, { ...delivery, country: 'PE' }] })).toEqual([
    'CO',
    'PE',
  ]);
});
