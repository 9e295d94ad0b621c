/** Keys, what may be said without them, and what another log says. */
import { base64Url, count, instant, list, members, noteText, oneOf, word, type Shapes } from './checks.js';

export const keysShapes: Shapes = {
  'key.added': members(
    {
      organisation: word,
      key: base64Url(32),
      kid: base64Url(16),
      holder: oneOf(['organisation', 'device', 'log']),
      custody: oneOf(['own', 'operator']),
      proof: base64Url(64),
    },
    { name: word, scope: list(word, 1), until: instant },
  ),
  'key.revoked': members({
    organisation: word,
    kid: base64Url(16),
    reason: oneOf(['lost', 'stolen', 'replaced', 'retired']),
  }),
  'policy.set': members({ organisation: word, attested: oneOf(['refused', 'accepted']) }, { reason: word }),
  'event.anchored': members({ log: word, size: count, root: base64Url(32), note: noteText, reason: word }),
};
