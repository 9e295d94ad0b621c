/** What a shipment comes to by the papers it has, and by where it goes: without a server. */
import { corridorOn, nationalDigits } from '../../src/documents/corridors/corridor.js';
import { judge, type Kept, type Made } from '../../src/documents/corridors/readiness/judge.js';
import type { ShipmentKnown } from '../../src/documents/corridors/readiness/shipments.js';
import { readinessIn } from '../../src/documents/corridors/readiness/views.js';
import { workingDay } from '../../src/documents/corridors/days/working-days.js';
import { isDocumentKind } from '../../src/documents/types/document-types.js';
import { LANGUAGES } from '../../src/http/sentences.js';

const bar = { lot: '00000001-0000-4000-8000-000000000001', code: 'B-1', grossMg: 6_000_000, finenessPpm: 931_000 };
const SHIPMENT: ShipmentKnown = {
  code: 'EXP-1',
  exporter: 'exporter',
  country: 'CO',
  consignee: { organisation: 'refiner', country: 'CH', role: 'refiner' },
  credentials: [],
  incoterm: 'CIP Zürich',
  packedOn: '2026-03-10',
  lines: [{ ...bar, method: 'fire-assay', fineNg: '5586000000000' }],
  plannedOn: '2026-03-20',
  schemes: [],
};
const TODAY = '2026-03-12';
const NOTHING = { made: [], kept: [] };

const kept = (kind: string, more: Partial<Kept> = {}): Kept => ({
  sid: 'aa',
  kind,
  number: 'N-1',
  remarks: [],
  ...more,
});
const made = (kind: string, more: Partial<Made> = {}): Made => {
  return { id: 'd', kind, number: 'N-1', status: 'issued', notice: false, ...more };
};
function itemOf(kind: string, shipment: ShipmentKnown, papers = {}, today = TODAY) {
  return judge(shipment, { ...NOTHING, ...papers }, today, 0).items.find(({ needed }) => needed.kind === kind);
}
function digitsOf(country: string, day: string) {
  return corridorOn('CO', country, day).tariffs.map(({ digits, key }) => [digits, key]);
}
const stateOf = (kind: string, papers: { made?: Made[]; kept?: Kept[] }, shipment = SHIPMENT) =>
  itemOf(kind, shipment, papers)?.state;
const warned = (shipment: ShipmentKnown, yearMg = 0) =>
  judge(shipment, NOTHING, TODAY, yearMg).warnings.map(({ code }) => code);
const to = (country: string, more: Partial<ShipmentKnown> = {}): ShipmentKnown => {
  return { ...SHIPMENT, consignee: { ...SHIPMENT.consignee, country }, ...more };
};

/** Everything required, as if it had been brought. */
function everything(shipment: ShipmentKnown) {
  const { items } = judge(shipment, NOTHING, TODAY, 0);
  const kinds = items.filter(({ needed }) => needed.level === 'required').map(({ needed }) => needed.kind);
  return {
    made: kinds.filter((kind) => isDocumentKind(kind)).map((kind) => made(kind)),
    kept: kinds.filter((kind) => !isDocumentKind(kind)).map((kind) => kept(kind)),
  };
}

describe('a paper of others', () => {
  test.each<[string, Kept[], string]>([
    ['is missing', [], 'missing'],
    ['is there', [kept('insurance')], 'have'],
    ['holds on its last day but one', [kept('insurance', { until: '2026-03-21' })], 'have'],
    ['no longer holds on the day it leaves', [kept('insurance', { until: '2026-03-20' })], 'expired'],
    ['held, and a newer one holds', [kept('insurance', { until: '2026-03-01' }), kept('insurance')], 'have'],
    ['holds, and a newer one does not', [kept('insurance'), kept('insurance', { until: '2026-03-01' })], 'have'],
    [
      'is there with something to look at',
      [kept('insurance', { remarks: [{ code: 'hs-differs', figures: { found: '1', right: '2' } }] })],
      'warning',
    ],
  ])('%s', (_, papers, state) => expect(stateOf('insurance', { kept: papers })).toBe(state));

  test('that expired after it left was good when it left', () => {
    const left = { ...SHIPMENT, exportedOn: '2026-03-19' };
    const paper = [kept('insurance', { until: '2026-03-20' })];
    expect(itemOf('insurance', left, { kept: paper }, '2026-11-01')?.state).toBe('have');
  });
});

