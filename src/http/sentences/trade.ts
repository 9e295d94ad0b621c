import type { Told } from '../sentences.js';

/** Parties, places and papers. */
export const trade = {
  'unknown-organisation': {
    en: [
      'Unknown organisation',
      'There is no such organisation[[: {organisation}]] (“{at}”). Register it first, or check its code.',
    ],
    es: [
      'Organización desconocida',
      'No existe esa organización[[: {organisation}]] («{at}»). Regístrela primero o revise su código.',
    ],
    fr: [
      'Organisation inconnue',
      'Cette organisation n’existe pas[[ : {organisation}]] (« {at} »). Enregistrez-la d’abord ou vérifiez son code.',
    ],
  },
  'to-yourself': {
    en: [
      'The other side is yourself',
      'Gold is handed over or sold to another organisation (“{at}”)[[: {organisation} is your own]].',
    ],
    es: [
      'La otra parte es usted',
      'El oro se entrega o se vende a otra organización («{at}»)[[: {organisation} es la suya]].',
    ],
    fr: [
      'L’autre partie, c’est vous',
      'L’or se remet ou se vend à une autre organisation (« {at} »)[[ : {organisation} est la vôtre]].',
    ],
  },
  'unknown-site': {
    en: ['Unknown site', 'There is no such site[[: {site}]] (“{at}”). Register it first, or check its code.'],
    es: ['Sitio desconocido', 'No existe ese sitio[[: {site}]] («{at}»). Regístrelo primero o revise su código.'],
    fr: ['Site inconnu', 'Ce site n’existe pas[[ : {site}]] (« {at} »). Enregistrez-le d’abord ou vérifiez son code.'],
  },
  'unknown-scale': {
    en: ['Unknown scale', 'There is no such scale[[: {scale}]] (“{at}”). Register it first, or check its code.'],
    es: ['Balanza desconocida', 'No existe esa balanza[[: {scale}]] («{at}»). Regístrela primero o revise su código.'],
    fr: [
      'Balance inconnue',
      'Cette balance n’existe pas[[ : {scale}]] (« {at} »). Enregistrez-la d’abord ou vérifiez son code.',
    ],
  },
  'sea-rule': {
    en: [
      'A rule for the sea',
      'Gold flies, and “{at}” names a rule for ships[[: {value}]] (Incoterms 2020).[[ Right would be {right}]][[, or another of: {choices}]].',
    ],
    es: [
      'Una regla para el mar',
      'El oro vuela y «{at}» nombra una regla para barcos[[: {value}]] (Incoterms 2020).[[ Lo correcto sería {right}]][[, u otra de: {choices}]].',
    ],
    fr: [
      'Une règle pour la mer',
      'L’or vole, et « {at} » nomme une règle pour les navires[[ : {value}]] (Incoterms 2020).[[ Serait juste {right}]][[, ou une autre de : {choices}]].',
    ],
  },
  'unknown-shipment': {
    en: ['Unknown shipment', 'There is no such shipment[[: {shipment}]] (“{at}”). Check its code.'],
    es: ['Embarque desconocido', 'No existe ese embarque[[: {shipment}]] («{at}»). Revise su código.'],
    fr: ['Envoi inconnu', 'Cet envoi n’existe pas[[ : {shipment}]] (« {at} »). Vérifiez son code.'],
  },
  'unknown-document': {
    en: ['Unknown document', 'There is no such document[[: {document}]] (“{at}”). Check its number.'],
    es: ['Documento desconocido', 'No existe ese documento[[: {document}]] («{at}»). Revise su número.'],
    fr: ['Document inconnu', 'Ce document n’existe pas[[ : {document}]] (« {at} »). Vérifiez son numéro.'],
  },
  'licence-not-in-force': {
    en: [
      'Licence not in force',
      'A licence or certificate is not in force[[ on {day}]][[: {credential}]] (“{at}”). Check its dates.',
    ],
    es: [
      'Licencia no vigente',
      'Una licencia o certificado no está vigente[[ el {day}]][[: {credential}]] («{at}»). Revise sus fechas.',
    ],
    fr: [
      'Licence pas en vigueur',
      'Une licence ou un certificat n’est pas en vigueur[[ le {day}]][[ : {credential}]] (« {at} »). Vérifiez ses dates.',
    ],
  },
} as const satisfies Record<string, Told>;
