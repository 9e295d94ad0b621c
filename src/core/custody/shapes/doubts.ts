/** Questions that rules raise and people answer, and what becomes of held gold that is not released. */
import { ANSWERS, LEVELS } from '../holds/statements.js';
import { list, members, on, oneOf, sid, somemass, uuid, word, type Shapes } from './checks.js';

const asking = LEVELS.filter((level) => level !== 'hold');

export const doubtsShapes: Shapes = {
  'question.raised': members(
    { on, reasons: list(members({ rule: word, code: word, at: word, level: oneOf(asking) }), 1) },
    { lot: uuid },
  ),
  'question.answered': members({ on, of: sid, answer: oneOf(ANSWERS), reason: word }, { lot: uuid }),
  'lot.returned': members({ on, lot: uuid, grossMg: somemass, reason: word }),
  'lot.refused': members({ on, lot: uuid, reason: word }),
};
