/** Corrections, disputes and voids, as their authors sign them; a void of a registration bears a second side's signature. */
import type { Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import type { Act } from '../act.js';
import { correct, dispute, voidRegistration, withdraw, type Amending } from '../amending/amend.js';
import type { AdmissionFacts, Asked, Needs } from './acts.js';
import { wordIn, type Said } from './said.js';

export function amendNeeds({ org, said, sites }: Asked): Needs {
  const other = said.maybe('with', said.text);
  return {
    statements: [said.sid('of')],
    sites: sites.map((site) => `${org}/${site}`),
    ...(other !== undefined && { parties: [other], keys: [other] }),
  };
}

export function correctionOf(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  return correct(facts, act, { ...amendingIn(said, values), fields: said.record('fields') });
}

export function disputeOf(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  return dispute(facts, act, amendingIn(said, values));
}

/** Of one's own dispute by oneself; of a registration together with another organisation. */
export function voidOf(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  const amending = amendingIn(said, values);
  const other = said.maybe('with', said.text);
  return other === undefined
    ? withdraw(facts, act, amending)
    : voidRegistration(facts, act, { ...amending, with: other });
}

function amendingIn(said: Said, values: ReadonlyMap<string, Json>): Amending {
  const note = wordIn(values, 'note');
  return { of: said.sid('of'), reason: said.text('reason'), ...(note !== undefined && { note }) };
}
