import type { Told } from '../sentences.js';

/** Figures that an organisation makes stricter for its own acts. */
export const thresholds = {
  'threshold-not-yours': {
    en: [
      'Not a figure of one’s own',
      'This figure is not one that an organisation sets for itself (“{at}”)[[: {threshold} is {value}, by {source}]]. Accepted: a figure that the rules list as proposed.',
    ],
    es: [
      'No es una cifra propia',
      'Esta cifra no la fija una organización para sí misma («{at}»)[[: {threshold} es {value}, según {source}]]. Se acepta una cifra que las reglas listan como propuesta.',
    ],
    fr: [
      'Pas un chiffre à soi',
      'Ce chiffre n’est pas de ceux qu’une organisation fixe pour elle-même (« {at} »)[[ : {threshold} vaut {value}, selon {source}]]. Accepté : un chiffre que les règles donnent comme proposé.',
    ],
  },
  'threshold-looser': {
    en: [
      'Looser than the rule',
      'An organisation makes a figure stricter for itself, never looser (“{at}”)[[: {threshold} was to be {value} {unit}]]. Accepted[[: {min} to {max} {unit}]]; leave it out to go back to the catalogue’s.',
    ],
    es: [
      'Menos estricto que la regla',
      'Una organización puede hacer una cifra más estricta para sí, nunca más laxa («{at}»)[[: {threshold} iba a ser {value} {unit}]]. Se acepta[[: de {min} a {max} {unit}]]; omítala para volver a la del catálogo.',
    ],
    fr: [
      'Moins strict que la règle',
      'Une organisation rend un chiffre plus strict pour elle-même, jamais plus lâche (« {at} »)[[ : {threshold} devait être {value} {unit}]]. Accepté[[ : de {min} à {max} {unit}]] ; omettez-le pour revenir à celui du catalogue.',
    ],
  },
} as const satisfies Record<string, Told>;
