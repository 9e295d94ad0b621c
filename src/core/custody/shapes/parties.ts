/** Who takes part, and where. */
import { label, members, word, type Shapes } from './checks.js';

export const partiesShapes: Shapes = {
  'organisation.registered': members({ organisation: word, name: word, role: word, country: word }),
  'site.registered': members({ site: word, name: word, municipality: label, region: label, country: word }),
  'scale.registered': members({ scale: word }),
  'member.registered': members({ site: label }),
};
