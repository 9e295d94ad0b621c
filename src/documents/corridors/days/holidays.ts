/**
 * Days on which offices are shut, by country and year. A year that is not here is counted by its weekends alone, and so are days
 * that move with the moon where it is said; whoever reads a due day is told.
 */
export interface Holidays {
  readonly country: string;
  readonly year: number;
  /** `MM-DD` */
  readonly days: readonly string[];
  readonly source: string;
  /** Some of that year are left out. */
  readonly partly?: true;
}

export const HOLIDAYS: readonly Holidays[] = [
  {
    country: 'CO',
    year: 2026,
    days: '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25'.split(
      ' ',
    ),
    source: 'Ley 51 de 1983; Easter on 5 April',
  },
  {
    country: 'PE',
    year: 2026,
    days: '01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25'.split(' '),
    source: 'Decreto Legislativo 713 and its amendments; Easter on 5 April',
  },
  {
    country: 'HN',
    year: 2026,
    days: '01-01 04-02 04-03 04-04 04-14 05-01 09-15 12-25'.split(' '),
    source: 'Código del Trabajo, art. 339, without the days of October, which a decree moves',
    partly: true,
  },
  {
    country: 'MN',
    year: 2026,
    days: '01-01 03-08 06-01 07-11 07-12 07-13 07-14 07-15 11-26 12-29'.split(' '),
    source: 'Law on public holidays, without those of the lunar calendar',
    partly: true,
  },
];
