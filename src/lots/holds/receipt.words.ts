/** What a receipt of gold says to whoever brought it, in the reader's language; the gaps of `http/sentences.ts`. */
import type { Lot } from '../../core/custody/lot.js';
import type { Language } from '../../http/sentences.js';

/** How the gold stands, as the receipt tells it. */
export const RECEIPT_STATES = ['taken-in', 'held', 'refused', 'returned', 'void'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

export function stateOf(lot: Lot): ReceiptState {
  if (lot.voided !== undefined) return 'void';
  if (lot.returned !== undefined) return 'returned';
  if (lot.refused !== undefined) return 'refused';
  return lot.holds.length > 0 ? 'held' : 'taken-in';
}

type Said = Readonly<Record<Language, string>>;

export const WEIGHED: Said = {
  en: 'Received from {member} on {day}: {gross:g} g gross[[ at {fineness:permille} ‰]], lot {lot}, site {site}.',
  es: 'Recibido de {member} el {day}: {gross:g} g brutos[[ de ley {fineness:permille} ‰]], lote {lot}, sitio {site}.',
  fr: 'Reçu de {member} le {day} : {gross:g} g bruts[[ au titre de {fineness:permille} ‰]], lot {lot}, site {site}.',
};

/** Where nobody is named, or was erased. */
export const SOMEBODY: Said = { en: 'whoever brought it', es: 'quien lo trajo', fr: 'qui l’a apporté' };

export const STANDS: Readonly<Record<ReceiptState, Said>> = {
  'taken-in': {
    en: 'The gold was taken in.',
    es: 'El oro quedó ingresado.',
    fr: 'L’or est entré dans le stock.',
  },
  held: {
    en: 'The gold is a deposit to be put in order: it is kept apart, unmixed and unsold, and stays yours to claim until the points below are settled. Then it is taken in, or it is returned to you.',
    es: 'El oro queda como depósito por regularizar: se guarda aparte, sin mezclar ni vender, y puede reclamarlo hasta que se resuelvan los puntos siguientes. Entonces se ingresa o se le devuelve.',
    fr: 'L’or reste en dépôt à régulariser : il est gardé à part, ni mêlé ni vendu, et vous pouvez le réclamer jusqu’à ce que les points suivants soient réglés. Il entre alors dans le stock, ou vous est rendu.',
  },
  refused: {
    en: 'The gold was not accepted on {ended}: it is kept apart for you to take back, unless an authority takes it.',
    es: 'El oro no se aceptó el {ended}: se guarda aparte para que lo retire, salvo que lo incaute una autoridad.',
    fr: 'L’or n’a pas été accepté le {ended} : il est gardé à part pour que vous le repreniez, sauf saisie par une autorité.',
  },
  returned: {
    en: 'The gold was returned to you on {ended}, all {gross:g} g of it.',
    es: 'El oro se le devolvió el {ended}: los {gross:g} g completos.',
    fr: 'L’or vous a été rendu le {ended}, la totalité des {gross:g} g.',
  },
  void: {
    en: 'This receipt is void: the delivery was registered in error.',
    es: 'Este recibo no vale: la entrega se registró por error.',
    fr: 'Ce reçu est nul : la livraison a été inscrite par erreur.',
  },
};

export const SETTLES: Said = {
  en: 'A second person of the organisation decides: whoever received the gold cannot.',
  es: 'Decide una segunda persona de la organización: quien recibió el oro no puede.',
  fr: 'Une seconde personne de l’organisation en décide : qui a reçu l’or ne le peut pas.',
};

export const SETTLES_BY_AUTHORITY: Said = {
  en: 'For {codes} the number of an authority’s permission is needed as well.',
  es: 'Para {codes} hace falta además el número del permiso de una autoridad.',
  fr: 'Pour {codes} il faut en outre le numéro de l’autorisation d’une autorité.',
};
