/**
 * What may happen to a licence or certificate, and who may say so: whoever issues it, or compliance of the register. What a
 * holder says of itself is taken down as its own word, and carries no claim until one of those two says the same.
 */
import { draft, type Act, type Facts } from '../act.js';
import type { CredentialAct, CredentialChanged } from '../registry.js';
import type { Draft, Reveal } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { notInFuture } from '../rules/custody.js';
import { mayIssue, type Speaker } from './issuers.js';
import { recallOfPapers } from './recall.js';
import { soundScope } from './scope.js';

export type CredentialInput = Pick<
  CredentialChanged,
  'holder' | 'scheme' | 'number' | 'from' | 'until' | 'issuer' | 'scope' | 'evidence'
> & {
  readonly note?: string;
  /** Of a suspension or withdrawal: first day of acts whose gold is held with it. */
  readonly reach?: string;
};

type Papers = Pick<Facts, 'parties'>;

/**
 * `credential.<act>`, reveal `note`. `from` is the day on which it takes effect, which for a withdrawal may lie ahead or behind; the
 * day on which it was recorded is the act's. A withdrawal with effect in the past recalls what rests on the paper since; a suspension
 * does where it is said since when.
 */
export function changeCredential(
  facts: Papers,
  act: Act,
  change: CredentialAct,
  input: CredentialInput,
  speaker: Speaker = 'register',
): Draft[] {
  const { holder, number, note } = input;
  const party = facts.parties.get(holder);
  if (party === undefined) throw new Rejection('unknown-organisation', 'holder', { organisation: holder });
  const known = party.credentials.find((one) => one.scheme === input.scheme && one.number === number);
  const since = reachOf(act, change, input);
  const says = sourceOf(facts, act, change, input, speaker, known?.issuer);
  const drafted = (data: CredentialChanged): Draft =>
    draft(
      act,
      `credential.${change}`,
      [],
      data,
      note === undefined ? [] : ([{ name: 'note', value: note }] as Reveal[]),
    );
  if (change === 'granted') {
    // A second source makes a holder's own word a paper; anything else under the same number is another paper.
    if (known !== undefined && (known.selfDeclared !== true || says === 'holder')) {
      throw new Rejection('code-used', 'number', { code: number });
    }
    return [drafted(granted(input, says))];
  }
  if (known === undefined) throw new Rejection('not-found', 'number', { value: number });
  if (input.from < known.from) throw new Rejection('chronology', 'from', { day: input.from, notBefore: known.from });
  const drafts = [drafted({ ...named(input), ...evidenceOf(input), ...saying(says) })];
  if (since === undefined || known.selfDeclared === true) return drafts;
  const reason = change === 'withdrawn' ? 'withdrawn' : 'party-suspended';
  const { scheme } = input;
  return [...drafts, ...recallOfPapers(act, { holder, scheme, number, from: since, reason }, speaker)];
}

/** P23: since when what rests on the paper is held. A withdrawal with effect in the past always reaches back to its own day. */
function reachOf(act: Act, change: CredentialAct, { from, reach }: CredentialInput): string | undefined {
  if (reach === undefined) {
    return change === 'withdrawn' && act.attested === 'platform' && from < act.on.date ? from : undefined;
  }
  if (change !== 'suspended' && change !== 'withdrawn') {
    throw new Rejection('malformed', 'reach', { value: reach, choices: 'suspended, withdrawn' });
  }
  if (reach > act.today) throw new Rejection('in-the-future', 'reach', { day: reach, today: act.today });
  return reach < from || change === 'suspended' ? reach : from;
}

function granted(input: CredentialInput, says: CredentialChanged['says']): CredentialChanged {
  const { from, until, issuer, scope } = input;
  if (until !== undefined && until !== null && until <= from) {
    throw new Rejection('chronology', 'until', { day: until, notBefore: from });
  }
  return {
    ...named(input),
    until: until ?? null,
    ...(issuer !== undefined && { issuer }),
    ...(scope !== undefined && { scope: soundScope(scope) }),
    ...evidenceOf(input),
    ...saying(says),
  };
}

function named({ holder, scheme, number, from }: CredentialInput): CredentialChanged {
  return { holder, scheme, number, from };
}

function evidenceOf({ evidence }: CredentialInput): Pick<CredentialChanged, 'evidence'> {
  return evidence === undefined ? {} : { evidence };
}

/** The register's word needs no mark: it is what every grant before this rule was. */
function saying(says: CredentialChanged['says']): Pick<CredentialChanged, 'says'> {
  return says === undefined ? {} : { says };
}

/** Whose word it is: absent for the register's. */
function sourceOf(
  facts: Papers,
  act: Act,
  change: CredentialAct,
  { holder, scheme, issuer }: CredentialInput,
  speaker: Speaker,
  knownIssuer: string | undefined,
): CredentialChanged['says'] {
  if (speaker === 'register') return undefined;
  notInFuture(act);
  if (act.org !== holder) {
    const own = change === 'granted' ? issuer : knownIssuer;
    const party = facts.parties.get(act.org);
    // On both days: whoever lost the right could otherwise still say that it was yesterday.
    if (own === act.org && [act.on.date, act.today].every((day) => mayIssue(party, scheme, day))) return 'issuer';
  } else if (change === 'granted') {
    return 'holder';
  }
  throw new Rejection('not-the-issuer', 'holder', { organisation: act.org, scheme });
}
