/** Held gold: what releases it, what gives it back, and what keeps it apart for good. */
import { assert, property, shuffledSubarray } from 'fast-check';
import type { Act } from '../../../src/core/custody/act.js';
import { Balance } from '../../../src/core/custody/balance.js';
import { settle, type Doubt } from '../../../src/core/custody/doubts.js';
import {
  refuseHeld,
  releaseHold,
  returnHeld,
  type HoldFacts,
  type Release,
} from '../../../src/core/custody/holds/decide.js';
import { detain } from '../../../src/core/custody/handover/road/incidents.js';
import { answer, type Question } from '../../../src/core/custody/holds/questions.js';
import type { Draft, Statement } from '../../../src/core/log/statement.js';
import { Rejection } from '../../../src/core/rejection.js';
import {
  aCoopAtWork,
  anExporter,
  as,
  assayed,
  delivered,
  dispatched,
  fireAssay,
  melted,
  received,
  sold,
  splitOff,
} from '../../support/deeds.js';
import { EXPORTER, given, idOf, type Deed, type World } from '../../support/story.js';

const APPROVER = 'person:00000000-0000-4000-8000-000000000002';
const CODES = ['registration-lapsed', 'declaration-used', 'over-monthly-limit'] as const;

const doubted =
  (code: string, ...codes: readonly string[]): Deed =>
  ({ act }) =>
    settle(
      act,
      idOf(code),
      codes.map((one): Doubt => ({ rule: 'P4', code: one, at: 'member', level: 'hold', figures: { found: '1' } })),
    );
const factsOf = ({ lots }: World): HoldFacts => ({ lots, authors: new Map() });
const byApprover = (act: Act): Act => ({ ...act, by: APPROVER });
const releases =
  (code: string, more: Partial<Release> = {}): Deed =>
  (world) =>
    releaseHold(factsOf(world), byApprover(world.act), { lot: idOf(code), reason: 'looked at', ...more });
const returns =
  (code: string): Deed =>
  (world) =>
    returnHeld(factsOf(world), byApprover(world.act), { lot: idOf(code), reason: 'not renewed' });
const detained =
  (code: string): Deed =>
  (world) =>
    detain(world, world.act, { lot: idOf(code), authority: 'Policía Nacional', act: 'ACTA-7' });
const refuses =
  (code: string): Deed =>
  (world) =>
    refuseHeld(factsOf(world), byApprover(world.act), { lot: idOf(code), reason: 'of unknown origin' });

const held = (...codes: readonly string[]): Deed[] => [aCoopAtWork, delivered('E-1'), doubted('E-1', ...codes)];

/** The auditor's own count of everything this tale recorded. */
function audited({ recorded, lots }: World): string[] {
  return countOf(recorded, (id) => lots.get(id)?.grossMg);
}

function countOf(drafts: readonly Draft[], restMgOf?: (lot: string) => number | undefined): string[] {
  const balance = new Balance();
  const faults = drafts.flatMap((draft, n) => balance.add({ ...draft, id: String(n) } as unknown as Statement));
  return [...faults, ...(restMgOf ? balance.compare(restMgOf) : [])].map(({ what }) => what);
}

describe('a hold is not lifted', () => {
  test('for a reason it was not held for, and the refusal names those it was', () => {
    given(...held('registration-lapsed'))
      .when(releases('E-1', { codes: ['seal-used'] }))
      .thenRejected('reason-not-held', { value: 'seal-used', choices: 'registration-lapsed' });
  });

  test('over the law’s own limit, without the number of an authority', () => {
    given(...held('over-monthly-limit'))
      .when(releases('E-1'))
      .thenRejected('authority-needed', { value: 'over-monthly-limit' });
    given(...held('over-monthly-limit', 'declaration-used'))
      .when(releases('E-1', { codes: ['over-monthly-limit'] }))
      .thenRejected('authority-needed');
  });

  test('where there is none, or by whoever does not have the gold', () => {
    given(aCoopAtWork, delivered('E-1')).when(releases('E-1')).thenRejected('not-held');
    given(...held('seal-used'), as(EXPORTER))
      .when(releases('E-1'))
      .thenRejected('lot-not-in-your-custody');
  });

  test('once it was refused: it goes back, or stays apart', () => {
    const { world } = given(...held('registration-lapsed'), refuses('E-1'));
    expect(world.lot('E-1')).toMatchObject({ refused: world.day, holds: [{ code: 'registration-lapsed' }] });
    given(...held('registration-lapsed'), refuses('E-1'))
      .when(releases('E-1'))
      .thenRejected('hold-refused');
    given(...held('registration-lapsed'), refuses('E-1'))
      .when(refuses('E-1'))
      .thenRejected('hold-refused');
    given(...held('registration-lapsed'), refuses('E-1'))
      .when(melted('B-1', ['E-1'], 2_400))
      .thenRejected('lot-held');
    expect(given(...held('registration-lapsed'), refuses('E-1'), returns('E-1')).world.lot('E-1').grossMg).toBe(0);
  });
});

