import type { Told } from '../sentences.js';

/** Corrections, disputes and voids. */
export const amending = {
  'unknown-act': {
    en: [
      'Unknown act',
      'No act with this number concerns your organisation[[: {act}]] (“{at}”). Look it up in the history of the lot.',
    ],
    es: [
      'Acto desconocido',
      'Ningún acto con ese número concierne a su organización[[: {act}]] («{at}»). Búsquelo en el historial del lote.',
    ],
    fr: [
      'Acte inconnu',
      'Aucun acte de ce numéro ne concerne votre organisation[[ : {act}]] (« {at} »). Cherchez-le dans l’historique du lot.',
    ],
  },
  'not-your-act': {
    en: [
      'Act of another organisation',
      'Only whoever said it can do this[[: {organisation}]] (“{at}”). You may dispute it instead.',
    ],
    es: [
      'Acto de otra organización',
      'Solo quien lo declaró puede hacer esto[[: {organisation}]] («{at}»). Usted puede impugnarlo.',
    ],
    fr: [
      'Acte d’une autre organisation',
      'Seul son auteur peut faire cela[[ : {organisation}]] (« {at} »). Vous pouvez le contester.',
    ],
  },
  'not-correctable': {
    en: [
      'Cannot be corrected',
      '“{at}” cannot be corrected in this act[[: {type}]].[[ Right would be one of: {choices}.]]',
    ],
    es: [
      'No se puede corregir',
      '«{at}» no se puede corregir en este acto[[: {type}]].[[ Lo correcto sería una de estas opciones: {choices}.]]',
    ],
    fr: [
      'Ne peut pas être corrigé',
      '« {at} » ne peut pas être corrigé dans cet acte[[ : {type}]].[[ Ce serait juste avec l’un de ceux-ci : {choices}.]]',
    ],
  },
  'correction-too-late': {
    en: [
      'Too late to correct',
      'The lot was already used, assayed, moved or packed[[: {lot}]] (“{at}”). Its weight can no longer be restated: record what you found as a new act, or dispute this one.',
    ],
    es: [
      'Tarde para corregir',
      'El lote ya se usó, se ensayó, se movió o se empacó[[: {lot}]] («{at}»). Su peso ya no se puede cambiar: registre lo que encontró como un acto nuevo, o impugne este.',
    ],
    fr: [
      'Trop tard pour corriger',
      'Le lot a déjà été utilisé, essayé, déplacé ou emballé[[ : {lot}]] (« {at} »). Son poids ne peut plus être rectifié : enregistrez ce que vous avez constaté comme un nouvel acte, ou contestez celui-ci.',
    ],
  },
  'disputed-already': {
    en: [
      'Disputed already',
      'Your organisation disputes this act already (“{at}”). Withdraw that first if there is more to say.',
    ],
    es: [
      'Ya impugnado',
      'Su organización ya impugna este acto («{at}»). Retire primero esa impugnación si hay algo más que decir.',
    ],
    fr: [
      'Déjà contesté',
      'Votre organisation conteste déjà cet acte (« {at} »). Retirez d’abord cette contestation s’il y a autre chose à dire.',
    ],
  },
  'not-disputed': {
    en: ['No dispute to withdraw', 'This is not an open dispute of yours (“{at}”). There is nothing to withdraw.'],
    es: [
      'Sin impugnación que retirar',
      'Esto no es una impugnación abierta de su organización («{at}»). No hay nada que retirar.',
    ],
    fr: [
      'Pas de contestation à retirer',
      'Ceci n’est pas une contestation ouverte de votre organisation (« {at} »). Il n’y a rien à retirer.',
    ],
  },
} as const satisfies Record<string, Told>;
