/** Gold on the road, in closed bags, detained and promised: each act is believed of whoever may say it then, and nobody else. */
import { assay } from '../../../../src/core/custody/assays/assay.js';
import type { Draft } from '../../../../src/core/log/statement.js';
import { idOf, type LittleLog } from '../../../support/little-log.js';
import { actOf, AT, BAR, fact, oneDelivery, until } from '../../../support/one-delivery.js';
import { judged } from './judged.js';

/** Who, what, what of it, and on which day of January. */
type Step = readonly [org: string, type: string, data?: object, day?: string];

const handover = { from: 'coop', to: 'joya', sentMg: 10_301 };
const bags = { bags: 2, seals: ['S-1', 'S-2'] };
const toldAt = (index: number): Draft['data'] => oneDelivery().events[index]?.statement.data ?? {};
const { claims } = toldAt(AT.sale);
const title = { from: 'coop', basis: 'sale', claims };
const weighed = { receivedMg: 10_301, differenceMg: 0, toleranceMg: 10, sealIntact: true, outcome: 'accepted' };
const detention = { authority: 'DIAN', act: 'A-1' };

const sent = (more: object = {}, day = '06'): Step => ['coop', 'custody.dispatched', { ...handover, ...more }, day];
const relayed: Step = ['joya', 'custody.relayed', { ...handover, ...bags, sealIntact: true }];
const received = (more: object = {}): Step => {
  return ['joya', 'custody.received', { ...handover, ...weighed, oneSided: false, ...more }];
};
const onward = (more: object): Step => [
  'joya',
  'custody.dispatched',
  { ...handover, from: 'joya', to: 'coop', ...more },
];
const agreed = (more: object = {}): Step => {
  return ['coop', 'title.agreed', { from: 'coop', to: 'joya', basis: 'sale', passes: 'on-acceptance', ...more }];
};
const detained: Step = ['coop', 'lot.detained', detention, '07'];
const cleared: Step = ['coop', 'lot.cleared', detention, '07'];

function after(...steps: readonly Step[]): LittleLog {
  const log = until(AT.melt);
  for (const [org, type, data = {}, day = '08'] of steps) {
    const date = `2026-01-${day}`;
    const said = { on: { date, tz: 'America/Bogota' }, lot: BAR, ...data } as unknown as Draft['data'];
    log.append({ ...fact(org, date, type, said), lots: [BAR] });
  }
  return log;
}

test.each<[string, Step[]]>([
  ['is sent, and title passes as it arrives', [agreed(), sent({}, '08'), received({ title })]],
  ['goes on in bags that nobody opened', [sent({ sealed: bags }), relayed, onward({ sealed: bags })]],
  ['is detained, cleared, and goes on', [detained, cleared, sent({}, '08')]],
  ['is promised again once a promise lapsed', [agreed({ until: '2026-01-08' }), agreed({ to: 'other' })]],
  ['is promised again where title was never to pass', [agreed({ passes: 'never' }), agreed({ to: 'other' })]],
  ['is declined by whom it was promised', [agreed(), ['joya', 'title.declined', { from: 'coop', to: 'joya' }]]],
  ['is sealed again', [['coop', 'seal.changed', { broken: 'S-1', why: 'damaged' }]]],
])('gold that %s is in order', (_, steps) => {
  expect(judged(after(...steps), BAR)).toEqual({ exit: 0, faults: [] });
});

test.each<[string, Step[], string]>([
  ['title that nobody agreed to pass', [sent(), received({ title })], 'not-owner'],
  [
    'title that passes otherwise',
    [agreed({ passes: 'on-settlement' }), sent({}, '08'), received({ title })],
    'not-owner',
  ],
  ['title promised to another', [agreed({ to: 'other' }), sent({}, '08'), received({ title })], 'not-owner'],
  ['title from who has none', [agreed(), sent({}, '08'), received({ title: { ...title, from: 'joya' } })], 'not-owner'],
  ['a promise broken', [agreed(), agreed({ to: 'other' })], 'promised'],
  ['a promise broken a day early', [agreed({ until: '2026-01-09' }), agreed({ to: 'other' })], 'promised'],
  ['a promise refused by another', [agreed(), ['coop', 'title.declined', { from: 'coop', to: 'joya' }]], 'not-owner'],
  ['bags counted that were not sent as bags', [sent(), relayed], 'in-closed-bags'],
  ['closed bags sent on as loose gold', [sent({ sealed: bags }), relayed, onward({})], 'in-closed-bags'],
  [
    'closed bags sent on under another seal',
    [sent({ sealed: bags }), relayed, onward({ sealed: { ...bags, seals: ['S-1', 'S-3'] } })],
    'in-closed-bags',
  ],
  [
    'closed bags sent on as fewer',
    [sent({ sealed: bags }), relayed, onward({ sealed: { ...bags, bags: 1 } })],
    'in-closed-bags',
  ],
  [
    'closed bags sent on as lighter',
    [sent({ sealed: bags }), relayed, onward({ sealed: bags, sentMg: 10_300 })],
    'in-closed-bags',
  ],
  ['gold sent while detained', [detained, sent({}, '08')], 'while-detained'],
  ['gold received while detained', [sent(), detained, received()], 'while-detained'],
  ['gold promised while detained', [detained, agreed()], 'while-detained'],
  ['a detention told by who does not hold it', [['joya', 'lot.detained', detention]], 'not-custodian'],
  [
    'a seal broken before the gold was moved',
    [['coop', 'seal.changed', { broken: 'S', why: 'damaged' }, '04']],
    'too-early',
  ],
  [
    'gold returned by who does not hold it',
    [['joya', 'lot.returned', { grossMg: 10_301, reason: 'r' }]],
    'not-custodian',
  ],
  ['gold returned before it was made', [['coop', 'lot.returned', { grossMg: 10_301, reason: 'r' }, '04']], 'too-early'],
])('%s', (_, steps, what) => {
  expect(judged(after(...steps), BAR).faults).toContain(`custody: ${what}`);
  const honest = judged(after(...steps.slice(0, -1)), BAR);
  expect(honest).toEqual({ exit: 0, faults: [] });
});

