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
  'papers-away': {
    en: [
      'Papers cannot be reached',
      'The place where papers are kept does not answer as it should; nothing is lost. Try again later; whoever runs this server sees the reason in its log.',
    ],
    es: [
      'No se alcanzan los documentos',
      'El lugar donde se guardan los documentos no responde como debe; nada se perdió. Intente más tarde; quien administra este servidor ve la causa en su registro.',
    ],
    fr: [
      'Documents hors d’atteinte',
      'Le lieu où sont conservés les documents ne répond pas comme il faut ; rien n’est perdu. Réessayez plus tard ; qui gère ce serveur en voit la raison dans son journal.',
    ],
  },
  'not-on-hold': {
    en: ['No hold', 'There is no hold on this paper to lift[[: {document}]] (“{at}”).'],
    es: ['Sin retención', 'No hay retención que levantar sobre este documento[[: {document}]] («{at}»).'],
    fr: ['Pas de conservation', 'Aucune conservation à lever sur ce document[[ : {document}]] (« {at} »).'],
  },
  'draft-lacks': {
    en: [
      'Too early for this paper',
      'As things stand now this paper cannot be made (“{at}”)[[: it lacks {lacks}]]. Look again when that is there.',
    ],
    es: [
      'Aún no se puede hacer',
      'Como están las cosas, este documento no se puede hacer («{at}»)[[: falta {lacks}]]. Véalo de nuevo cuando esté.',
    ],
    fr: [
      'Trop tôt pour ce document',
      'En l’état, ce document ne peut être établi (« {at} »)[[ : il manque {lacks}]]. Revenez quand ce sera là.',
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
  'document-not-failed': {
    en: [
      'It has not failed',
      'Only a paper that failed is tried again[[: {document} is {status}]] (“{at}”). The others go on by themselves.',
    ],
    es: [
      'No ha fallado',
      'Solo se reintenta un documento que falló[[: {document} está en estado {status}]] («{at}»). Los demás siguen solos.',
    ],
    fr: [
      'Il n’a pas échoué',
      'On ne réessaie qu’un document qui a échoué[[ : {document} est {status}]] (« {at} »). Les autres suivent leur cours.',
    ],
  },
  'unknown-bundle': {
    en: ['Unknown bundle', 'There is no such bundle[[: {bundle}]] (“{at}”). Check its id, or ask for it anew.'],
    es: [
      'Paquete desconocido',
      'No existe ese paquete[[: {bundle}]] («{at}»). Revise su identificador o pídalo de nuevo.',
    ],
    fr: [
      'Liasse inconnue',
      'Cette liasse n’existe pas[[ : {bundle}]] (« {at} »). Vérifiez son identifiant ou redemandez-la.',
    ],
  },
  'bundle-not-ready': {
    en: [
      'Not all of it is there yet',
      'The bundle is handed over once its cover is issued[[: {done} of {of} papers are]] (“{at}”). Wait for it, or see which paper failed.',
    ],
    es: [
      'Todavía no está todo',
      'El paquete se entrega cuando su carátula está emitida[[: van {done} de {of} documentos]] («{at}»). Espere, o vea qué documento falló.',
    ],
    fr: [
      'Tout n’est pas encore là',
      'La liasse est remise une fois sa couverture émise[[ : {done} documents sur {of}]] (« {at} »). Attendez, ou voyez quel document a échoué.',
    ],
  },
  'nothing-to-bundle': {
    en: [
      'Nothing to bundle yet',
      'No paper of the shipment can be made yet[[: {shipment}]] (“{at}”). Ask for its papers to see what each of them lacks.',
    ],
    es: [
      'Aún no hay nada que reunir',
      'Todavía no se puede hacer ningún documento del embarque[[: {shipment}]] («{at}»). Pida sus documentos para ver qué le falta a cada uno.',
    ],
    fr: [
      'Rien à réunir encore',
      'Aucun document de l’expédition ne peut encore être fait[[ : {shipment}]] (« {at} »). Demandez ses documents pour voir ce qui manque à chacun.',
    ],
  },
} as const satisfies Record<string, Told>;