describe('a paper of ours', () => {
  test.each<[string, Made[], string, string]>([
    ['is not asked for', [], 'missing', 'to-ask'],
    ['is being made', [made('instruction-letter', { status: 'rendering' })], 'asked', 'asked'],
    ['could not be made', [made('instruction-letter', { status: 'failed' })], 'missing', 'failed'],
    ['is void', [made('instruction-letter', { notice: true })], 'missing', 'void'],
    ['is issued', [made('instruction-letter')], 'have', 'issued'],
  ])('%s', (_, papers, state, code) => {
    const item = itemOf('instruction-letter', SHIPMENT, { made: papers });
    expect([item?.state, item?.what.code]).toEqual([state, code]);
  });

  test('of the price comes twice: a proforma before it leaves keeps nothing back, a final invoice after the outturn completes it', () => {
    const [proforma, outturn, final] = ['proforma-invoice', 'outturn', 'final-invoice'].map((kind) => {
      return itemOf(kind, SHIPMENT);
    });
    expect([proforma?.needed.level, final?.needed.level]).toEqual(['advised', 'required']);
    expect(proforma!.due < SHIPMENT.plannedOn! && outturn!.due < final!.due).toBe(true);
    const all = everything(SHIPMENT);
    const without = { ...all, made: all.made.filter(({ kind }) => kind !== 'final-invoice') };
    expect(judge(SHIPMENT, without, TODAY, 0)).toMatchObject({ ready: true, complete: false });
  });

  test('that is made at export waits for it, and is missed afterwards', () => {
    expect(itemOf('packing-list', SHIPMENT)?.what.code).toBe('made-at-export');
    expect(itemOf('packing-list', { ...SHIPMENT, exportedOn: '2026-03-20' })?.what.code).toBe('to-ask');
  });
});

