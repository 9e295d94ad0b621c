/** Who may recall what, and who may lift it: as told, before anything is held by it. */
import { edgesOf, groundsOf, isGround } from '../../../../src/core/custody/credentials/grounds.js';
import { changeCredential } from '../../../../src/core/custody/credentials/decide.js';
import {
  causeOf,
  liftRecall,
  recallLot,
  recallPapers,
  type Recall,
} from '../../../../src/core/custody/credentials/recall.js';
import type { Act } from '../../../../src/core/custody/act.js';
import { Rejection } from '../../../../src/core/rejection.js';
import { aCoopAtWork, aParty, anExporter, as, credential, delivered, melted, onDay } from '../../../support/deeds.js';
import { COOP, EXPORTER, given, idOf, type World } from '../../../support/story.js';

const CERTIFIER = 'certifier';
const aCertifier = aParty(CERTIFIER, 'other', 'CH', credential('issuer-fairmined', { number: 'I-1', until: null }));
const PAPER = { holder: COOP, scheme: 'fairmined', number: 'FM-1', from: '2026-01-01', reason: 'withdrawn' };

/** The cooperative's certificate is the certifier's, the exporter's is not. */
function withPapers(): World {
  const papers = [credential('fairmined', { number: 'FM-1', issuer: CERTIFIER })];
  return given(aCoopAtWork, anExporter(), aCertifier, aParty(COOP, 'cooperative', 'CO', ...papers), onDay('2026-03-01'))
    .world;
}

