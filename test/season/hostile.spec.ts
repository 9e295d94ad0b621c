/** Books that mean harm, or that a tired registrar made: an import may refuse, and never falls over, hangs or counts twice. */
import { booksIn, season, SeasonHouse, type Books } from '../support/season.js';

type Files = Map<string, string>;

/** The text of an invented season, whatever its letters. */
function textsOf(name: string): Files {
  return new Map(Array.from(booksIn(season(name)), ([file, bytes]) => [file, textOf(bytes)]));
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff) return new TextDecoder('utf-16le').decode(bytes);
  const text = new TextDecoder().decode(bytes);
  return text.includes('\uFFFD') ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function bytesOf(files: Files): Books {
  return new Map(Array.from(files, ([file, text]) => [file, new TextEncoder().encode(text)]));
}

const sizeOf = async (house: SeasonHouse): Promise<unknown> => house.query('SELECT size FROM log_state');

/** Imports twice; the gold must add up and the second time change nothing. */
async function survives(files: Files): Promise<string[]> {
  const house = await SeasonHouse.open();
  try {
    const { report } = await house.import(bytesOf(files));
    expect(await house.balanceErrors()).toEqual([]);
    const size = await sizeOf(house);
    await house.import(bytesOf(files));
    expect(await sizeOf(house)).toEqual(size);
    const all = [...report.refused, ...report.held, ...report.differences];
    for (const { file, line, message } of all) {
      expect(message.startsWith(`${file}, línea ${line}, columna `)).toBe(true);
      expect(message).not.toMatch(/undefined|[a-z]Mg\b|finenessPpm|[0-9a-f]{8}-[0-9a-f]{4}/);
    }
    return report.refused.map(({ file, line, code }) => `${file}:${line} ${code}`);
  } finally {
    await house.close();
  }
}

// prettier-ignore
const JUNK = [
  '', '0', '-1', '999999', '1e9', '=A1', '<b>', 'NaN', '2026-02-30', '31/12/2199', '0,001', '1000', '13/13/2026',
  "'; DROP TABLE lot;--", 'coop-limonal', 'CP-B1', 'G-B1', 'RP-1', 'RG-7', 'T-1', 'sí', 'no', 'rechazado', 'a|b|c',
  'x'.repeat(70), 'largo '.repeat(60), '💰', 'constructor', '__proto__', 'toString', 'ref-ticino', 'CCORI',
];

/** A generator of its own, so that a failing season can be had again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % sides;
  };
}

function spoiled(files: Files, separator: string, roll: (sides: number) => number): Files {
  for (let times = 1 + roll(25); times > 0; times--) {
    const file = [...files.keys()][roll(files.size)] as string;
    const rows = (files.get(file) as string).split(/\r?\n/);
    const at = roll(rows.length);
    const how = roll(12);
    if (how === 0 && file !== 'organisations.csv') files.delete(file);
    else if (how === 1) files.set(file, rows.toSpliced(at, 1).join('\n'));
    else if (how === 2) files.set(file, rows.toSpliced(at, 0, rows[roll(rows.length)] as string).join('\n'));
    else {
      const cells = (rows[at] as string).split(separator);
      const other = (rows[roll(rows.length)] as string).split(separator);
      const cell = roll(cells.length);
      cells[cell] = roll(3) === 0 ? (other[cell] ?? '') : (JUNK[roll(JUNK.length)] as string);
      files.set(file, rows.with(at, cells.join(separator)).join('\n'));
    }
  }
  return files;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('a season spoiled at random (%i)', async (seed) => {
  const [name, separator] = seed % 2 === 0 ? (['guayape', '\t'] as const) : (['ccori-puna', ','] as const);
  const files = spoiled(textsOf(name), separator, dice(seed));
  await survives(files).catch((error: unknown) => {
    // Only this may be said of a whole folder: nobody could own the books.
    if (!(error instanceof Error) || error.name !== 'Rejection') throw error;
  });
});

test('books without deliveries: each bar is made of gold nobody explained, held, and certified by nobody', async () => {
  const files = textsOf('ccori-puna');
  files.delete('deliveries.csv');
  const house = await SeasonHouse.open();
  try {
    const { report } = await house.import(bytesOf(files));
    expect(report.held.map(({ file, code }) => `${file} ${code}`)).toEqual(
      [1, 2, 3, 4, 5].map(() => 'melts.csv melt-disagrees'),
    );
    expect(await house.balanceErrors()).toEqual([]);
    expect(await house.query(`SELECT 1 FROM lot WHERE claims <> '{}'`)).toEqual([]);
  } finally {
    await house.close();
  }
});

test('a delivery whose miner nobody wrote down is weighed and held, as it is at the desk', async () => {
  const files = textsOf('ccori-puna');
  files.set('deliveries.csv', (files.get('deliveries.csv') as string).replace('2026,S-01,CP-V', '2026,,CP-V'));
  const house = await SeasonHouse.open();
  try {
    const { report } = await house.import(bytesOf(files));
    expect(report.refused).not.toContainEqual(expect.objectContaining({ file: 'deliveries.csv', line: 2 }));
    expect(report.held).toContainEqual(
      expect.objectContaining({ line: 2, column: 'minero', value: '', code: 'unknown-member' }),
    );
    expect(await house.query(`SELECT gross_mg::int, held FROM lot WHERE code = 'CP-001'`)).toEqual([
      { gross_mg: 4210, held: true },
    ]);
  } finally {
    await house.close();
  }
});

test('headings that hurt: a zero byte, a prototype, one twice', async () => {
  const files = textsOf('ccori-puna');
  files.set('payouts.csv', (files.get('payouts.csv') as string).replace('tc_sol', 'tc\0sol'));
  files.set('pieces.csv', (files.get('pieces.csv') as string).replace('tipo', '__proto__'));
  files.set('alloys.csv', (files.get('alloys.csv') as string).replace('liga_g', 'grano_g'));
  const refused = await survives(files);
  expect(refused).toContain('pieces.csv:2 missing');
  expect(refused).toContain('alloys.csv:2 malformed');
});

test('one bar of six hundred deliveries is more than one statement holds: the row says so, and the rest goes on', async () => {
  const files = textsOf('guayape');
  const many = Array.from(
    { length: 600 },
    (_, i) => `${1001 + i}\t4/20/2026\tG-4\tGUA-2\tgold dust\t1.00\t940\tXRF\t\t\t`,
  );
  files.set('deliveries.csv', `${(files.get('deliveries.csv') as string).trimEnd()}\n${many.join('\n')}\n`);
  files.set(
    'melts.csv',
    `${(files.get('melts.csv') as string).trimEnd()}\n4/27/2026\tG-B9\tGUA-2\t1001\t1600\t600\t600.00\t599.00\tmoisture\tH1\n`,
  );
  expect(await survives(files)).toContain('melts.csv:7 too-many-lots');
});

test('two organisations whose codes differ by a capital letter only, and a bar named like a delivery', async () => {
  const files = textsOf('ccori-puna');
  files.set(
    'organisations.csv',
    `${files.get('organisations.csv') as string}exp-sur,Otra Casa SAC,comercializadora,PE,1,Lima\n`,
  );
  files.set('melts.csv', (files.get('melts.csv') as string).replace('CP-B4', 'CP-001'));
  expect(await survives(files)).toContain('melts.csv:5 code-used');
});
