/** Questions are answered by a person of the organisation that raised them; no second person is asked, and nothing waits. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import { draft, type Act } from '../act.js';
import { notInFuture } from '../rules/custody.js';
import type { Answer, QuestionAnswered } from './statements.js';

/** A question as its answer looks at it. */
export interface Question {
  readonly org: string;
  readonly lot?: string;
  /** Local day. */
  readonly raised: string;
  /** Day of its answer. */
  readonly answered?: string;
}

export interface Answering {
  /** Sid of the question, lowercase hex. */
  readonly of: string;
  readonly answer: Answer;
  readonly reason: string;
}

/** `question.answered`, by a person. @param questions by sid; a question of somebody else is as unknown as none */
export function answer(questions: ReadonlyMap<string, Question>, act: Act, { of, answer, reason }: Answering): Draft[] {
  const question = questions.get(of);
  if (question?.org !== act.org) throw new Rejection('unknown-act', 'sid', { act: of });
  if (question.answered !== undefined) throw new Rejection('question-answered', 'sid', { day: question.answered });
  if (act.by?.startsWith('person:') !== true) throw new Rejection('needs-a-person', 'Authorization');
  notInFuture(act);
  const { lot, raised } = question;
  if (act.on.date < raised) throw new Rejection('chronology', 'on', { day: act.on.date, notBefore: raised });
  const data: QuestionAnswered = { on: act.on, ...(lot !== undefined && { lot }), of, answer, reason };
  return [draft(act, 'question.answered', lot === undefined ? [] : [lot], data)];
}
