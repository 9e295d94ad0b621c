import { judge, standingOf } from '../../../src/core/custody/claims.js';
import type { Credential } from '../../../src/core/custody/registry.js';
import {
  aCooperative,
  aJeweller,
  aMiner,
  anExporter,
  aRefiner,
  as,
  aSite,
  credential,
  delivered,
  dispatched,
  melted,
  onDay,
  received,
  refused,
  sold,
  splitOff,
} from '../../support/deeds.js';
import { COOP, EXPORTER, given, JEWELLER, REFINER, type Deed } from '../../support/story.js';

/** Suspended from 16 March, that day included, until 27 March, that day again in force. */
const fairmined = credential('fairmined', {
  acts: [
    { act: 'suspended', from: '2026-03-16' },
    { act: 'reinstated', from: '2026-03-27' },
  ],
});
const supplier = credential('fairmined-supplier', { from: '2026-01-01', until: '2027-01-01' });
const trade: Deed[] = [
  aCooperative(fairmined),
  aSite(),
  aMiner(),
  anExporter(supplier),
  aRefiner(supplier),
  aJeweller(credential('fairmined-licensee')),
];
const claimOf = (code: string, ...deeds: Deed[]) => given(...trade, ...deeds).world.lot(code).claims[0];
const carried = (code: string, ...deeds: Deed[]) => claimOf(code, ...deeds)?.carried;

const acts = (...list: Credential['acts'][number][]) => credential('fairmined', { acts: list });
const soldOn = (day: string, ...more: Deed[]) =>
  claimOf('E-1', onDay('2026-03-10'), delivered('E-1'), ...more, onDay(day), sold('E-1', EXPORTER));

describe('the producer’s standing at each delivery', () => {
  test.each([
    ['2025-06-30', 'not-yet'],
    ['2025-07-01', 'valid'],
    ['2026-03-15', 'valid'],
    ['2026-03-16', 'suspended'],
    ['2026-03-26', 'suspended'],
    ['2026-03-27', 'valid'],
    ['2026-06-30', 'valid'],
    ['2026-07-01', 'expired'],
  ] as const)('%s: %s', (day, standing) => {
    expect(standingOf(fairmined, day)).toBe(standing);
    const claim = claimOf('E-1', onDay(day), delivered('E-1'));
    expect(claim?.carried).toBe(standing === 'valid');
    expect(claim?.lost).toMatchObject(
      standing === 'valid' ? [] : [{ why: 'production', party: COOP, standing, from: day, to: day }],
    );
  });
  test('counts, and not the day of the melt', () => {
    expect(
      carried('B-1', onDay('2026-03-14'), delivered('E-1'), onDay('2026-03-16'), melted('B-1', ['E-1'], 2_400)),
    ).toBe(true);
    expect(
      carried('B-1', onDay('2026-03-26'), delivered('E-1'), onDay('2026-03-30'), melted('B-1', ['E-1'], 2_400)),
    ).toBe(false);
  });
  test('a certificate granted later gives nothing to gold delivered before', () => {
    const later = aCooperative(credential('fairmined', { from: '2026-03-01' }));
    expect(carried('E-1', later, onDay('2026-02-28'), delivered('E-1'), onDay('2026-03-01'))).toBe(false);
  });
});

describe('standings that change in force', () => {
  test('a withdrawal stays, whatever the paper’s dates say', () => {
    const withdrawn = acts({ act: 'withdrawn', from: '2026-03-16' });
    expect(standingOf(withdrawn, '2026-03-15')).toBe('valid');
    expect(standingOf(withdrawn, '2026-06-30')).toBe('withdrawn');
    expect(standingOf(withdrawn, '2026-12-31')).toBe('withdrawn');
  });
  test('a reinstatement does not outlive the paper', () => {
    expect(standingOf(acts({ act: 'reinstated', from: '2026-08-01' }), '2026-08-02')).toBe('expired');
  });
  test('acts are read by their days, however they were recorded', () => {
    const late = acts({ act: 'reinstated', from: '2026-03-27' }, { act: 'suspended', from: '2026-03-16' });
    expect(standingOf(late, '2026-03-20')).toBe('suspended');
    expect(standingOf(late, '2026-03-27')).toBe('valid');
  });
  test('an open paper does not expire', () => {
    expect(standingOf(credential('fairmined', { until: null }), '2099-01-01')).toBe('valid');
  });
  test('one valid credential of the family is enough; a CRAFT report is none', () => {
    const party = { organisation: COOP, name: '', role: 'cooperative', country: 'CO' } as const;
    const two = { ...party, credentials: [fairmined, credential('fairmined-ecological', { number: 'E-1' })] };
    expect(judge(two, COOP, 'fairmined', { activity: 'production' }, '2026-03-20')).toMatchObject({
      credential: 'E-1',
      standing: 'valid',
    });
    const craft = { ...party, credentials: [credential('craft-report')] };
    expect(judge(craft, COOP, 'fairmined', { activity: 'production' }, '2026-03-20')).toMatchObject({
      credential: null,
      standing: 'none',
    });
    expect(judge(undefined, 'nobody', 'fairmined', { activity: 'sale' }, '2026-03-20').standing).toBe('none');
  });
});