describe('a shipment', () => {
  test('is ready with all that is required by its day, and complete with what comes after', () => {
    expect(judge(SHIPMENT, NOTHING, TODAY, 0)).toMatchObject({ ready: false, complete: false, open: true });
    const all = everything(SHIPMENT);
    expect(judge(SHIPMENT, all, TODAY, 0)).toMatchObject({ ready: true, complete: true });
    const without = (kind: string) => ({ ...all, kept: all.kept.filter((one) => one.kind !== kind) });
    expect(judge(SHIPMENT, without('outturn'), TODAY, 0)).toMatchObject({ ready: true, complete: false });
    for (const { kind } of all.kept.filter((one) => one.kind !== 'outturn')) {
      expect([kind, judge(SHIPMENT, without(kind), TODAY, 0).ready]).toEqual([kind, false]);
    }
  });

  test('needs no insurance of the seller where the buyer insures', () => {
    const bought = { ...SHIPMENT, incoterm: 'FCA Bogotá' };
    const { kept: papers, made: own } = everything(SHIPMENT);
    const without = { made: own, kept: papers.filter(({ kind }) => kind !== 'insurance') };
    expect(judge(bought, without, TODAY, 0).ready).toBe(true);
    expect(judge(SHIPMENT, without, TODAY, 0).ready).toBe(false);
  });

  test('of Fairmined gold needs the transaction of the scheme', () => {
    expect(itemOf('fairmined-transaction', SHIPMENT)).toBeUndefined();
    expect(itemOf('fairmined-transaction', { ...SHIPMENT, schemes: ['fairmined'] })?.state).toBe('missing');
  });

  test('from Mongolia goes nowhere until somebody who knows the law says so', () => {
    const mongolian = { ...SHIPMENT, country: 'MN' };
    const judged = judge(mongolian, everything(mongolian), TODAY, 0);
    expect(judged).toMatchObject({ open: false, ready: false, complete: false });
    expect(judged.warnings.map(({ code }) => code)).toContain('corridor-closed');
    expect(stateOf('export-declaration', {}, mongolian)).toBe('not-open');
  });

  test('to a place nobody wrote down is said to be so, and asked for what is asked everywhere', () => {
    expect(warned(to('BR'))).toContain('end-unknown');
    expect(stateOf('air-waybill', {}, to('BR'))).toBe('missing');
    expect(readinessIn('EXP-1', judge(to('BR'), NOTHING, TODAY, 0), 'en').hs).toEqual([{ digits: '7108.12' }]);
  });

  test('has the digits of where it goes, by the day', () => {
    expect(digitsOf('CH', '2026-03-10')).toEqual([['7108.1200', '911']]);
    expect(digitsOf('CH', '2020-12-31')).toEqual([]);
    expect(digitsOf('US', '2026-03-10')).toEqual([['7108.12.10.20', undefined]]);
    expect(digitsOf('DE', '2026-03-10')).toEqual(digitsOf('FR', '2026-03-10'));
  });

  test.each([
    ['US', '2026-03-10', [{ place: 'US', digits: '7108.12.10.20' }]],
    ['CH', '2026-03-10', [{ place: 'CH', digits: '7108.1200', key: '911' }]],
    ['CH', '2020-12-31', []],
    ['DE', '2026-03-10', [{ place: 'EU', digits: '7108.12.00', unconfirmed: true }]],
    // Of the one only the digits of all countries are known, of the other nothing.
    ['AE', '2026-03-10', []],
    ['BR', '2026-03-10', []],
  ])('to %s on %s: its papers print these digits beside 7108.12', (country, day, digits) => {
    expect(nationalDigits(country, day)).toEqual(digits);
  });

  test.each<[string, ShipmentKnown, number, string[]]>([
    [
      'to India, 5 kg and 95 %',
      to('IN', { lines: [{ ...SHIPMENT.lines[0]!, grossMg: 5_000_000, finenessPpm: 950_000 }] }),
      0,
      [],
    ],
    [
      'to India, a milligram less',
      to('IN', { lines: [{ ...SHIPMENT.lines[0]!, grossMg: 4_999_999 }] }),
      0,
      ['bar-too-light'],
    ],
    [
      'to India, a part more',
      to('IN', { lines: [{ ...SHIPMENT.lines[0]!, finenessPpm: 950_001 }] }),
      0,
      ['bar-too-fine'],
    ],
    ['to Germany, 100 kg in a year', to('DE'), 100_000_000, []],
    ['to Germany, a milligram more', to('DE'), 100_000_001, ['importer-volume']],
    [
      'to Switzerland, to a trader',
      { ...SHIPMENT, consignee: { ...SHIPMENT.consignee, role: 'trader' } },
      0,
      ['licence-wanted'],
    ],
  ])('%s', (_, shipment, yearMg, codes) => expect(warned(shipment, yearMg)).toEqual(codes));

  test('to a trader who holds the licence is not warned of it, and one whose licence lapsed is', () => {
    const consignee = { ...SHIPMENT.consignee, role: 'trader' as const };
    const licence = { scheme: 'trade-assayer', number: 'TA-1', from: '2025-01-01', until: '2026-03-21', acts: [] };
    expect(warned({ ...SHIPMENT, consignee, credentials: [licence] })).toEqual([]);
    expect(warned({ ...SHIPMENT, consignee, credentials: [{ ...licence, until: '2026-03-20' }] })).toEqual([
      'licence-wanted',
    ]);
  });

  test('from or to a country whose holidays nobody wrote down is told that weekends alone were counted', () => {
    expect(warned({ ...SHIPMENT, country: 'GH' })).toContain('holidays-none');
    expect(warned(to('BR'))).toContain('holidays-none');
    expect(warned(to('AE'))).toContain('holidays-some');
    expect(warned({ ...SHIPMENT, plannedOn: '2061-05-05' })).toEqual([]);
  });

  test('waits for each paper by the working days of whoever brings it: the refinery’s are not the exporter’s', () => {
    // Ascension alone in Switzerland; the first of May and the Monday after Ascension in Colombia.
    const plannedOn = '2026-04-20';
    expect(itemOf('outturn', { ...SHIPMENT, plannedOn })?.due).toBe('2026-05-19');
    expect(itemOf('outturn', to('BR', { plannedOn }))?.due).toBe('2026-05-18');
    expect(workingDay(plannedOn, 'CO', 20)).toBe('2026-05-20');
  });

  test('that nobody planned is counted from a day that is said to be assumed', () => {
    const { plannedOn: _, ...unplanned } = SHIPMENT;
    const judged = judge(unplanned, NOTHING, TODAY, 0);
    expect([judged.departs, judged.assumed]).toEqual(['2026-03-17', true]);
    expect(judged.warnings.map(({ code }) => code)).toContain('departure-assumed');
  });

  test('tells each thing in each language without a gap left open', () => {
    for (const language of LANGUAGES) {
      const view = readinessIn('EXP-1', judge({ ...SHIPMENT, country: 'MN' }, NOTHING, TODAY, 0), language);
      expect(JSON.stringify(view)).not.toMatch(/[{[]{1,2}\w+\}|\?\?/);
      expect(view.items.every(({ what, who }) => what.length > 10 && who.length > 4)).toBe(true);
    }
  });
});
