/** What expires, and what that will stop, in the reader's language; the gaps of `sentences.ts`. Lists and answers of acts say it alike. */
import { filled, type Language } from './sentences.js';

type Code = 'registration-expires' | 'calibration-expires' | 'credential-expires';

const EXPIRIES: Readonly<Record<Code, Readonly<Record<Language, string>>>> = {
  'registration-expires': {
    en: 'P4: the registration[[ of {member}]] holds until {until} ({days} days). From that day the person’s gold is held until a renewal is seen.',
    es: 'P4: el registro[[ de {member}]] vale hasta el {until} ({days} días). Desde ese día el oro de la persona se aparta hasta ver la renovación.',
    fr: 'P4 : l’inscription[[ de {member}]] vaut jusqu’au {until} ({days} jours). Dès ce jour l’or de la personne est mis à part jusqu’au renouvellement.',
  },
  'calibration-expires': {
    en: 'P22: the calibration of scale {scale} holds until {until} ({days} days). From that day every weighing on it is doubted.',
    es: 'P22: la calibración de la balanza {scale} vale hasta el {until} ({days} días). Desde ese día se duda de todo lo que pese.',
    fr: 'P22 : l’étalonnage de la balance {scale} vaut jusqu’au {until} ({days} jours). Dès ce jour toute pesée y est mise en doute.',
  },
  'credential-expires': {
    en: 'P4: {scheme} {number} holds until {until} ({days} days). From that day new gold does not carry what rests on it, and what it licenses is stopped.',
    es: 'P4: {scheme} {number} vale hasta el {until} ({days} días). Desde ese día el oro nuevo no lleva lo que se apoya en él y se detiene lo que autoriza.',
    fr: 'P4 : {scheme} {number} vaut jusqu’au {until} ({days} jours). Dès ce jour l’or nouveau ne porte plus ce qui en dépend, et ce qu’il autorise s’arrête.',
  },
};

export function expirySentence(code: Code, figures: Readonly<Record<string, string>>, language: Language): string {
  return filled(EXPIRIES[code][language], figures, language);
}
