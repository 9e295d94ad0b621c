/** What papers of origin and claims tell of a real shipment, what they lack, and what they do not tell. */
import { COOP, EXPORTER, openMarket, REFINER, type Market } from '../../lots/market.js';
import { leave } from '../shipped.js';
import { assess, pack, told } from './tale.js';

let market: Market;
let compliance: string;
beforeAll(async () => {
  market = await openMarket();
  compliance = (await market.desk.keys.create(EXPORTER, 'compliance', 'compliance')).secret;
}, 120_000);
afterAll(() => market.desk.close());

/** In nanograms. */
const sumOf = (parts: readonly { readonly fineNg: string }[]): bigint =>
  parts.reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n);

describe('Fairmined transaction', () => {
  test('given a bar whose claim was lost at the sale, then there is none to report', async () => {
    await pack(market, 'F-0', 'F0', { sold: '2026-03-14' });
    expect(await told(market, 'fairmined-transaction', 'F-0')).toBeUndefined();
    expect(await told(market, 'provenance-sheet', 'F-0')).toMatchObject({
      bars: [
        { claims: [{ scheme: 'fairmined', carried: false, lost: [{ why: 'buyer', from: '2026-03', to: '2026-03' }] }] },
      ],
    });
  });

  test('given a price that was erased, or a book that never had one, then there is none to report either', async () => {
    await pack(market, 'F-1', 'F1');
    const priceless = await told(market, 'fairmined-transaction', 'F-1', (source) => {
      const { terms: _, ...facts } = source.facts;
      return { ...source, facts };
    });
    expect(priceless).toBeUndefined();
    expect(await told(market, 'fairmined-transaction', 'F-1')).toBeDefined();
  });

  test('given a certified bar, then producer, purchase, fixing, price check and premium are told, and what nobody recorded is null', async () => {
    await pack(market, 'F-2', 'F2');
    const paper = await told(market, 'fairmined-transaction', 'F-2');
    const [bar] = paper?.bars ?? [];
    expect(bar).toMatchObject({ code: 'F2', scheme: 'fairmined', ecological: false });
    expect(bar?.producers).toEqual([{ organisation: COOP, number: 'FM-1', fineNg: bar?.fineNg }]);
    expect(paper?.purchases).toEqual([{ from: COOP, to: EXPORTER, on: '2026-03-15', document: 'CC-F2', lots: 1 }]);
    expect(paper?.seller).toMatchObject([{ number: 'FMS-1', standing: 'valid' }]);
    expect(paper).toMatchObject({ buyer: [], contract: null, premiumUsd: null });
    // 39.407 g × 931 ‰ = 36.687917 g; 4 US dollars a gram.
    const [price] = paper?.prices ?? [];
    expect(price).toMatchObject({
      fineNg: '36687917000',
      paidPercent: '98.75',
      floor: { percent: '95', met: true },
      premium: { usdPerKgFine: '4000', due: '146.75', agreed: null, status: 'to-be-confirmed' },
    });
  });

  test.each([
    ['5', true],
    ['5.0000000001', false],
  ])('a discount of %s %% meets the floor of 95 %%: %s', async (discountPercent, met) => {
    const code = `F-${discountPercent.length}D`;
    await pack(market, code, `${code}B`, { terms: { priceUsdPerOunce: '4000.00', discountPercent } });
    expect((await told(market, 'fairmined-transaction', code))?.prices[0]?.floor).toMatchObject({ met });
  });
});

