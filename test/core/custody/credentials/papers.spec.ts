/** Who may say what of a paper, and what a paper covers. */
import { changeCredential, type CredentialInput } from '../../../../src/core/custody/credentials/decide.js';
import { credentialAfter } from '../../../../src/core/custody/credentials/fold.js';
import type { Scope } from '../../../../src/core/custody/credentials/scope.js';
import { judge, standingOf } from '../../../../src/core/custody/claims.js';
import type { Credential, CredentialAct, CredentialChanged, Party } from '../../../../src/core/custody/registry.js';
import { Rejection } from '../../../../src/core/rejection.js';
import { aCooperative, anExporter, aParty, as, credential, onDay } from '../../../support/deeds.js';
import { COOP, EXPORTER, given, type Deed, type World } from '../../../support/story.js';

const CERTIFIER = 'certifier';
const aCertifier = (...papers: Credential[]) => aParty(CERTIFIER, 'other', 'CH', ...papers);
const issuing = credential('issuer-fairmined', { number: 'I-1', until: null });
const FM: CredentialInput = {
  holder: COOP,
  scheme: 'fairmined',
  number: 'FM-1',
  from: '2026-01-01',
  issuer: CERTIFIER,
};

const papersOf = (world: World, org: string = COOP): readonly Credential[] => world.parties.get(org)?.credentials ?? [];

/** Says it and folds it as the register does. */
const says =
  (change: CredentialAct, input: CredentialInput, speaker: 'register' | 'organisation' = 'organisation'): Deed =>
  (world) => {
    const drafts = changeCredential(world, world.act, change, input, speaker);
    const said = drafts[0]?.data as unknown as CredentialChanged;
    const party = world.parties.get(input.holder) as Party;
    const before = party.credentials.find(({ number, scheme }) => number === input.number && scheme === input.scheme);
    const after = credentialAfter(change, before, said) as Credential;
    const others = party.credentials.filter((one) => one !== before);
    world.parties.set(input.holder, { ...party, credentials: [...others, after] });
    return [];
  };

function refusal(world: World, deed: Deed): string {
  try {
    deed(world);
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'recorded';
}

describe('who may say it', () => {
  test('an outsider says nothing of another’s paper, and neither does whoever merely names itself its issuer', () => {
    const { world } = given(aCooperative(), anExporter(), aCertifier(), as(EXPORTER));
    expect(refusal(world, says('granted', { ...FM, issuer: EXPORTER }))).toBe('not-the-issuer');
    expect(refusal(world, says('granted', FM))).toBe('not-the-issuer');
    world.org = CERTIFIER;
    expect(refusal(world, says('granted', FM))).toBe('not-the-issuer');
  });

  test('an issuer grants, suspends and withdraws what it issued, and nothing that another did', () => {
    const rival = aParty('rival', 'other', 'CH', issuing);
    const { world } = given(aCooperative(), aCertifier(issuing), rival, as(CERTIFIER), onDay('2026-02-01'));
    expect(refusal(world, says('granted', FM))).toBe('recorded');
    world.org = 'rival';
    expect(refusal(world, says('withdrawn', { ...FM, from: '2026-02-01' }))).toBe('not-the-issuer');
    world.org = CERTIFIER;
    expect(refusal(world, says('suspended', { ...FM, from: '2026-02-01' }))).toBe('recorded');
  });

  test('an issuer whose own paper has lapsed says nothing any more, not even of the day before', () => {
    const { world } = given(aCooperative(), aCertifier({ ...issuing, until: '2026-02-01' }), as(CERTIFIER));
    world.day = '2026-02-01';
    world.today = world.day;
    expect(refusal(world, says('granted', FM))).toBe('not-the-issuer');
    world.day = '2026-01-31';
    expect(refusal(world, says('granted', FM))).toBe('not-the-issuer');
    world.today = world.day;
    expect(refusal(world, says('granted', FM))).toBe('recorded');
  });

  test('a holder may declare its paper, never reinstate it', () => {
    const { world } = given(aCooperative(), as(COOP));
    world.do(says('granted', FM));
    expect(refusal(world, says('reinstated', FM))).toBe('not-the-issuer');
    expect(refusal(world, says('granted', FM))).toBe('code-used');
  });

  test('the register may say all of it', () => {
    const { world } = given(aCooperative());
    for (const change of ['granted', 'suspended', 'reinstated', 'withdrawn', 'expired'] as const) {
      expect(refusal(world, says(change, { ...FM, from: '2026-02-10' }, 'register'))).toBe('recorded');
    }
    expect(standingOf(papersOf(world)[0] as Credential, '2026-02-10')).toBe('expired');
  });
});

describe('a holder’s own word', () => {
  const declared = given(aCooperative(), aCertifier(issuing), as(COOP), says('granted', FM));
  const use = { activity: 'production' } as const;

  test('carries no claim, and the lot says why', () => {
    const judged = judge(declared.world.parties.get(COOP), COOP, 'fairmined', use, '2026-03-01');
    expect(judged).toEqual({
      scheme: 'fairmined',
      party: COOP,
      credential: null,
      standing: 'none',
      unfit: { credential: 'FM-1', why: 'self-declared' },
    });
  });

  test('counts once the issuer says the same', () => {
    const { world } = declared;
    world.do(as(CERTIFIER));
    world.do(says('granted', { ...FM, from: '2026-02-15' }));
    const judged = (day: string) => judge(world.parties.get(COOP), COOP, 'fairmined', use, day).standing;
    // From the day the second source gives it, not from the day the holder wished.
    expect([judged('2026-02-14'), judged('2026-02-15')]).toEqual(['not-yet', 'valid']);
  });
});

const stood = (scope: Scope, use: Parameters<typeof judge>[3]): string => {
  const party = { organisation: COOP, name: COOP, role: 'cooperative', country: 'CO' } as const;
  const papers = [credential('fairmined', { scope })];
  const { standing, unfit } = judge({ ...party, credentials: papers }, COOP, 'fairmined', use, '2026-02-10');
  return unfit?.why ?? standing;
};

describe('a paper covers what its scope says', () => {
  test.each<[string, Scope, Parameters<typeof judge>[3], string]>([
    ['its site', { sites: ['PLAYA'] }, { activity: 'production', site: 'PLAYA' }, 'valid'],
    ['another site', { sites: ['PLAYA'] }, { activity: 'production', site: 'CERRO' }, 'site'],
    ['a sale, which has no site', { sites: ['PLAYA'] }, { activity: 'sale', form: 'dore' }, 'valid'],
    ['its form', { forms: ['alluvial'] }, { activity: 'production', form: 'alluvial' }, 'valid'],
    ['another form', { forms: ['alluvial'] }, { activity: 'production', form: 'vein' }, 'form'],
    ['making, not trading', { activities: ['production'] }, { activity: 'sale', form: 'dore' }, 'activity'],
    ['trading', { activities: ['sale'] }, { activity: 'sale', form: 'dore' }, 'valid'],
  ])('%s', (_, scope, use, told) => expect(stood(scope, use)).toBe(told));

  test('a scope of words nobody knows is refused', () => {
    const { world } = given(aCooperative());
    for (const scope of [{ forms: ['moon-dust'] }, { sites: [] }, { volume: { fineNg: '-1', per: 'year' } }]) {
      const input = { ...FM, scope: scope as unknown as Scope };
      expect(refusal(world, says('granted', input, 'register'))).toMatch(/malformed|missing/);
    }
  });
});
