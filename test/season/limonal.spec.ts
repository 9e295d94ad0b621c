/** The sample season, judged: what its README says is true of the books must come out of the ledger, line by line. */
import type { LotAssayed, LotsTransformed } from '../../src/core/custody/statements.js';
import type { LostReason } from '../../src/core/custody/claims.js';
import type { Report } from '../../src/exchange/import/report.js';
import { booksIn, LIMONAL, lines, SeasonHouse } from '../support/season.js';

const books = booksIn(LIMONAL);

const table = (report: Report, list: 'refused' | 'held') =>
  report[list].map(({ file, line, column, value, code, also }) => [file, line, column, value, code, also.length]);

describe('a quarter of El Limonal', () => {
  let house: SeasonHouse;
  let report: Report;

  beforeAll(async () => {
    house = await SeasonHouse.open();
    ({ report } = await house.import(books));
  });
  afterAll(() => house.close());

  test('eight rows cannot be read or cannot be true, and each says where', () => {
    expect(table(report, 'refused')).toEqual([
      ['deliveries.csv', 14, 'peso_g', '-2,40', 'not-positive', 0],
      ['deliveries.csv', 41, 'peso_g', 'doce', 'not-a-number', 0],
      ['deliveries.csv', 63, 'fecha', '31/02/2026', 'not-a-date', 0],
      ['deliveries.csv', 96, 'ley_milesimas', '1180', 'out-of-range', 0],
      ['deliveries.csv', 185, 'sitio', 'LIM-Z', 'unknown-site', 0],
      ['deliveries.csv', 212, 'entrega', 'E-00210', 'code-used', 0],
      ['deliveries.csv', 346, 'fecha', '14/11/2031', 'in-the-future', 0],
      ['deliveries.csv', 374, 'forma', '', 'missing', 0],
    ]);
  });

  test('on five the gold lies on the table and a paper or limit does not fit', () => {
    expect(report.accepted).toBe(979);
    expect(table(report, 'held')).toEqual([
      ['deliveries.csv', 138, 'minero', 'LIM-999', 'unknown-member', 0],
      ['deliveries.csv', 250, 'declaracion', 'DP-20209', 'declaration-used', 0],
      ['deliveries.csv', 289, 'peso_g', '61,00', 'over-monthly-limit', 0],
      ['deliveries.csv', 313, 'minero', 'LIM-003', 'registration-lapsed', 0],
      ['deliveries.csv', 417, 'ley_milesimas', '410', 'fineness-outside-site', 0],
    ]);
  });

  test('differences are the count that does not close, the scales, one refusal, one broken seal, three assays, one check digit', () => {
    const found = lines(report.differences);
    const scales = found.filter((line) => line.includes('peso_recibido_g weight-difference'));
    expect(scales).toHaveLength(42);
    expect(found.filter((line) => !scales.includes(line))).toEqual([
      'counts.csv:3 contado_g count-differs',
      'handovers.csv:28 resultado handover-refused',
      'outturns.csv:5 ley_au assay-difference',
      'outturns.csv:13 ley_au assay-difference',
      'outturns.csv:22 ley_au assay-difference',
      'shipments.csv:5 guia_aerea check-digit',
    ]);
    expect(found.filter((line) => line.includes('seal-broken'))).toEqual([
      'handovers.csv:17 peso_recibido_g weight-difference seal-broken',
    ]);
    const [count] = report.differences;
    expect(count?.message).toMatch(/148,350 g y el libro dice 148,720 g: faltante de 0,370 g/);
  });

  test('every line says which file, which line, which column, and ends as a sentence', () => {
    for (const { file, line, column, message, also } of [...report.refused, ...report.held, ...report.differences]) {
      for (const said of [message, ...also.map((one) => one.message)]) {
        expect(said).toMatch(new RegExp(`^${file}, línea ${line}, columna \\w+: .+[.]$`, 'u'));
        expect(said).not.toMatch(/undefined|grossMg|finenessPpm|\{|\[\[/);
      }
      expect(message).toContain(`columna ${column}:`);
    }
  });

  test('29 bars, five shipments, 24 pieces: 12 carry the claim, and every gram is found again', async () => {
    const [counts] = await house.query(
      `SELECT count(*) FILTER (WHERE form = 'dore')::int AS bars, count(*) FILTER (WHERE form = 'piece')::int AS pieces,
              count(*) FILTER (WHERE form = 'piece' AND 'fairmined' = ANY(claims))::int AS claimed,
              (SELECT count(*)::int FROM shipment WHERE exported) AS shipments FROM lot`,
    );
    expect(counts).toEqual({ bars: 29, pieces: 24, claimed: 12, shipments: 5 });
    expect(await house.balanceErrors()).toEqual([]);
  });

  test('the claim is lost by these bars and no others, each saying why', async () => {
    const bars = await house.lotsOf('coop-limonal');
    const lost = [...bars.values()]
      .filter(({ form, claims }) => form === 'dore' && claims.some(({ carried }) => !carried))
      .map(({ code, claims }) => [code, reasonsOf(claims[0]?.lost ?? []).join()]);
    const production = 'production coop-limonal FM-ASMO-CO-031 suspended';
    const suspended = 'seller coop-limonal FM-ASMO-CO-031 suspended';
    const stranger = 'buyer ref-norte - none';
    expect(lost).toEqual([
      ['LIM-B014', suspended],
      ['LIM-B021', production],
      ['LIM-B022', production],
      ['LIM-B023', production],
      ['LIM-B024', production],
      ['LIM-B025', stranger],
      ['LIM-B026', stranger],
      ['LIM-B027', stranger],
      ['LIM-B028', stranger],
    ]);
  });

  test('grain lots RF-3 to RF-5 lose it by intersection, and each piece of RF-4 passes its reasons on', async () => {
    const grain = new Map([...(await house.lotsOf('ref-ticino')), ...(await house.lotsOf('ref-norte'))]);
    const carried = (code: string): boolean | undefined => grain.get(code)?.claims[0]?.carried;
    expect(['RF-1', 'RF-2', 'RF-3', 'RF-4', 'RF-5'].map(carried)).toEqual([true, true, false, false, false]);
    const pieces = [...(await house.lotsOf('joya-lima')).values()].filter(({ form }) => form === 'piece');
    const uncertified = pieces.filter(({ claims }) => claims[0]?.carried === false);
    expect(uncertified).toHaveLength(12);
    for (const { claims } of uncertified) expect(claims).toEqual(grain.get('RF-4')?.claims);
    expect(reasonsOf(grain.get('RF-4')?.claims[0]?.lost ?? [])).not.toEqual([]);
  });

  test('every melt shows its reconciliation, none of them beyond what its methods can tell apart', async () => {
    const statements = await house.statements();
    const melted = statements
      .filter(({ type }) => type === 'lots.transformed')
      .map(({ data }) => data as unknown as LotsTransformed)
      .filter(({ process }) => process === 'melt');
    expect(melted).toHaveLength(28);
    const assays = statements
      .filter(({ type }) => type === 'lot.assayed')
      .map(({ data }) => data as unknown as LotAssayed);
    for (const { outputs } of melted) {
      const [bar] = outputs;
      const rebasings = assays.filter(({ lot }) => lot === bar?.lot).map(({ rebasing }) => rebasing);
      expect(rebasings.length).toBeGreaterThan(0);
      expect(rebasings[0]?.fromNg).toBe(bar?.fineNg);
      expect(rebasings.map((rebasing) => rebasing?.within)).toEqual(rebasings.map(() => true));
    }
  });
});

function reasonsOf(lost: readonly LostReason[]): string[] {
  return lost.map(({ why, party, credential, standing }) => `${why} ${party} ${credential ?? '-'} ${standing}`);
}