describe('provenance sheet', () => {
  test('given fewer than five deliveries, then neither their month nor their number is told, and the shares are whole', async () => {
    await pack(market, 'P-4', 'P4', { delivered: ['2026-02-03', '2026-02-04', '2026-02-05', '2026-02-06'] });
    const paper = await told(market, 'provenance-sheet', 'P-4');
    const [bar] = paper?.bars ?? [];
    const folded = { organisation: null, municipality: null, period: 'others', deliveries: null, tenths: 1000 };
    expect(bar?.groups).toEqual([{ ...folded, fineNg: bar?.fineNg }]);
    expect(paper?.delivered).toEqual([{ to: COOP, months: null }]);
    expect(JSON.stringify(paper)).not.toMatch(/2026-02/);
  });

  test('given five of one month and one of another, then the five are told and the one is not', async () => {
    const delivered = ['02', '03', '04', '05', '06'].map((day) => `2026-01-${day}`);
    await pack(market, 'P-6', 'P6', { delivered: [...delivered, '2026-02-09'] });
    const paper = await told(market, 'provenance-sheet', 'P-6');
    const [bar] = paper?.bars ?? [];
    expect(bar?.groups).toMatchObject([
      { organisation: COOP, municipality: 'San Isidro', period: '2026-01', deliveries: 5 },
      { organisation: null, municipality: null, period: 'others', deliveries: null },
    ]);
    expect(sumOf(bar?.groups ?? [])).toBe(BigInt(bar?.fineNg ?? 0));
    expect(bar?.groups.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(1000);
    expect(paper?.delivered).toEqual([{ to: COOP, months: { from: '2026-01', to: '2026-01' } }]);
    expect(paper?.path.map(({ act, by }) => `${act} ${by}`)).toEqual([
      `melt ${COOP}`,
      `assayed ${COOP}`,
      `received ${EXPORTER}`,
      `sold ${EXPORTER}`,
      `packed ${EXPORTER}`,
    ]);
    const month = { from: '2026-03', to: '2026-03' };
    expect(paper?.path.map(({ months }) => months)).toEqual(Array.from({ length: 5 }, () => month));
    expect(paper?.log).toMatchObject({ origin: 'desk.example/log' });
    expect(paper?.parties).toMatchObject({ [COOP]: 'Cooperativa La Playa', [EXPORTER]: 'Exportadora del Pacífico' });
  });

  test('given gold that the refiner received, bought and melted since, then the papers tell what left', async () => {
    await pack(market, 'P-7', 'P7', { delivered: ['02', '03', '04', '05', '06'].map((day) => `2026-01-${day}`) });
    await leave(market, 'P-7');
    const kinds = ['provenance-sheet', 'custody-transfer', 'sourcing-declaration', 'fairmined-transaction'] as const;
    const before = await Promise.all(kinds.map((kind) => told(market, kind, 'P-7')));
    const { grossMg } = await market.lot(EXPORTER, 'P7');
    await market.did(EXPORTER, '/lots/P7/dispatch', { to: REFINER, sentMg: grossMg, on: '2026-03-18' });
    await market.did(REFINER, '/lots/P7/receive', { receivedMg: grossMg - 10, sealIntact: true, on: '2026-03-19' });
    await market.did(EXPORTER, '/lots/P7/title', { to: REFINER, basis: 'sale', on: '2026-03-19' });
    const output = { code: 'R7', form: 'dore', grossMg: grossMg - 20 };
    await market.did(REFINER, '/melts', { inputs: [{ lot: 'P7' }], output, cause: 'slag', on: '2026-03-20' });
    const after = await Promise.all(kinds.map((kind) => told(market, kind, 'P-7')));
    expect(after.map((paper) => paper?.bars)).toEqual(before.map((paper) => paper?.bars));
    expect(after[2]).toEqual(before[2]);
    expect((await told(market, 'provenance-sheet', 'P-7'))?.path.at(-1)).toMatchObject({ act: 'exported' });
  });
});

describe('sourcing declaration', () => {
  test('given nothing but gold, then what nobody recorded is null, and nothing is made up', async () => {
    await pack(market, 'O-1', 'O1');
    const paper = await told(market, 'sourcing-declaration', 'O-1');
    const [bar] = paper?.bars ?? [];
    expect(bar?.assay).toEqual({ laboratory: COOP, on: '2026-03-10', certificate: 'CERT-O1' });
    expect(paper?.natures).toEqual([{ nature: 'asm', fineNg: bar?.fineNg }]);
    expect(paper?.certified).toEqual([{ scheme: 'fairmined', fineNg: bar?.fineNg }]);
    expect(paper?.mines).toEqual([
      {
        organisation: COOP,
        site: 'PLAYA',
        municipality: 'San Isidro',
        region: 'CO-CAU',
        country: 'CO',
        title: 'ARE-1',
        deposit: 'alluvial',
        months: { from: '2026-03', to: '2026-03' },
        fineNg: bar?.fineNg,
      },
    ]);
    expect(paper?.mercury).toEqual({ spongeNg: '0', techniques: [], addedMg: 0, ecologicalNg: '0' });
    expect(paper).toMatchObject({ royalties: [], policy: null });
    const unknown = { kyc: null, owners: null, determination: null, flags: null, mitigation: null, decision: null };
    expect(paper?.actors).toMatchObject([{ organisation: COOP, parts: ['producer'], country: 'CO', ...unknown }]);
    expect(paper?.actors[0]?.places.map(({ finding }) => finding)).toEqual([null, null]);
  });

  test('given the exporter’s own file, then its newest findings are told, of the gold’s places alone', async () => {
    const list = { name: 'EU indicative list', version: '2026-06', date: '2026-06-01' };
    const places = [
      { country: 'CO', finding: 'clear' },
      { country: 'CO', region: 'CO-CAU', finding: 'cahra' },
      { country: 'HN', finding: 'transit' },
    ];
    const evidence = ['ab'.repeat(32)];
    const on = '2026-03-01';
    await assess(market, compliance, COOP, { step: 'cahra', list, places, evidence, on });
    await assess(market, compliance, COOP, { step: 'flags', on });
    await assess(market, compliance, COOP, { step: 'mitigation', plan: 'visits', reviewBy: '2026-08-01', on });
    await assess(market, compliance, COOP, { step: 'decision', result: 'suspend', note: 'wait', on });
    const paper = await told(market, 'sourcing-declaration', 'O-1');
    expect(paper?.actors).toMatchObject([
      {
        organisation: COOP,
        kyc: null,
        determination: { result: 'at-risk', on, overdue: false, list },
        places: [
          { country: 'CO', region: 'CO-CAU', finding: 'cahra' },
          { country: 'CO', region: '', finding: 'clear' },
        ],
        flags: { result: 'raised' },
        mitigation: { result: 'planned', reviewBy: '2026-08-01' },
        decision: { result: 'suspend' },
      },
    ]);
    expect(paper?.actors[0]?.flags?.ids).toContain('R1');
    expect(JSON.stringify(paper)).not.toMatch(/HN|visits|"wait"/);
  });
});
