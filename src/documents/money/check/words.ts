/** What a warning about a price says, in the reader's language. */
import { formatFineGrams } from '../../../core/quantity.js';
import type { Language } from '../../../http/sentences.js';
import type { PriceWarning } from './warnings.js';

type Said = (figures: Readonly<Record<string, string>>) => Readonly<Record<Language, string>>;

const grams = (ng = '0'): string => formatFineGrams(BigInt(ng), 3);

const WORDS: Readonly<Record<PriceWarning['code'], Said>> = {
  'fixing-differs': ({ said, right, day, session }) => ({
    en: `The terms say USD ${said} for the fixing ${session} of ${day}; entered and confirmed is USD ${right}.`,
    es: `Las condiciones dicen USD ${said} para la fijación ${session} del ${day}; la ingresada y confirmada es USD ${right}.`,
    fr: `Les conditions disent USD ${said} pour le fixing ${session} du ${day} ; celui saisi et confirmé est USD ${right}.`,
  }),
  'royalty-rate-differs': ({ number, said, right }) => ({
    en: `Receipt ${number} says a rate of ${said} ppm; known to us is ${right} ppm.`,
    es: `El recibo ${number} dice una tasa de ${said} ppm; la que conocemos es ${right} ppm.`,
    fr: `La quittance ${number} dit un taux de ${said} ppm ; celui que nous connaissons est ${right} ppm.`,
  }),
  'royalty-covers-other-mass': ({ number, said, right }) => ({
    en: `Receipt ${number} covers ${grams(said)} g of fine gold; ${grams(right)} g are packed.`,
    es: `El recibo ${number} cubre ${grams(said)} g de oro fino; hay ${grams(right)} g empacados.`,
    fr: `La quittance ${number} couvre ${grams(said)} g d’or fin ; ${grams(right)} g sont emballés.`,
  }),
  'royalty-amount-differs': ({ number, said, right }) => ({
    en: `Receipt ${number} comes to ${said}; by its own base price it would be ${right}.`,
    es: `El recibo ${number} suma ${said}; según su propio precio base serían ${right}.`,
    fr: `La quittance ${number} s’élève à ${said} ; d’après son propre prix de base ce serait ${right}.`,
  }),
};

export function sentenceOfWarning({ code, figures }: PriceWarning, language: Language): string {
  return WORDS[code](figures)[language];
}
