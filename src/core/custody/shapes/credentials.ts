/** Papers of a party, what became of them, and what was recalled. */
import { ACTIVITIES, PERIODS } from '../credentials/scope.js';
import { FORMS } from '../statements.js';
import { count, day, list, members, ng, on, oneOf, orNull, sid, uuid, word, type Shapes } from './checks.js';

const scope = members(
  {},
  {
    sites: list(word, 1),
    forms: list(oneOf(FORMS), 1),
    activities: list(oneOf(ACTIVITIES), 1),
    volume: members({ fineNg: ng, per: oneOf(PERIODS) }),
  },
);
const credential = members(
  { holder: word, scheme: word, number: word, from: day },
  {
    until: orNull(day),
    issuer: word,
    says: oneOf(['issuer', 'holder']),
    scope,
    evidence: members({ sha256: sid, mediaType: word, size: count }),
  },
);

export const credentialsShapes: Shapes = {
  'credential.granted': credential,
  'credential.suspended': credential,
  'credential.reinstated': credential,
  'credential.withdrawn': credential,
  'credential.expired': credential,
  'credential.recalled': members(
    { on, holder: word, from: day, reason: word },
    { scheme: word, number: word, site: word, until: day, says: oneOf(['organisation']) },
  ),
  'credential.recall-lifted': members({ on, holder: word, of: sid, reason: word }),
  'lot.recalled': members({ on, lot: uuid, reason: word }, { says: oneOf(['organisation']) }),
  'lot.recall-lifted': members({ on, lot: uuid, of: sid, reason: word }),
};
