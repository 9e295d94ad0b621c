import type { Told } from '../sentences.js';

/** Papers that are made here, and what becomes of them. */
export const papers = {
  'document-not-issued': {
    en: [
      'Not issued',
      'Only a paper that was issued can be amended[[: {document} is {status}]] (“{at}”). Wait until it is issued.',
    ],
    es: [
      'No emitido',
      'Solo se enmienda un documento emitido[[: {document} está en estado {status}]] («{at}»). Espere a que se emita.',
    ],
    fr: [
      'Pas émis',
      'On ne modifie qu’un document émis[[ : {document} est {status}]] (« {at} »). Attendez qu’il soit émis.',
    ],
  },
  'document-amended': {
    en: [
      'Amended already',
      'Only the newest version is amended[[: of {document} there is version {version}]][[ ({status})]] (“{at}”). Amend that one, once it is issued.',
    ],
    es: [
      'Ya enmendado',
      'Solo se enmienda la versión más reciente[[: de {document} ya hay versión {version}]][[ ({status})]] («{at}»). Enmiende esa, una vez emitida.',
    ],
    fr: [
      'Déjà modifié',
      'Seule la dernière version se modifie[[ : de {document} il y a la version {version}]][[ ({status})]] (« {at} »). Modifiez celle-là, une fois émise.',
    ],
  },
  'document-void': {
    en: [
      'Void for good',
      'What is void stays void[[: {document}]] (“{at}”). Ask for a new paper; it gets a number of its own.',
    ],
    es: [
      'Anulado para siempre',
      'Lo anulado queda anulado[[: {document}]] («{at}»). Pida un documento nuevo; llevará otro número.',
    ],
    fr: [
      'Annulé pour toujours',
      'Ce qui est annulé le reste[[ : {document}]] (« {at} »). Demandez un nouveau document ; il aura son propre numéro.',
    ],
  },
  'document-lacks': {
    en: [
      'It lacks what it tells of',
      'As things stand now the paper cannot be made[[: {document} lacks {lacks}]] (“{at}”). Void it, if it must no longer hold.',
    ],
    es: [
      'Falta lo que debe decir',
      'Tal como están las cosas el documento no se puede hacer[[: a {document} le faltan {lacks}]] («{at}»). Anúlelo si ya no debe valer.',
    ],
    fr: [
      'Il manque ce qu’il doit dire',
      'En l’état, le document ne peut pas être fait[[ : à {document} il manque {lacks}]] (« {at} »). Annulez-le s’il ne doit plus valoir.',
    ],
  },
} as const satisfies Record<string, Told>;
