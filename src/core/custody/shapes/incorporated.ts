/** Accounts of incorporated gold: what is entered and sold. */
import { day, members, ng, on, uuid, word, type Check, type Shapes } from './checks.js';

/** Something, and not nothing. */
const someNg: Check = (value) => ng(value) && value !== '0';
const sale = { on, scheme: word, from: word, fineNg: someNg, sale: word };
const answered = { ...sale, to: word, soldOn: day };

export const incorporatedShapes: Shapes = {
  'claim.incorporated': members({ on, lot: uuid, scheme: word, fineNg: someNg, credential: word }),
  'incorporated.sold': members({ ...sale, credential: word }, { to: word }),
  'incorporated.accepted': members({ ...answered, credential: word }),
  'incorporated.declined': members(answered),
};
