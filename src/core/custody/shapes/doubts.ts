/** Questions that rules raise and people answer, figures an organisation makes stricter for itself, and what becomes of held gold that is not released. */
import { ANSWERS, LEVELS } from '../holds/statements.js';
import { day, list, mass, members, on, oneOf, sid, somemass, uuid, word, type Shapes } from './checks.js';

const asking = LEVELS.filter((level) => level !== 'hold');
const raised = LEVELS.filter((level) => level !== 'warn');

export const doubtsShapes: Shapes = {
  'question.raised': members(
    { on, reasons: list(members({ rule: word, code: word, at: word, level: oneOf(asking) }), 1) },
    { lot: uuid },
  ),
  'question.answered': members({ on, of: sid, answer: oneOf(ANSWERS), reason: word }, { lot: uuid }),
  'threshold.set': members(
    { on, threshold: word, from: day },
    { key: word, value: mass, level: oneOf(raised), reason: word },
  ),
  'lot.returned': members({ on, lot: uuid, grossMg: somemass, reason: word }),
  'lot.refused': members({ on, lot: uuid, reason: word }),
};
