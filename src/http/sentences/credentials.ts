import type { Told } from '../sentences.js';

/** Licences and certificates, and what is recalled with them. */
export const credentials = {
  'not-the-issuer': {
    en: [
      'Not for you to say',
      'Only who issues a paper, or compliance of the register, may say this of it (“{at}”)[[; {organisation} issues no papers of “{scheme}”]]. A holder may declare a paper of its own: it counts once one of them confirms it.',
    ],
    es: [
      'No le corresponde',
      'Esto solo lo puede decir quien emite el documento, o cumplimiento del registro («{at}»)[[; {organisation} no emite documentos de «{scheme}»]]. El titular puede declarar el suyo: cuenta cuando uno de ellos lo confirma.',
    ],
    fr: [
      'Pas à vous de le dire',
      'Seul l’émetteur du document, ou la conformité du registre, peut le dire (« {at} »)[[ ; {organisation} n’émet pas de documents « {scheme} »]]. Le titulaire peut déclarer le sien : il compte dès que l’un d’eux le confirme.',
    ],
  },
  'lot-recalled': {
    en: [
      'Recalled',
      'This gold[[ (lot {lot})]] was recalled, or is made of gold that was[[ (recall {recall})]]. It stays where it is until another person lifts the recall.',
    ],
    es: [
      'Retirado',
      'Este oro[[ (lote {lot})]] fue retirado, o está hecho de oro que lo fue[[ (retiro {recall})]]. Se queda donde está hasta que otra persona levante el retiro.',
    ],
    fr: [
      'Rappelé',
      'Cet or[[ (lot {lot})]] est rappelé, ou fait d’or qui l’est[[ (rappel {recall})]]. Il reste où il est jusqu’à ce qu’une autre personne lève le rappel.',
    ],
  },
  'unknown-recall': {
    en: ['Unknown recall', 'There is no such recall of yours[[: {recall}]] (“{at}”).'],
    es: ['Retiro desconocido', 'No hay tal retiro suyo[[: {recall}]] («{at}»).'],
    fr: ['Rappel inconnu', 'Il n’y a pas de tel rappel à vous[[ : {recall}]] (« {at} »).'],
  },
  'recall-lifted': {
    en: ['Lifted before', 'This recall was lifted before[[: {recall}]]. If there is new cause, open another.'],
    es: ['Ya levantado', 'Este retiro ya se levantó[[: {recall}]]. Si hay motivo nuevo, abra otro.'],
    fr: ['Déjà levé', 'Ce rappel est déjà levé[[ : {recall}]]. S’il y a un nouveau motif, ouvrez-en un autre.'],
  },
} as const satisfies Record<string, Told>;
