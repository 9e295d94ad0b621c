/** What is shown to whom: one lot to everybody or to one organisation, or an organisation's records to its auditor. */
import { instant, members, oneOf, sid, uuid, word, type Check, type Shapes } from './checks.js';

const toEverybody = members({ lot: uuid, audience: oneOf(['public']) });
const nothing: Check = () => false;
const toAuditors = members(
  { organisation: word, audience: word, until: instant, reason: word },
  { lot: nothing, shows: uuid },
);

const granted: Check = (value) => toEverybody(value) || toAuditors(value);

export const accessShapes: Shapes = {
  'access.granted': granted,
  'access.ended': members({ organisation: word, of: sid, reason: word }),
};
