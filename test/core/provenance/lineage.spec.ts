import { draft } from '../../../src/core/custody/act.js';
import { melt, split } from '../../../src/core/custody/transformations/melt.js';
import type { LotRegistered } from '../../../src/core/custody/statements.js';
import type { Statement } from '../../../src/core/log/statement.js';
import { ancestorsOf, foldDeliveries, lineageOf, transformationsOf } from '../../../src/core/provenance/lineage.js';
import { idOf, LittleLog } from '../../support/little-log.js';
import { actOf, BAR, DELIVERY, oneDelivery, RING } from '../../support/one-delivery.js';

const coop = actOf('coop', '2026-02-03');
const said = (log: LittleLog) => log.events.map(({ statement }) => statement);

function delivered(log: LittleLog, n: number, date: string, site: string): string {
  const data: LotRegistered = {
    on: { date, tz: 'America/Bogota' },
    lot: idOf(0xde, n),
    code: `E-${n}`,
    origin: 'production',
    form: 'alluvial',
    site,
    grossMg: 1_000 + n,
    fineness: { ppm: 900_000, method: 'xrf', uncertaintyPpm: 5_000 },
    custodian: 'coop',
    owner: 'coop',
    claims: [],
  };
  log.append(draft({ ...coop, on: data.on }, 'lot.registered', [data.lot], data));
  return data.lot;
}

describe('lineage', () => {
  test('a lot nobody ever heard of has none', () => {
    expect(lineageOf(idOf(1, 1), said(oneDelivery()))).toEqual({ nodes: [], edges: [] });
  });

  test('goes back from the ring to the river, and not sideways', () => {
    const log = oneDelivery();
    delivered(log, 9, '2026-02-01', 'R-1');
    expect(ancestorsOf(RING, transformationsOf(said(log)))).toEqual(new Set([BAR, DELIVERY]));
    const { nodes, edges } = lineageOf(RING, said(log));
    expect(nodes.map(({ code, site }) => [code, site])).toEqual([
      ['E-1', 'coop/R-1'],
      ['B-1', undefined],
      ['J-1', undefined],
    ]);
    expect(edges.map(({ from, to, grossMg, fineNg }) => [from, to, grossMg, fineNg])).toEqual([
      [DELIVERY, BAR, 10_417, 10_417n * 911_000n],
      [BAR, RING, 4_000, expect.any(BigInt)],
    ]);
  });

  test("a split's parts share what was taken, to the milligram and the nanogram", () => {
    const log = oneDelivery();
    const outputs = [3_333, 2_964].map((grossMg, n) => ({ lot: idOf(0xab, n), code: `P-${n}`, grossMg }));
    log.decide(split, actOf('joya', '2026-02-03'), { lot: BAR, outputs });
    const { edges } = lineageOf(idOf(0xab, 0), said(log));
    const part = edges.find(({ to }) => to === idOf(0xab, 0));
    const bar = log.facts.lots.get(BAR);
    expect(part).toMatchObject({ from: BAR, grossMg: 3_333, fineNg: 3_333n * BigInt(bar?.fineness?.ppm ?? 0) });
  });

  test('a circle that a hostile book draws ends', () => {
    const honest = said(oneDelivery()).find(({ type }) => type === 'lots.transformed') as Statement;
    const circle = { ...honest, data: { ...honest.data, inputs: [{ lot: BAR, grossMg: 1 }] } };
    expect(ancestorsOf(BAR, transformationsOf([circle]))).toEqual(new Set());
  });
});

describe('a melt of many deliveries, drawn', () => {
  const log = new LittleLog();
  const days = ['2026-01-05', '2026-01-30', '2026-02-01'];
  const lots = Array.from({ length: 12 }, (_, n) => delivered(log, n, days[n % 3] as string, n < 6 ? 'R-1' : 'V-1'));
  const inputs = lots.map((lot, n) => ({ lot, grossMg: 1_000 + n }));
  log.decide(melt, coop, {
    inputs,
    output: { lot: BAR, code: 'B-1', form: 'dore', grossMg: 12_000 },
    cause: 'moisture',
  });
  const whole = lineageOf(BAR, said(log));

  test('is left as it is while it is small enough', () => {
    expect(foldDeliveries(whole, 12)).toEqual(whole);
  });

  test('shows one node per site and month beyond that, and loses no gold by it', () => {
    const folded = foldDeliveries(whole, 11);
    expect(folded.nodes.map(({ code, lots: of }) => [code, of.length])).toEqual([
      ['B-1', 1],
      ['coop/R-1 2026-01', 4],
      ['coop/R-1 2026-02', 2],
      ['coop/V-1 2026-01', 4],
      ['coop/V-1 2026-02', 2],
    ]);
    const sum = (edges: typeof whole.edges) => edges.reduce((ng, { fineNg }) => ng + (fineNg ?? 0n), 0n);
    expect(sum(folded.edges)).toBe(sum(whole.edges));
    expect(folded.edges).toHaveLength(4);
  });
});
