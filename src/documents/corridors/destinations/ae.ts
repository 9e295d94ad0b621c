/** United Arab Emirates: nothing of it was read in its source. */
import { UNWROUGHT_GOLD, unread, type Destination } from '../needed.js';

export const TO_AE: Destination = {
  place: 'AE',
  papers: [],
  tariffs: [{ digits: UNWROUGHT_GOLD, ...unread('GCC common tariff, national digits not read') }],
  licences: [],
  limits: [],
};
