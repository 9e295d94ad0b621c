import { readSeason } from '../../src/exchange/season/season.js';
import { timeline, KINDS } from '../../src/exchange/season/timeline.js';
import { limonal, read } from './season-books.js';

describe('the season of El Limonal', () => {
  const season = read(limonal());

  test('eight deliveries cannot be read or cannot be true, and no other row of any book', () => {
    expect(season.refused.map(({ file, line, column, value, code }) => [file, line, column, value, code])).toEqual([
      ['deliveries.csv', 14, 'peso_g', '-2,40', 'not-positive'],
      ['deliveries.csv', 41, 'peso_g', 'doce', 'not-a-number'],
      ['deliveries.csv', 63, 'fecha', '31/02/2026', 'not-a-date'],
      ['deliveries.csv', 96, 'ley_milesimas', '1180', 'out-of-range'],
      ['deliveries.csv', 185, 'sitio', 'LIM-Z', 'unknown-site'],
      ['deliveries.csv', 212, 'entrega', 'E-00210', 'code-used'],
      ['deliveries.csv', 346, 'fecha', '14/11/2031', 'in-the-future'],
      ['deliveries.csv', 374, 'forma', '', 'missing'],
    ]);
    expect(season.refused.every(({ also }) => also.length === 0)).toBe(true);
    expect(season.refused[1]?.message).toBe(
      'deliveries.csv, línea 41, columna peso_g: «doce» no es un número; escriba solo cifras, por ejemplo 2,40.',
    );
  });

  test('every good row is there, and the books know whose they are', () => {
    expect(season.owner.code).toBe('coop-limonal');
    const sizes = Object.entries(season).flatMap(([name, rows]) =>
      Array.isArray(rows) && name !== 'refused' && name !== 'files' ? [[name, rows.length]] : [],
    );
    expect(Object.fromEntries(sizes)).toEqual({
      organisations: 6,
      sites: 2,
      scales: 3,
      members: 38,
      credentials: 9,
      deliveries: 984,
      opening: 1,
      melts: 28,
      assays: 57,
      counts: 3,
      handovers: 59,
      shipments: 5,
      outturns: 29,
      transfers: 2,
      alloys: 2,
      pieces: 26,
      papers: 15,
      payouts: 979,
      premium: 5,
      royalties: 5,
    });
  });

  test('a delivery is milligrams, parts per million, a day and the trade words we know it by', () => {
    expect(season.deliveries[0]).toMatchObject({
      file: 'deliveries.csv',
      line: 2,
      key: 'E-00001',
      day: '2026-01-05',
      form: 'alluvial',
      grossMg: 1170,
      finenessPpm: 940000,
      method: 'touchstone',
      raw: { forma: 'oro de aluvión', peso_g: '1,17' },
    });
    expect(season.deliveries[2]?.finenessPpm).toBeUndefined();
    expect(season.sites[0]).toMatchObject({
      latitude: '2.95',
      longitude: '-76.69',
      lowestPpm: 850000,
      deposit: 'alluvial',
    });
    expect(season.credentials[0]?.events).toEqual([
      { day: '2026-03-16', change: 'suspended' },
      { day: '2026-03-27', change: 'reinstated' },
    ]);
    expect(season.handovers.filter((row) => row.outcome === 'refused').map((row) => row.bar)).toEqual(['LIM-B014']);
    expect(season.handovers.filter((row) => row.sealIntact === false).map((row) => row.bar)).toEqual(['LIM-B009']);
    expect(season.pieces.filter((row) => row.kind.scrap).map((row) => row.code)).toEqual(['R-A-1', 'R-A-2']);
    expect(season.alloys[0]).toMatchObject({ grainMg: 48000, alloyMetalMg: 15994, finenessPpm: 750000, outMg: 63944 });
  });

  test('things happen in the order of their days, and within a day in the order of the trade', () => {
    const happenings = timeline(season);
    const order = happenings.map(({ day, kind, row }) =>
      [day, String(KINDS.indexOf(kind)).padStart(2, '0'), row.file, String(row.line).padStart(6, '0')].join(' '),
    );
    expect(order).toEqual([...order].sort());
    expect(happenings).toHaveLength(9 + 2 + 984 + 1 + 28 + 57 + 3 + 59 + 5 + 29 + 2 + 2 + 26 + 15);
    const march17 = happenings.filter(({ day }) => day === '2026-03-17').map(({ kind }) => kind);
    expect([...new Set(march17)]).toEqual(['delivery', 'cooperative-handover', 'refiner-receipt']);
  });

  test('the last day a fact may bear is the day at the place of the fact', () => {
    const asked = new Set<string>();
    // 15 July, the last bench day, is still ahead in Peru and past in Colombia.
    const lastDay = (country: string) => {
      asked.add(country);
      return country === 'PE' ? '2026-07-14' : '2026-07-31';
    };
    const { refused } = readSeason(limonal(), lastDay);
    expect([...asked].sort()).toEqual(['CH', 'CO', 'PE']);
    expect(refused.filter(({ file }) => file === 'pieces.csv')).toMatchObject([{ line: 27, code: 'in-the-future' }]);
  });
});
