/** What becomes of held gold and of questions, as an organisation signs it; the person is whoever is signed in and brings it. */
import { holdNeeds, refuseHeld, releaseHold, returnHeld, type HoldFacts } from '../holds/decide.js';
import { answer, type Question } from '../holds/questions.js';
import { ANSWERS } from '../holds/statements.js';
import type { Asked, SignableAct } from './acts.js';
import { wordIn, type Said } from './said.js';

/** What these decisions look at beside the gold. */
export interface DoubtFacts extends HoldFacts {
  readonly questions: ReadonlyMap<string, Question>;
}

const needs = ({ said }: Asked) => ({ authors: holdNeeds(said.uuid('lot')).authors });

const plain = (said: Said) => ({ lot: said.uuid('lot'), reason: said.text('reason') });

export const SIGNABLE_HOLDS: Readonly<Record<string, SignableAct>> = {
  'lot.released': {
    needs: (asked) => {
      const { org, handed } = asked;
      return { ...needs(asked), members: handed === undefined ? [] : [`${org}/${handed.member}`] };
    },
    decide: (facts, act, { said, values, handed }) => {
      const authority = wordIn(values, 'authority');
      return releaseHold(facts, act, {
        ...plain(said),
        ...said.optional('codes', said.words),
        ...said.optional('owner', said.text),
        ...(authority !== undefined && { authority }),
        ...(handed !== undefined && { handed }),
      });
    },
  },
  'lot.returned': { needs, decide: (facts, act, { said }) => returnHeld(facts, act, plain(said)) },
  'lot.refused': { needs, decide: (facts, act, { said }) => refuseHeld(facts, act, plain(said)) },
  'question.answered': {
    needs: ({ said }) => ({ questions: [said.sid('of')] }),
    decide: (facts, act, { said }) =>
      answer(facts.questions, act, {
        of: said.sid('of'),
        answer: said.oneOf('answer', ANSWERS),
        reason: said.text('reason'),
      }),
  },
};