test('a claim that passes with the gold is judged by papers there are', () => {
  const judgedBy = (claims as object[]).map((claim) => Object.assign({}, claim, { credential: 'FM-9' }));
  const log = after(agreed(), sent({}, '08'), received({ title: { ...title, claims: judgedBy } }));
  expect(judged(log, BAR)).toEqual({ exit: 1, faults: ['standing: never-granted'] });
});

const papers = (...steps: Step[]): string[] =>
  after(...steps)
    .needed(BAR)
    .flatMap(({ kind, id }) => (kind === 'papers' ? [id] : []));

test('a hold that speaks of claims, as none of ours does, needs no papers', () => {
  const reasons = [{ rule: 'P3', code: 'paper-used-twice', at: 'paper' }];
  expect(papers(['coop', 'lot.held', { reasons, claims: 7 }])).toEqual(['coop']);
});

test('a bundle must be whole in the papers by which a claim passed with the gold', () => {
  expect(papers(agreed(), sent({}, '08'))).toEqual(['coop']);
  expect(papers(agreed(), sent({}, '08'), received({ title }))).toEqual(['coop', 'joya']);
});

test.each<[string, object, string[]]>([
  ['lot.detained', detention, []],
  ['lot.returned', { grossMg: 1, reason: 'r' }, []],
  ['title.agreed', { from: 'coop', to: 'joya', basis: 'sale', passes: 'never' }, []],
  ['title.declined', { from: 'coop', to: 'joya' }, ['custody: not-owner']],
])('%s of a lot that nobody registered is judged like all else', (type, more, faults) => {
  const lot = idOf(0xde, 2);
  const data = { on: { date: '2026-01-08', tz: 'America/Bogota' }, lot, ...more } as unknown as Draft['data'];
  const log = after().append({ ...fact('coop', '2026-01-08', type, data), lots: [lot] });
  expect(judged(log, BAR).faults.filter((fault) => !fault.startsWith('balance'))).toEqual(faults);
});

describe('gold that is worked', () => {
  const ring = oneDelivery().events[AT.ring]?.statement;
  const [bar, ...rest] = (ring?.data['inputs'] ?? []) as object[];
  const worked = (log: LittleLog, org: string, owner?: string): string[] => {
    const [made] = toldAt(AT.ring)['outputs'] as object[];
    const outputs = [{ ...made, ...(owner !== undefined && { owner }) }];
    const data = { ...ring?.data, inputs: [bar, ...rest], outputs } as Draft['data'];
    log.append({ ...fact(org, '2026-01-08', ring?.type ?? '', data), lots: ring?.lots ?? [] });
    return judged(log, ring?.lots[1] ?? '').faults;
  };

  test('may be owned by who owned it before, and by nobody else', () => {
    expect(worked(after(), 'coop')).toEqual([]);
    expect(worked(after(), 'coop', 'coop')).toEqual([]);
    expect(worked(after(), 'coop', 'thief')).toEqual(['custody: not-owner']);
  });
  test('is not in closed bags, nor promised to somebody else', () => {
    expect(worked(after(sent({ sealed: bags }), relayed), 'joya')).toEqual(['custody: in-closed-bags']);
    expect(worked(after(agreed()), 'coop')).toEqual(['custody: promised']);
    expect(worked(after(agreed({ passes: 'on-settlement' }), sent({}, '08'), received()), 'joya')).toEqual([]);
  });
});

describe('a reading that stands for another', () => {
  const reading = { ppm: 911_000, method: 'fire-assay', uncertaintyPpm: 300 } as const;
  const read = (log: LittleLog, of?: string): LittleLog => {
    const replaces = of === undefined ? {} : { replaces: { of, reason: 'typing-error' as const } };
    const report = { lot: BAR, laboratory: 'lab', reading, sampleMg: 0, kind: 'settlement' as const, ...replaces };
    const facts = { ...log.facts, statements: log.amendable.statements };
    return log.append(...assay(facts, actOf('coop', '2026-01-08'), report));
  };

  test('stands for one that nothing stands for yet', () => {
    const log = read(after());
    const of = log.sidOf('lot.assayed', BAR);
    expect(judged(read(log, of), BAR)).toEqual({ exit: 0, faults: [] });
    expect(judged(read(read(read(after()), of)), BAR)).toEqual({ exit: 0, faults: [] });
    const { type, org, data } = log.events.at(-1)?.statement ?? fact('', '', '', {});
    const { rebasing: _rebasing, ...rest } = data;
    log.append({ ...fact(org, '2026-01-08', type, { ...rest, governs: false }), lots: [BAR] });
    expect(judged(log, BAR)).toEqual({ exit: 1, faults: ['custody: assay-rule'] });
  });
});
