/** India: conditions of a concession of 2012; whether they are in force today nobody has confirmed. */
import { unread, type Destination } from '../needed.js';

const NOTIFICATION = 'Customs notification of 2012, conditions of doré imports';

export const TO_IN: Destination = {
  place: 'IN',
  papers: [
    {
      kind: 'assay-certificate',
      level: 'required',
      by: 'producer',
      due: -3,
      ...unread('Packing list and assay certificate, both issued by the mining company', NOTIFICATION),
    },
  ],
  tariffs: [{ digits: '7108.12.00', ...unread('Doré, restricted', NOTIFICATION) }],
  licences: [{ roles: ['refiner'], schemes: ['dgft-refiner'], ...unread('Licensed refiners only', NOTIFICATION) }],
  limits: [
    { code: 'bar-too-light', leastMg: 5_000_000, ...unread('Each bar 5 kg or more', NOTIFICATION) },
    { code: 'bar-too-fine', mostPpm: 950_000, ...unread('Gold content up to 95 %', NOTIFICATION) },
  ],
};
