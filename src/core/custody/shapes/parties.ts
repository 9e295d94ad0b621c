/** Who takes part, where, with which credentials. */
import { day, label, members, orNull, word, type Shapes } from './checks.js';

const credential = members({ holder: word, scheme: word, number: word, from: day }, { until: orNull(day) });

export const partiesShapes: Shapes = {
  'organisation.registered': members({ organisation: word, name: word, role: word, country: word }),
  'site.registered': members({ site: word, name: word, municipality: label, region: label, country: word }),
  'scale.registered': members({ scale: word }),
  'member.registered': members({ site: label }),
  'credential.granted': credential,
  'credential.suspended': credential,
  'credential.reinstated': credential,
  'credential.withdrawn': credential,
  'credential.expired': credential,
};
