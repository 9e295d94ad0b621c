/**
 * Two hundred rows as tired hands write them: what cannot be read or cannot be true is refused, gold whose papers or limits do
 * not fit is weighed and held, and nothing falls on the other side.
 */
import type { Report } from '../../src/exchange/import/report.js';
import { booksIn, LIMONAL, only, SeasonHouse } from '../support/season.js';

type Cell =
  | 'entrega'
  | 'fecha'
  | 'minero'
  | 'sitio'
  | 'forma'
  | 'peso_g'
  | 'ley_milesimas'
  | 'metodo'
  | 'balanza'
  | 'declaracion';
type Row = Record<Cell, string>;
type Bad = readonly [column: Cell, code: string, change: Partial<Row>];

const COLUMNS: readonly Cell[] = [
  'entrega',
  'fecha',
  'minero',
  'sitio',
  'forma',
  'peso_g',
  'ley_milesimas',
  'metodo',
  'balanza',
  'declaracion',
];

/** The same fault in each of these cells, which a stroke separates. */
const each = (column: Cell, code: string, values: string, more: Partial<Row> = {}): Bad[] =>
  values.split('|').map((value) => [column, code, { [column]: value, ...more }]);

const REFUSED: readonly Bad[] = [
  ...each('peso_g', 'missing', '| '),
  ...each(
    'peso_g',
    'not-a-number',
    'doce|dieciséis|tres y medio|dos gramos|1,2,3|2,4x|x|#REF!|1e3|2,0 a 2,1|¿2,0?|2,5 castellanos',
  ),
  ...each('peso_g', 'not-positive', '0|0,00|-0,01|-2,40|-100|−3,10'),
  ...each(
    'fecha',
    'not-a-date',
    '31/02/2026|30/02/2026|32/01/2026|00/01/2026|15/13/2026|31/04/2026|29/02/2026|ayer|lunes|10-feb|10/02|2026|99/99/9999',
  ),
  ...each('fecha', 'in-the-future', '01/08/2026|31/12/2026|14/11/2031|01/01/2099'),
  ...each('ley_milesimas', 'out-of-range', '1000,1|1001|1180|9400|10000|94000'),
  ...each('ley_milesimas', 'not-a-number', 'novecientos|94o|9 4 0 0 x|940 ó 950'),
  ...each(
    'sitio',
    'unknown-site',
    'LIM-Z|LIM-B|LIM-A1|LIM-0|San Isidro|LIM-AV|Playa|lim a|LIM-AA|R-7|La Ye|XX|LIM_A|LIM-V2',
  ),
  ...each('forma', 'missing', '| '),
  ...each('peso_g', 'not-a-number', '-|—|N/D|pendiente|2,5 + 1|2..5|O,5|½|2 ½|cero'),
  ...each('ley_milesimas', 'not-positive', '0|-1|-940'),
  ...each('minero', 'malformed', '¿?|LIM–001|  ?  |***'),
  ...each('forma', 'malformed', 'plata|cobre|piedra|???|material|varios|xyz|oro'),
  ...each(
    'fecha',
    'not-a-date',
    '1/1|2026-13-01|2026-02-30|10.02|12 de|feb 2026|0/0/0|29/02/2025|31/06/2026|31/09/2026',
  ),
  ...each('fecha', 'missing', '| '),
  ...each('sitio', 'missing', '| '),
  ...each('entrega', 'code-used', 'E-00001|E-00002|E-00003|E-00004|E-00005|E-00006|E-00007|E-00008'),
  ...each('entrega', 'missing', '| '),
  ...each('entrega', 'malformed', `E 1 / 2?|¿E-1?|${'x'.repeat(70)}`),
];

