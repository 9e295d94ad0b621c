/** United States. Additional duties change often: none is kept here. */
import { read, unread, type Destination } from '../needed.js';

export const TO_US: Destination = {
  place: 'US',
  papers: [
    {
      kind: 'sourcing-declaration',
      level: 'advised',
      by: 'exporter',
      due: 0,
      ...unread('Conflict minerals disclosure of the buyer', 'Dodd-Frank Act, § 1502'),
    },
  ],
  tariffs: [{ digits: '7108.12.10.20', ...read('Doré; unit is grams of gold content', 'HTS 7108.12.10; NY N164118') }],
  licences: [],
  limits: [],
};
