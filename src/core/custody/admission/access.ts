/** What an organisation shows to others, signed by itself: a lot to everybody, or its records to an auditor. */
import { endAccess, grantAccess, showLot, type Grant } from '../access.js';
import { release } from '../handover/title.js';
import type { SignableAct } from './acts.js';

export interface AccessFacts {
  /** Grants by the sid of the statement that made them. */
  readonly accesses: ReadonlyMap<string, Grant>;
}

export const ACCESS_ACTS: Readonly<Record<string, SignableAct>> = {
  'access.granted': {
    needs: ({ said }) => (said.has('shows') ? { lots: [said.uuid('shows')] } : {}),
    decide: (facts, act, { said }) => {
      if (said.has('lot')) return release(facts, act, said.uuid('lot'));
      const [audience, until, reason] = [said.text('audience'), said.text('until'), said.text('reason')];
      if (said.has('shows')) return showLot(facts, act, { shows: said.uuid('shows'), audience, until, reason });
      return grantAccess(act, { audience, until, reason });
    },
  },
  'access.ended': {
    needs: ({ said }) => ({ accesses: [said.sid('of')] }),
    decide: (facts, act, { said }) => endAccess(facts.accesses, act, said.sid('of'), said.text('reason')),
  },
};