const HELD: readonly Bad[] = [
  ...each(
    'minero',
    'unknown-member',
    'LIM-000|LIM-039|LIM-040|LIM-041|LIM-100|LIM-101|LIM-102|LIM-200|LIM-999|LIM-500|lim-1|Rosa|Rosa Díaz|52.188.901|LIM 001|LIM-O01|X|N.N.|sin dato|LIM-1000|compadre|LIM-001-B|socio|COOP|LIM-3',
  ),
  ...each('fecha', 'registration-lapsed', '15/02/2026|16/02/2026|20/02/2026|28/02/2026|01/03/2026|31/03/2026', {
    minero: 'LIM-003',
  }).map(about('minero')),
  ...each('fecha', 'registration-not-yet', '04/11/2025|03/11/2025|01/10/2025|31/12/2024', {
    minero: 'LIM-003',
  }).map(about('minero')),
  ...each('declaracion', 'declaration-used', Array.from({ length: 24 }, (_, n) => `DP-3000${n}`).join('|')),
  ...each('peso_g', 'over-monthly-limit', '38,00|37,24|40,00|61,00|100,00|250,50|999,99', {
    minero: 'LIM-003',
    fecha: '12/01/2026',
  }),
  ...each('peso_g', 'over-monthly-limit', '35,01|36,00|41,00', {
    minero: 'LIM-003',
    fecha: '13/01/2026',
    ley_milesimas: '',
    metodo: '',
  }),
  ...each('ley_milesimas', 'fineness-outside-site', '410|500|600|650|740|800|849|849,9|995,1|996|999|1000'),
  ...each('ley_milesimas', 'fineness-outside-site', '519|519,9|740,1|741|850|940|100|400', {
    sitio: 'LIM-V',
    forma: 'oro de veta',
    balanza: 'BAL-V1',
  }),
];

/** The fault shows in one cell and is about another. */
function about(column: Cell): (bad: Bad) => Bad {
  return ([, code, change]) => [column, code, change];
}

const GOOD: readonly Row[] = Array.from({ length: 24 }, (_, n) =>
  row(n, `E-${String(n).padStart(5, '0')}`, `DP-3000${n}`),
);
const BAD = [...REFUSED, ...HELD].map((bad, n): readonly [Bad, Row] => {
  return [bad, { ...row(n, `M-${1000 + n}`, `DP-4${1000 + n}`), ...bad[2] }];
});

function row(n: number, entrega: string, declaracion: string): Row {
  const at = { fecha: '10/02/2026', minero: 'LIM-001', sitio: 'LIM-A', forma: 'oro de aluvión', balanza: 'BAL-A1' };
  return { ...at, entrega, declaracion, peso_g: `${1 + (n % 4)},25`, ley_milesimas: '940', metodo: 'piedra de toque' };
}

describe('two hundred rows as tired hands write them', () => {
  let report: Report;
  let lots: Map<string, number>;

  beforeAll(async () => {
    const rows = [...GOOD, ...BAD.map(([, bad]) => bad)];
    const text = [COLUMNS.join(';'), ...rows.map((one) => COLUMNS.map((column) => one[column]).join(';'))].join('\r\n');
    const registers = only(booksIn(LIMONAL), ['organisations', 'sites', 'scales', 'members', 'credentials']);
    const house = await SeasonHouse.open();
    try {
      ({ report } = await house.import(new Map(registers).set('deliveries.csv', new TextEncoder().encode(text))));
      const kept = await house.query<{ code: string; held: boolean }>('SELECT code, held FROM lot');
      lots = new Map(kept.map(({ code, held }) => [code, Number(held)]));
      expect(await house.balanceErrors()).toEqual([]);
    } finally {
      await house.close();
    }
  });

  const found = (list: 'refused' | 'held'): Map<number, readonly [string, string]> =>
    new Map(report[list].map(({ line, column, code }) => [line, [column, code]]));

  test('they are two hundred at least', () => expect(BAD.length).toBeGreaterThanOrEqual(200));

  test('each falls on its side, and says the cell and why', () => {
    const [refused, held] = [found('refused'), found('held')];
    const sides = BAD.map(([[column, code]], n) => {
      const line = n + GOOD.length + 2;
      const [where, other] = n < REFUSED.length ? [refused, held] : [held, refused];
      return [BAD[n]?.[1][column], other.has(line) ? 'the other side' : where.get(line), [column, code]] as const;
    });
    expect(sides.filter(([, said, right]) => said?.toString() !== right.toString())).toEqual([]);
  });

  test('what is refused leaves no lot, what is held is weighed and kept apart, and the good rows stand', () => {
    const kept = BAD.map(([, { entrega }]) => lots.get(entrega));
    expect(kept.slice(REFUSED.length)).toEqual(HELD.map(() => 1));
    expect([...lots.keys()].sort()).toEqual(
      [...GOOD, ...BAD.slice(REFUSED.length).map(([, bad]) => bad)].map(({ entrega }) => entrega).sort(),
    );
    expect(GOOD.map(({ entrega }) => lots.get(entrega))).toEqual(GOOD.map(() => 0));
  });
});
