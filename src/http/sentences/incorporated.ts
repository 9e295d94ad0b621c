import type { Told } from '../sentences.js';

/** Incorporated gold: accounts and what is sold from them. */
export const incorporated = {
  'no-mass-balance': {
    en: [
      'No mass balance under this scheme',
      'Gold is not sold by mass balance under this scheme[[: {scheme}]] (rule P14, “{at}”).[[ Accepted: {choices}.]]',
    ],
    es: [
      'Este sello no tiene balance de masas',
      'Con este sello no se vende oro por balance de masas[[: {scheme}]] (regla P14, «{at}»).[[ Se acepta: {choices}.]]',
    ],
    fr: [
      'Pas de bilan massique sous ce label',
      'Sous ce label, l’or ne se vend pas en bilan massique[[ : {scheme}]] (règle P14, « {at} »).[[ Accepté : {choices}.]]',
    ],
  },
  'no-account': {
    en: [
      'No paper for such an account',
      'No paper lets[[ {organisation}]] keep an account of incorporated gold[[ under {scheme} on {day}]] (rule P14, “{at}”).[[ Accepted: one of {papers}, valid that day and for such gold.]]',
    ],
    es: [
      'Sin certificado para esa cuenta',
      'Ningún certificado permite[[ a {organisation}]] llevar una cuenta de oro incorporado[[ de {scheme} el {day}]] (regla P14, «{at}»).[[ Se acepta uno de {papers}, vigente ese día y para ese oro.]]',
    ],
    fr: [
      'Pas de certificat pour ce compte',
      'Aucun certificat ne permet[[ à {organisation}]] de tenir un compte d’or incorporé[[ sous {scheme} le {day}]] (règle P14, « {at} »).[[ Accepté : un de {papers}, valable ce jour-là et pour cet or.]]',
    ],
  },
  'claim-not-carried': {
    en: [
      'The gold does not carry that claim',
      'The lot[[ {lot}]] does not carry this claim[[: {scheme}]] (“{at}”). Only what gold still carries enters an account, and once.',
    ],
    es: [
      'El oro no lleva ese certificado',
      'El lote[[ {lot}]] no lleva este certificado[[: {scheme}]] («{at}»). A una cuenta entra solo lo que el oro todavía lleva, y una vez.',
    ],
    fr: [
      'L’or ne porte pas ce label',
      'Le lot[[ {lot}]] ne porte pas ce label[[ : {scheme}]] (« {at} »). N’entre dans un compte que ce que l’or porte encore, et une fois.',
    ],
  },
  'assay-needed': {
    en: [
      'Gold that nobody assayed',
      'The lot[[ {lot}]] has no assay to be counted by (“{at}”). Accepted: any reading but an estimate.',
    ],
    es: [
      'Oro sin ley',
      'El lote[[ {lot}]] no tiene una ley con la que contarlo («{at}»). Se acepta cualquier ensayo que no sea una estimación.',
    ],
    fr: [
      'Or non titré',
      'Le lot[[ {lot}]] n’a pas de titre pour le compter (« {at} »). Accepté : tout essai autre qu’une estimation.',
    ],
  },
  'beyond-credit': {
    en: [
      'More than the account holds',
      'Of incorporated gold[[ under {scheme}]] no more is sold than came in within the balancing period[[, here from {from} to before {until}]] (rule P14, “{at}”)[[: {account:fine} g came in, {sold:fine} g are sold]][[, {held:fine} g are held by a recall]][[, {asked:fine} g asked]]. Accepted:[[ at most {left:fine} g, or]] more once it came in.',
    ],
    es: [
      'Más de lo que hay en la cuenta',
      'De oro incorporado[[ de {scheme}]] no se vende más de lo que entró en el período de balance[[, aquí desde {from} hasta antes del {until}]] (regla P14, «{at}»)[[: entraron {account:fine} g, van vendidos {sold:fine} g]][[, {held:fine} g están apartados por un retiro]][[, se piden {asked:fine} g]]. Se acepta:[[ hasta {left:fine} g, o]] más cuando haya entrado.',
    ],
    fr: [
      'Plus que le compte ne contient',
      'D’or incorporé[[ sous {scheme}]] il ne se vend pas plus qu’il n’en est entré dans la période de bilan[[, ici du {from} jusqu’avant le {until}]] (règle P14, « {at} »)[[ : {account:fine} g entrés, {sold:fine} g vendus]][[, {held:fine} g retenus par un rappel]][[, {asked:fine} g demandés]]. Accepté :[[ {left:fine} g au plus, ou]] davantage une fois entré.',
    ],
  },
  'unknown-sale': {
    en: [
      'Unknown sale',
      'No sale of that number was offered to you[[: {sale}]] (“{at}”). Check its number and seller.',
    ],
    es: [
      'Venta desconocida',
      'No se le ofreció ninguna venta con ese número[[: {sale}]] («{at}»). Revise número y vendedor.',
    ],
    fr: [
      'Vente inconnue',
      'Aucune vente de ce numéro ne vous a été proposée[[ : {sale}]] (« {at} »). Vérifiez son numéro et son vendeur.',
    ],
  },
  'sale-answered': {
    en: [
      'Answered already',
      'The sale[[ {sale}]] was answered before[[: {outcome}]] (“{at}”). An answer is given once.',
    ],
    es: ['Ya respondida', 'La venta[[ {sale}]] ya se respondió[[: {outcome}]] («{at}»). Se responde una sola vez.'],
    fr: [
      'Déjà répondu',
      'La vente[[ {sale}]] a déjà reçu sa réponse[[ : {outcome}]] (« {at} »). On ne répond qu’une fois.',
    ],
  },
} as const satisfies Record<string, Told>;