describe('both sides’ own standing on the day title passes', () => {
  test.each([
    ['2026-03-15', true],
    ['2026-03-16', false],
    ['2026-03-26', false],
    ['2026-03-27', true],
  ])('a sale on %s keeps it: %s', (day, kept) => {
    const claim = soldOn(day);
    expect(claim?.carried).toBe(kept);
    if (!kept)
      expect(claim?.lost).toMatchObject([
        { why: 'seller', party: COOP, credential: 'fairmined-1', standing: 'suspended', from: day },
      ]);
  });
  test('a buyer without a credential, or whose own is not yet or no longer in force', () => {
    expect(soldOn('2026-03-12', anExporter())?.lost).toMatchObject([
      { why: 'buyer', party: EXPORTER, standing: 'none', credential: null },
    ]);
    const from = anExporter(credential('fairmined-supplier', { from: '2026-03-13' }));
    expect(soldOn('2026-03-12', from)?.lost).toMatchObject([{ why: 'buyer', standing: 'not-yet' }]);
    expect(soldOn('2026-03-13', from)?.carried).toBe(true);
    const until = anExporter(credential('fairmined-supplier', { until: '2026-03-12' }));
    expect(soldOn('2026-03-11', until)?.carried).toBe(true);
    expect(soldOn('2026-03-12', until)?.lost).toMatchObject([{ why: 'buyer', standing: 'expired' }]);
  });
  test('both at once are two reasons', () => {
    expect(soldOn('2026-03-20', anExporter())?.lost.map(({ why }) => why)).toEqual(['seller', 'buyer']);
  });
  test('a bar refused on the 13th, accepted and so sold on the 17th, loses it', () => {
    const [first, again] = [dispatched('E-1', EXPORTER, 'S-1'), dispatched('E-1', EXPORTER, 'S-1R')];
    const refusal = [onDay('2026-03-13'), delivered('E-1'), first, as(EXPORTER), refused('E-1', 2_350)];
    const acceptance = [
      as(COOP),
      onDay('2026-03-17'),
      again,
      as(EXPORTER),
      received('E-1', 2_400),
      as(COOP),
      sold('E-1', EXPORTER),
    ];
    expect(claimOf('E-1', ...refusal, ...acceptance)).toMatchObject({
      carried: false,
      lost: [{ why: 'seller', from: '2026-03-17' }],
    });
  });
  test('custody alone changes no claim', () => {
    const handed = [dispatched('E-1', EXPORTER), as(EXPORTER), received('E-1', 2_400)];
    expect(carried('E-1', onDay('2026-03-10'), delivered('E-1'), onDay('2026-03-20'), ...handed)).toBe(true);
  });
  test('what was lost is not won back by a later sale', () => {
    const back = [as(EXPORTER), onDay('2026-04-01'), sold('E-1', REFINER)];
    const claim = claimOf(
      'E-1',
      onDay('2026-03-10'),
      delivered('E-1'),
      onDay('2026-03-20'),
      sold('E-1', EXPORTER),
      ...back,
    );
    expect(claim).toMatchObject({ carried: false, lost: [{ why: 'seller', party: COOP, from: '2026-03-20' }] });
  });
  test('every hop adds the credential it rests on', () => {
    const hops = [sold('E-1', EXPORTER), as(EXPORTER), sold('E-1', REFINER), as(REFINER), sold('E-1', JEWELLER)];
    const supplied = [EXPORTER, REFINER].map((party) => `${party} fairmined-supplier-1`);
    expect(claimOf('E-1', delivered('E-1'), ...hops)?.basis).toEqual(
      [`${COOP} fairmined-1`, ...supplied, `${JEWELLER} fairmined-licensee-1`].sort(),
    );
  });
});

describe('mixing', () => {
  const good = [onDay('2026-03-14'), delivered('E-1')];
  const bad = [onDay('2026-03-16'), delivered('E-2'), onDay('2026-03-21'), delivered('E-3')];
  const bar = melted('B-1', ['E-1', 'E-2', 'E-3'], 7_000);

  test('one delivery without it is enough to lose it, and the reasons are told once, with their days', () => {
    const lost = [{ why: 'production', standing: 'suspended', from: '2026-03-16', to: '2026-03-21', lots: 2 }];
    expect(claimOf('B-1', ...good, ...bad, bar)).toMatchObject({ carried: false, lost });
  });
  test('no milligram of the loser has to be in the part', () => {
    // Segregated, not mass balance: the first gram off the front may all be from E-1.
    expect(carried('P-1', ...good, ...bad, bar, splitOff('B-1', ['P-1', 1]))).toBe(false);
  });
  test('gold that never had the claim takes it from the rest', () => {
    const papers = delivered('E-0', 2_400, undefined, { origin: 'opening', schemes: [] });
    const lost = [{ why: 'never-carried', lots: 1 }];
    expect(claimOf('B-1', papers, delivered('E-1'), melted('B-1', ['E-0', 'E-1'], 4_800))).toMatchObject({
      carried: false,
      lost,
    });
  });
  test('opening stock brings the claim its papers give it', () => {
    const papers = delivered('E-0', 2_400, undefined, { origin: 'opening', schemes: ['fairmined'] });
    expect(carried('B-1', papers, delivered('E-1'), melted('B-1', ['E-0', 'E-1'], 4_800))).toBe(true);
  });
});
