/** Statements about statements, and the erasure of values beside them. */
import { isRecord } from '../../log/canonical-json.js';
import { FORMS } from '../statements.js';
import {
  base64Url,
  fineness,
  list,
  members,
  on,
  oneOf,
  sid,
  somemass,
  word,
  type Check,
  type Shapes,
} from './checks.js';

/** Their lots are those of the statements they are about, which only the log tells. */
export const ABOUT_STATEMENTS = new Set([
  'statement.corrected',
  'statement.disputed',
  'statement.voided',
  'personal-data.erased',
]);

/** What a correction says instead; the members that move gold have the shape they had in the registration. */
const restated: Check = (value) =>
  isRecord(value) &&
  Object.keys(value).length > 0 &&
  members({}, { grossMg: somemass, fineness, form: oneOf(FORMS), scale: word })(value);

export const amendmentsShapes: Shapes = {
  'statement.corrected': members({ of: sid, on, reason: word, fields: restated }),
  'statement.disputed': members({ of: sid, on, reason: word }),
  'statement.voided': members({ of: sid, on, reason: word }, { with: word }),
  'personal-data.erased': members({
    digests: list(base64Url(32), 1),
    of: list(sid, 1),
    basis: word,
    requestedBy: word,
    approvedBy: word,
  }),
};