function codeOf(said: () => unknown): string {
  try {
    said();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'recorded';
}

describe('who recalls', () => {
  test('an outsider recalls nothing, and a holder not its own paper', () => {
    const tale = withPapers();
    for (const org of [EXPORTER, COOP]) {
      tale.org = org;
      expect(codeOf(() => recallPapers(tale, tale.act, PAPER, 'organisation'))).toBe('not-the-issuer');
    }
  });

  test('the issuer recalls the paper it issued, and neither site nor party', () => {
    const tale = withPapers();
    tale.org = CERTIFIER;
    expect(codeOf(() => recallPapers(tale, tale.act, PAPER, 'organisation'))).toBe('recorded');
    const { scheme: _s, number: _n, ...party } = PAPER;
    expect(codeOf(() => recallPapers(tale, tale.act, party, 'organisation'))).toBe('not-the-issuer');
    expect(codeOf(() => recallPapers(tale, tale.act, { ...party, site: 'PLAYA' }, 'organisation'))).toBe(
      'not-the-issuer',
    );
    expect(codeOf(() => recallPapers(tale, tale.act, party, 'register'))).toBe('recorded');
  });

  test('an issuer of other papers does not recall this one', () => {
    const tale = withPapers();
    tale.do(aParty('rival', 'other', 'CH', credential('issuer-fairmined', { number: 'I-2' })));
    tale.org = 'rival';
    expect(codeOf(() => recallPapers(tale, tale.act, PAPER, 'organisation'))).toBe('not-the-issuer');
  });

  test('a paper nobody knows, a span that ends before it begins, and half a name are refused', () => {
    const tale = withPapers();
    const said = (more: object) => codeOf(() => recallPapers(tale, tale.act, { ...PAPER, ...more }, 'register'));
    expect(said({ number: 'FM-9' })).toBe('not-found');
    expect(said({ until: '2026-01-01' })).toBe('chronology');
    expect(said({ site: 'PLAYA' })).toBe('malformed');
    expect(said({ holder: 'nobody' })).toBe('unknown-organisation');
  });

  test('a lot is recalled by whoever registered or owns it', () => {
    const tale = given(aCoopAtWork, anExporter(), delivered('E-1')).world;
    expect(codeOf(() => recallLot(tale, tale.act, { lot: idOf('E-1'), reason: 'other' }, 'organisation'))).toBe(
      'recorded',
    );
    tale.org = EXPORTER;
    expect(codeOf(() => recallLot(tale, tale.act, { lot: idOf('E-1'), reason: 'other' }, 'organisation'))).toBe(
      'lot-not-yours',
    );
    expect(codeOf(() => recallLot(tale, tale.act, { lot: idOf('E-1'), reason: 'other' }, 'register'))).toBe('recorded');
  });
});

const withdrawn = (from: string, attested: Act['attested'] = 'platform') => {
  const tale = withPapers();
  const act = { ...tale.act, attested };
  const { reason: _, ...paper } = PAPER;
  return changeCredential(tale, act, 'withdrawn', { ...paper, from }).map(({ type }) => type);
};

describe('a withdrawal', () => {
  test('with effect in the past recalls what rests on the paper, in the same breath', () => {
    expect(withdrawn('2026-02-28')).toEqual(['credential.withdrawn', 'credential.recalled']);
  });
  test('from today or later recalls nothing', () => {
    expect(withdrawn('2026-03-01')).toEqual(['credential.withdrawn']);
    expect(withdrawn('2026-06-01')).toEqual(['credential.withdrawn']);
  });
  test('read from an old book is history, not news', () => {
    expect(withdrawn('2026-02-28', 'book')).toEqual(['credential.withdrawn']);
  });
});

describe('who lifts it', () => {
  const sid = 'ab'.repeat(32);
  const opened = (more: Partial<Recall> = {}): Recall => ({
    sid,
    org: CERTIFIER,
    cause: { ...PAPER, says: 'organisation' },
    lifted: false,
    ...more,
  });
  const lift = (
    recall: Recall,
    by: string | undefined,
    org = CERTIFIER,
    speaker: 'register' | 'organisation' = 'organisation',
  ) => {
    const tale = withPapers();
    tale.do(as(org));
    const facts = { recalls: new Map([[sid, recall]]), authors: new Map([[sid, ['person:ana']]]) };
    const act = { ...tale.act, ...(by !== undefined && { by }) };
    return codeOf(() => liftRecall(facts, act, { of: sid, reason: 'error' }, speaker));
  };

  test('never the person who opened it, nor a machine, nor nobody', () => {
    expect(lift(opened(), 'person:ana')).toBe('same-person');
    expect(lift(opened(), 'key:1')).toBe('needs-a-person');
    expect(lift(opened(), 'kid:1')).toBe('needs-a-person');
    expect(lift(opened(), undefined)).toBe('needs-a-person');
    expect(lift(opened(), 'person:luz')).toBe('recorded');
  });
  test('not another organisation; of the register’s own, not the organisation in whose name it stands', () => {
    expect(lift(opened(), 'person:luz', EXPORTER)).toBe('unknown-recall');
    const { says: _, ...cause } = { ...PAPER, says: 'organisation' };
    expect(lift(opened({ org: COOP, cause }), 'person:luz', COOP)).toBe('unknown-recall');
    expect(lift(opened({ org: COOP, cause }), 'person:luz', COOP, 'register')).toBe('recorded');
  });
  test('and once', () => {
    expect(lift(opened({ lifted: true }), 'person:luz')).toBe('recall-lifted');
  });
});

describe('what it begins at', () => {
  test('a delivery rests on its producer, site and paper; a bar on its deliveries', () => {
    const { world: tale } = given(
      aCoopAtWork,
      onDay('2026-02-10'),
      delivered('E-1'),
      delivered('E-2'),
      melted('B-1', ['E-1', 'E-2'], 4_750),
    );
    const [first] = tale.recorded.flatMap(groundsOf);
    expect(first).toEqual({ org: COOP, day: '2026-02-10', lot: idOf('E-1'), site: 'PLAYA', paper: 'fairmined-1' });
    expect(tale.recorded.flatMap(edgesOf)).toEqual(
      ['E-1', 'E-2'].map((code) => ({ parent: idOf(code), child: idOf('B-1') })),
    );
  });

  test.each([
    [{}, true],
    [{ from: '2026-02-10' }, true],
    [{ from: '2026-02-11' }, false],
    [{ until: '2026-02-10' }, false],
    [{ until: '2026-02-11' }, true],
    [{ number: 'fairmined-1' }, true],
    [{ number: 'fairmined-2' }, false],
    [{ site: 'PLAYA' }, true],
    [{ site: 'CERRO' }, false],
    [{ holder: EXPORTER }, false],
  ])('%j', (more, told) => {
    const ground = { org: COOP, day: '2026-02-10', lot: idOf('E-1'), site: 'PLAYA', paper: 'fairmined-1' };
    expect(isGround({ holder: COOP, from: '2026-01-01', reason: 'other', ...more }, ground)).toBe(told);
  });

  test('a cause is what the statement says, without its day', () => {
    const data = { on: { date: '2026-03-01', tz: 'UTC' }, ...PAPER };
    expect(causeOf('credential.recalled', data)).toEqual(PAPER);
    expect(() => causeOf('lot.held', data)).toThrow('bug: lot.held recalls nothing');
  });
});