describe('reasons are settled one by one, or all', () => {
  test('until the last is, the gold is not used', () => {
    const some = releases('E-1', { codes: ['registration-lapsed'] });
    given(...held('registration-lapsed', 'declaration-used'), some)
      .when(melted('B-1', ['E-1'], 2_400))
      .thenRejected('lot-held');
    const all = releases('E-1', { codes: ['declaration-used'] });
    const { world } = given(
      ...held('registration-lapsed', 'declaration-used'),
      some,
      all,
      melted('B-1', ['E-1'], 2_400),
    );
    expect(world.lot('E-1').grossMg).toBe(0);
  });

  test('an override says so in the statement, and its number is private', () => {
    const { world } = given(...held('over-monthly-limit'), releases('E-1', { authority: 'ANM-417' }));
    const { data, reveals } = world.recorded.at(-1) ?? {};
    expect(data).toMatchObject({ basis: 'override' });
    expect(reveals).toEqual([{ name: 'authority', value: 'ANM-417' }]);
    expect(JSON.stringify(data)).not.toContain('ANM-417');
  });

  test('in any order, the gold is free exactly when none is left', () => {
    assert(
      property(shuffledSubarray([...CODES]), (order) => {
        const deeds = order.map((code) => releases('E-1', { codes: [code], authority: 'ANM-1' }));
        const { world } = given(...held(...CODES), ...deeds);
        const left = CODES.filter((code) => !order.includes(code));
        expect(world.lot('E-1').holds.map(({ code }) => code)).toEqual(left);
        expect(audited(world)).toEqual([]);
      }),
    );
  });
});

describe('gold that goes back', () => {
  test('is gone from the books to the milligram, and both counts agree', () => {
    const { world } = given(...held('registration-lapsed'), returns('E-1'));
    expect(world.lot('E-1')).toMatchObject({ grossMg: 0, takenMg: 2_400, holds: [], returned: world.day });
    expect(audited(world)).toEqual([]);
  });

  test('is here no more: not sold, not assayed, not returned again', () => {
    const gone = [...held('registration-lapsed'), anExporter(), returns('E-1')];
    for (const deed of [sold('E-1', EXPORTER), returns('E-1'), assayed('E-1', fireAssay(950_000))]) {
      given(...gone)
        .when(deed)
        .thenRejected('lot-returned');
    }
  });

  test('was handed in as it is: not what came from others, nor what something was taken of', () => {
    given(aCoopAtWork, delivered('E-1'), splitOff('E-1', ['E-1A', 400]), doubted('E-1', 'seal-used'))
      .when(returns('E-1'))
      .thenRejected('not-returnable');
    given(aCoopAtWork, delivered('E-1'), melted('B-1', ['E-1'], 2_400), doubted('B-1', 'melt-disagrees'))
      .when(returns('B-1'))
      .thenRejected('not-returnable');
  });

  test('and a statement that returns less than all is a fault of its author', () => {
    const { world } = given(...held('registration-lapsed'));
    const returned = (grossMg: number) => {
      const data = { on: { ...world.act.on }, lot: idOf('E-1'), grossMg, reason: 'part of it' };
      return { type: 'lot.returned', org: world.org, at: world.act.at, lots: [idOf('E-1')], data };
    };
    const faults = (grossMg: number) => countOf([...world.recorded, returned(grossMg)]);
    expect(faults(2_000)).toEqual(['rest']);
    expect(faults(2_401)).toEqual(['overspent']);
    expect(faults(2_400)).toEqual([]);
  });
});

const refusal = (asked: () => unknown): unknown => {
  try {
    return asked();
  } catch (error) {
    return error instanceof Rejection ? error.code : error;
  }
};
const alike: Deed = ({ act }) =>
  settle(act, idOf('E-1'), [{ rule: 'P19', code: 'weights-alike', at: 'grossMg', level: 'ask' }]);

describe('a question', () => {
  const [OURS, THEIRS] = ['a'.repeat(64), 'b'.repeat(64)];
  const questions = new Map<string, Question>([
    [OURS, { org: 'coop', lot: idOf('E-1'), raised: '2026-02-10' }],
    [THEIRS, { org: EXPORTER, raised: '2026-02-10' }],
  ]);
  const answered = (of: string, act: Partial<Act> = { by: APPROVER }) => {
    const { world } = given(aCoopAtWork);
    return answer(questions, { ...world.act, ...act }, { of, answer: 'explained', reason: 'a couple' });
  };

  test('of somebody else is as unknown as none', () => {
    expect(refusal(() => answered(THEIRS))).toBe('unknown-act');
    expect(refusal(() => answered('c'.repeat(64)))).toBe('unknown-act');
  });

  test('is answered by a person, once, not before it was raised', () => {
    expect(refusal(() => answered(OURS, { by: 'key:1' }))).toBe('needs-a-person');
    expect(refusal(() => answered(OURS, {}))).toBe('needs-a-person');
    const before = { by: APPROVER, on: { date: '2026-02-09', tz: 'America/Bogota' } };
    expect(refusal(() => answered(OURS, before))).toBe('chronology');
    questions.set(OURS, { org: 'coop', raised: '2026-02-10', answered: '2026-02-11' });
    expect(refusal(() => answered(OURS))).toBe('question-answered');
  });

  test('stops nothing: the gold it is about goes on', () => {
    const { world } = given(
      aCoopAtWork,
      anExporter(),
      delivered('E-1'),
      alike,
      melted('B-1', ['E-1'], 2_400),
      dispatched('B-1', EXPORTER),
    );
    world.do(as(EXPORTER));
    world.do(received('B-1', world.lot('B-1').grossMg));
    expect(world.lot('B-1')).toMatchObject({ custodian: EXPORTER, holds: [] });
  });
});

test('a held delivery that an authority keeps is given back to nobody, until it lets it go', () => {
  given(...held('registration-lapsed'), detained('E-1'))
    .when(returns('E-1'))
    .thenRejected('lot-detained', { authority: 'Policía Nacional' });
});
