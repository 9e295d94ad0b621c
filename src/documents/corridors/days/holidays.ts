/**
 * Public holidays that a whole country keeps, by rules, as its laws stood in November 2026; those of a canton, a state or a town are
 * none of them. Days that move with the moon are left out where it is said, and whoever reads a due day is told.
 */
import { each, easter, MONDAY, observed, onMonday, since, THURSDAY, WEDNESDAY, weekday, type Rule } from './rules.js';

export interface Holidays {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly rules: readonly Rule[];
  readonly source: string;
  /** Those of the moon's calendar are left out. */
  readonly partly?: true;
}

const [MAUNDY_THURSDAY, GOOD_FRIDAY, HOLY_SATURDAY] = [-3, -2, -1] as const;
const [EASTER_MONDAY, ASCENSION, WHIT_MONDAY] = [1, 39, 50] as const;
/** Ascension, Corpus Christi and the Sacred Heart, each on the Monday after. */
const MOVED_FEASTS = [43, 64, 71] as const;

export const HOLIDAYS: readonly Holidays[] = [
  {
    country: 'CO',
    rules: [
      each('01-01 05-01 07-20 08-07 12-08 12-25'),
      onMonday('01-06 03-19 06-29 08-15 10-12 11-01 11-11'),
      easter(MAUNDY_THURSDAY, GOOD_FRIDAY, ...MOVED_FEASTS),
      since(2026, onMonday('07-09')),
    ],
    source: 'Ley 51 de 1983; Ley 2578 de 2026',
  },
  {
    country: 'PE',
    rules: [
      each('01-01 05-01 06-29 07-28 07-29 08-30 10-08 11-01 12-08 12-25'),
      easter(MAUNDY_THURSDAY, GOOD_FRIDAY),
      since(2022, each('08-06 12-09')),
      since(2023, each('07-23')),
      since(2024, each('06-07')),
    ],
    source: 'Decreto Legislativo 713, art. 6, with Leyes 31381, 31530, 31788 and 31822',
  },
  {
    country: 'HN',
    rules: [
      each('01-01 04-14 05-01 09-15 12-25'),
      easter(MAUNDY_THURSDAY, GOOD_FRIDAY, HOLY_SATURDAY),
      // The three days of October together, as public offices keep them.
      since(2015, weekday(1, WEDNESDAY, 10, 2)),
    ],
    source: 'Código del Trabajo, art. 339; Decreto 78-2015 (Semana Morazánica)',
  },
  {
    country: 'MN',
    rules: [each('01-01 03-08 06-01 07-11 07-12 07-13 07-14 07-15 11-26 12-29')],
    source: 'Law on public holidays, without Tsagaan Sar and the day of Chinggis Khaan',
    partly: true,
  },
  {
    country: 'CH',
    rules: [each('01-01 08-01 12-25'), easter(ASCENSION)],
    source: 'Kept in every canton',
  },
  {
    country: 'DE',
    rules: [each('01-01 05-01 10-03 12-25 12-26'), easter(GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY)],
    source: 'Kept in every Land',
  },
  {
    country: 'US',
    rules: [
      observed('01-01 07-04 11-11 12-25'),
      since(2021, observed('06-19')),
      weekday(3, MONDAY, 1),
      weekday(3, MONDAY, 2),
      weekday(-1, MONDAY, 5),
      weekday(1, MONDAY, 9),
      weekday(2, MONDAY, 10),
      weekday(4, THURSDAY, 11),
    ],
    source: '5 U.S.C. 6103',
  },
  { country: 'IN', rules: [each('01-26 08-15 10-02')], source: 'Kept in every state' },
  {
    country: 'AE',
    rules: [each('01-01 12-02 12-03')],
    source: 'Cabinet Resolution 27 of 2024, without the days of the Hijri calendar',
    partly: true,
  },
];
