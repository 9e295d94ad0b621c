/** P16, P17, P22, P24, P25: time, place, instruments and people. */
import { FASTEST_KM_PER_HOUR, SAME_PLACE_KM } from '../thresholds/handover.js';
import { listed } from '../thresholds/dated.js';
import { LATE_DAYS, UNEXPORTABLE_METHODS } from '../thresholds/instruments.js';
import { CLOSING_DAYS, COUNT_TOLERANCE } from '../thresholds/volumes.js';
import type { Rule } from './rule.js';

export const CUSTODY: readonly Rule[] = [
  {
    id: 'P16',
    subject: 'custody',
    title: {
      en: 'Nothing lies in the future, no effect before its cause; what is late or has a wrong clock says so',
      es: 'Nada está en el futuro ni antes de su causa; lo tardío o con reloj errado lo dice',
      fr: 'Rien n’est dans le futur ni avant sa cause ; ce qui est tardif ou à l’heure fausse le dit',
    },
    level: 'refuse',
    codes: { 'in-the-future': 'refuse', chronology: 'refuse', 'sent-late': 'warn', 'clock-wrong': 'warn' },
    needs: ['day of the act', 'day the lot last moved', 'instant of receipt', 'both clocks of a device'],
    source: [{ text: 'Order of cause and effect' }],
    thresholds: [...listed('sent late', 'days', LATE_DAYS)],
    where: [
      'src/core/custody/rules/custody.ts',
      'src/core/custody/rules/intake/instruments.ts',
      'src/core/custody/keys/device.ts',
    ],
  },
  {
    id: 'P17',
    subject: 'custody',
    title: {
      en: 'Nobody is in two places at once, and a site lies within its title',
      es: 'Nadie está en dos lugares a la vez y un sitio queda dentro de su título',
      fr: 'Personne n’est en deux lieux à la fois, et un site se trouve dans son titre',
    },
    level: 'ask',
    codes: { 'impossible-travel': 'ask', 'site-outside-title': 'ask', 'dug-outside-title': 'ask' },
    needs: [
      'place and time of two handovers by one person',
      'position of the site',
      'where a delivery was dug',
      'outline of the title',
    ],
    source: [{ text: 'Distance and time' }],
    thresholds: [...listed('fastest', 'km/h', FASTEST_KM_PER_HOUR), ...listed('the same place', 'km', SAME_PLACE_KM)],
    where: ['src/core/custody/rules/people/travel.ts', 'src/core/custody/rules/intake/outline.ts'],
  },
  {
    id: 'P22',
    subject: 'custody',
    title: {
      en: 'The scale was calibrated on the day, and no gold is exported on an estimate',
      es: 'La balanza estaba calibrada ese día y ningún oro se exporta con una ley estimada',
      fr: 'La balance était étalonnée ce jour-là, et aucun or n’est exporté sur une estimation',
    },
    level: 'refuse',
    codes: {
      'estimate-not-exportable': 'refuse',
      'scale-unknown': 'warn',
      'scale-out-of-calibration': 'warn',
      'calibration-expires': 'warn',
    },
    needs: ['the scale’s calibration and its last day', 'method of the governing assay'],
    source: [{ text: 'Our own default' }],
    thresholds: [
      ...listed('methods that do not leave', 'method', UNEXPORTABLE_METHODS, (methods) => methods.join(', ')),
    ],
    where: [
      'src/core/custody/rules/intake/instruments.ts',
      'src/core/custody/shipment.ts',
      'src/core/custody/credentials/expiring.ts',
    ],
  },
  {
    id: 'P24',
    subject: 'custody',
    title: {
      en: 'What the safe holds at the end of the month is what the book says',
      es: 'Lo que hay en la caja a fin de mes es lo que dice el libro',
      fr: 'Ce que contient le coffre en fin de mois est ce que dit le livre',
    },
    level: 'warn',
    codes: { 'closing-count-differs': 'warn' },
    needs: ['physical count', 'balance of the book on that day'],
    source: [{ text: 'Inventory results vary both ways; the tolerance is our own default' }],
    thresholds: [
      ...listed(
        'tolerance',
        'mg at least',
        COUNT_TOLERANCE,
        ({ ppm, leastMg }) => `${ppm} ppm of the book, or ${leastMg}`,
      ),
      ...listed('days of the next month that still close the last', 'days', CLOSING_DAYS),
    ],
    where: ['src/core/custody/volumes/count.ts'],
  },
  {
    id: 'P25',
    subject: 'custody',
    title: {
      en: 'Whoever recorded a thing does not approve it, and gold changes owner by the word of both sides',
      es: 'Quien registró algo no lo aprueba, y el oro cambia de dueño por palabra de ambas partes',
      fr: 'Qui a enregistré une chose ne l’approuve pas, et l’or change de propriétaire par la parole des deux parties',
    },
    level: 'refuse',
    codes: { 'same-person': 'refuse', 'needs-a-person': 'refuse', 'owner-undecided': 'refuse', 'owners-mixed': 'hold' },
    needs: ['the persons who recorded the act', 'the person who decides', 'owners of what is melted together'],
    source: [{ text: 'Two-sided confirmation', ref: 'FLOCERT Fairtrace user guide' }],
    thresholds: [],
    where: ['src/core/custody/holds/four-eyes.ts', 'src/core/custody/rules/owners.ts'],
  },
];
