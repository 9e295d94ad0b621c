/** Remarks on captured papers in the words of whoever reads them; gaps as in `http/sentences.ts`. */
import type { Remark } from '../../core/custody/papers/remarks.js';
import { filled, type Language } from '../../http/sentences.js';

const REMARK_WORDS: Readonly<Record<Remark['code'], Readonly<Record<Language, string>>>> = {
  'check-digit': {
    en: 'The air waybill {number} ends in a wrong check digit: {right} would be right. Check it with the carrier.',
    es: 'La guía aérea {number} termina en un dígito de control equivocado: el correcto sería {right}. Revísela con la aerolínea.',
    fr: 'La lettre de transport aérien {number} finit par un chiffre de contrôle erroné : {right} serait juste. Vérifiez-la auprès du transporteur.',
  },
  'waybill-unreadable': {
    en: '{number} is not the number of an air waybill: three digits of the airline, seven of the serial, and the check digit.',
    es: '{number} no es un número de guía aérea: tres dígitos de la aerolínea, siete de la serie y el de control.',
    fr: '{number} n’est pas un numéro de lettre de transport aérien : trois chiffres de la compagnie, sept de la série, et celui de contrôle.',
  },
  'waybill-differs': {
    en: 'It names the air waybill {number}; the shipment left under {other}.',
    es: 'Nombra la guía aérea {number}; el embarque salió con {other}.',
    fr: 'Il nomme la lettre de transport {number} ; l’envoi est parti sous {other}.',
  },
  'lighter-than-bars': {
    en: 'It says {found:g} g gross; the bars alone weigh {bars:g} g.',
    es: 'Dice {found:g} g brutos; solo las barras pesan {bars:g} g.',
    fr: 'Il indique {found:g} g bruts ; les barres seules pèsent {bars:g} g.',
  },
  'hs-differs': {
    en: 'It says tariff heading {found}; unwrought gold is {right}.',
    es: 'Dice partida arancelaria {found}; el oro en bruto es {right}.',
    fr: 'Il indique la position tarifaire {found} ; l’or brut est {right}.',
  },
  'destination-differs': {
    en: 'It says destination {found}; the consignee is in {right}.',
    es: 'Dice destino {found}; el destinatario está en {right}.',
    fr: 'Il indique la destination {found} ; le destinataire est en {right}.',
  },
  'fineness-differs': {
    en: 'It says {found:permille} ‰; the book says {book:permille} ‰ of what it covers.',
    es: 'Dice {found:permille} ‰; el libro dice {book:permille} ‰ de lo que cubre.',
    fr: 'Il indique {found:permille} ‰ ; le livre dit {book:permille} ‰ de ce qu’il couvre.',
  },
};

export function remarkSentence({ code, figures }: Remark, language: Language): string {
  return filled(REMARK_WORDS[code][language], figures, language);
}
