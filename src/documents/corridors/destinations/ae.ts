/** United Arab Emirates: nothing of it was read in its source. */
import { unread, type Destination } from '../needed.js';

export const TO_AE: Destination = {
  place: 'AE',
  papers: [],
  tariffs: [{ digits: '7108.12', ...unread('GCC common tariff, national digits not read') }],
  licences: [],
  limits: [],
};
