/** Switzerland. Who may import doré stands with the rules of handover (core/custody/rules/thresholds/handover.ts). */
import { read, type Destination } from '../needed.js';

export const TO_CH: Destination = {
  place: 'CH',
  papers: [],
  tariffs: [
    {
      digits: '7108.1200',
      key: '911',
      ...read('Mined gold, by its own statistical key', 'BAZG, Edelmetallkontrolle'),
      from: '2021-01-01',
    },
  ],
  licences: [],
  limits: [],
};
