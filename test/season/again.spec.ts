/** The season handed over again: the same, changed, mended, in parts, on an earlier day, and after an import that died. */
import type { Report } from '../../src/exchange/import/report.js';
import { booksIn, edited, LIMONAL, lines, only, SeasonHouse, type Books } from '../support/season.js';

const books = booksIn(LIMONAL);

/** A test's own house, closed whatever happens in it. */
async function inHouse(story: (house: SeasonHouse) => Promise<void>): Promise<void> {
  const house = await SeasonHouse.open();
  try {
    await story(house);
  } finally {
    await house.close();
  }
}

const changedRow = (file: string, from: string, to: string): Books =>
  edited(books, file, (text) => text.replace(from, to));
const sizeOf = async (house: SeasonHouse): Promise<number> =>
  Number((await house.query<{ size: string }>('SELECT size FROM log_state'))[0]?.size);
const sums = ({ accepted, refused, held, differences }: Report): number[] => [
  accepted,
  refused.length,
  held.length,
  differences.length,
];

describe('the books of El Limonal once more', () => {
  let house: SeasonHouse;
  let report: Report;
  let entries: number;

  beforeAll(async () => {
    house = await SeasonHouse.open();
    ({ report } = await house.import(books));
    entries = await sizeOf(house);
  });
  afterAll(() => house.close());

  test('a second time it changes nothing: the same report, not one entry more', async () => {
    expect((await house.import(books)).report).toEqual(report);
    expect(await sizeOf(house)).toBe(entries);
  });

  test('nor when it was saved again with points for commas, months first and another separator', async () => {
    const again = new Map([...books].map(([name, bytes]) => [name.toUpperCase(), americanised(bytes)]));
    const { report: second } = await house.import(again);
    expect(second.differences.filter(({ code }) => code === 'row-changed')).toEqual([]);
    expect(second.accepted).toBe(979);
    expect(await sizeOf(house)).toBe(entries);
  });

  test('a delivery that now weighs more is a difference, and nothing is written', async () => {
    const changed = changedRow(
      'deliveries.csv',
      'LIM-003;LIM-A;oro de aluvión;1,17',
      'LIM-003;LIM-A;oro de aluvión;1,71',
    );
    const { report: second } = await house.import(changed);
    const news = lines(second.differences).filter((line) => !lines(report.differences).includes(line));
    expect(news).toEqual(['deliveries.csv:2 entrega row-changed']);
    expect(await sizeOf(house)).toBe(entries);
    expect((await house.lotsOf('coop-limonal')).get('E-00001')?.initialMg).toBe(1170);
  });

  test.each([
    ['organisations.csv', 'Nordscheide AG;refinería', 'Nordscheide AG;comercializadora', 'organisations.csv:5 codigo'],
    ['credentials.csv', '27/03/2026:reactivado', '18/03/2026:reactivado', 'credentials.csv:2 titular'],
    ['handovers.csv', '111,96;111,96;S-7000', '111,96;111,69;S-7000', 'handovers.csv:2 barra'],
    ['outturns.csv', 'LIM-B002;50,360', 'LIM-B002;50,306', 'outturns.csv:2 embarque'],
    ['transfers.csv', '60,000;60,000;F-900', '60,000;59,999;F-900', 'transfers.csv:2 lote'],
    ['premium.csv', 'abono parcial', 'abono total', 'premium.csv:2 fecha'],
  ])('so is a changed row of %s', async (file, from, to, line) => {
    const { report: second } = await house.import(changedRow(file, from, to));
    expect(lines(second.differences)).toContain(`${line} row-changed`);
    expect(await sizeOf(house)).toBe(entries);
  });

  test('a refused row that was mended is taken, and that row alone', async () => {
    const { report: second } = await house.import(changedRow('deliveries.csv', ';doce;', ';2,12;'));
    expect(second.refused.map(({ line }) => line)).toEqual([14, 63, 96, 185, 212, 346, 374]);
    expect(second.accepted).toBe(980);
    expect(await sizeOf(house)).toBe(entries + 1);
    expect(await house.balanceErrors()).toEqual([]);
  });
});

test('on a day in the middle of the season what comes later is not yet true', () =>
  inHouse(async (house) => {
    const { report } = await house.import(books, { asOf: '2026-02-28' });
    const future = report.refused.filter(({ code }) => code === 'in-the-future');
    expect(future.every(({ value }) => /(0[3-7]\/2026|2031)/.test(value))).toBe(true);
    expect(future.length).toBeGreaterThan(300);
    const days = await house.query<{ last: string }>('SELECT max(born)::text AS last FROM lot');
    expect(days[0]?.last).toBe('2026-02-28');
    expect(await house.balanceErrors()).toEqual([]);
  }));

test('half of the files first and then all comes to the same as all at once', () =>
  inHouse(async (house) => {
    const first = [
      'organisations',
      'sites',
      'scales',
      'members',
      'credentials',
      'deliveries',
      'opening',
      'melts',
      'counts',
    ];
    await house.import(only(books, [...first, 'assays']));
    const { report } = await house.import(books);
    expect(sums(report)).toEqual([979, 8, 5, 48]);
    const [pieces] = await house.query(
      `SELECT count(*)::int AS pieces FROM lot WHERE form = 'piece' AND claims <> '{}'`,
    );
    expect(pieces).toEqual({ pieces: 12 });
    expect(await house.balanceErrors()).toEqual([]);
  }));

test('an import that dies half-way is finished by the next, with nothing twice', async () => {
  const died = await SeasonHouse.open();
  const closing: Promise<void>[] = [];
  const progress = (done: number): void => {
    if (done === 500) closing.push(died.ledger.close());
  };
  await expect(died.import(books, { asOf: '2026-07-31', progress })).rejects.toThrow('closing');
  await Promise.all(closing);
  const house = await died.reopened();
  try {
    expect(await sizeOf(house)).toBeLessThan(1000);
    const { report } = await house.import(books);
    expect(sums(report)).toEqual([979, 8, 5, 48]);
    const rows = await house.query(
      `SELECT type, count(*)::int AS times FROM statement WHERE type = 'lot.registered' GROUP BY type`,
    );
    expect(rows).toEqual([{ type: 'lot.registered', times: 985 }]);
    expect(await house.balanceErrors()).toEqual([]);
  } finally {
    await house.close();
  }
});

/** The same cells as another computer writes them: tabs, decimal points, the month first. */
function americanised(bytes: Uint8Array): Uint8Array {
  const written = new TextDecoder().decode(bytes).replaceAll(/"[^"]*"/g, (cell) => cell.replaceAll(';', '\u0001'));
  const cells = written.split('\r\n').map((line) => line.split(';').map(american));
  return new TextEncoder().encode(cells.map((row) => row.join('\t').replaceAll('\u0001', ';')).join('\n'));
}

function american(cell: string): string {
  if (/^-?\d+,\d+$/.test(cell)) return cell.replace(',', '.');
  return cell.replaceAll(/(\d\d)\/(\d\d)\/(\d{4})/g, '$2/$1/$3');
}
