import type { Told } from '../sentences.js';

/** Files that are shown for what is said. */
export const evidence = {
  'file-type': {
    en: [
      'Not a kind of file that is kept',
      'This file is none of the kinds that are kept here, whatever it is called (“{at}”).[[ Accepted by their first bytes: {choices}.]]',
    ],
    es: [
      'Tipo de archivo que no se guarda',
      'Este archivo no es de los tipos que aquí se guardan, se llame como se llame («{at}»).[[ Se aceptan por sus primeros bytes: {choices}.]]',
    ],
    fr: [
      'Type de fichier non conservé',
      'Ce fichier n’est d’aucun des types conservés ici, quel que soit son nom (« {at} »).[[ Acceptés d’après leurs premiers octets : {choices}.]]',
    ],
  },
  'file-differs': {
    en: [
      'Not that file',
      'The bytes sent are not those of this SHA-256 (“{at}”)[[: theirs is {right}]]. Send the file again, or under its own.',
    ],
    es: [
      'No es ese archivo',
      'Los bytes enviados no son los de este SHA-256 («{at}»)[[: el suyo es {right}]]. Envíe el archivo otra vez, o con el suyo.',
    ],
    fr: [
      'Pas ce fichier',
      'Les octets envoyés ne sont pas ceux de ce SHA-256 (« {at} »)[[ : le leur est {right}]]. Renvoyez le fichier, ou sous le sien.',
    ],
  },
  'file-not-held': {
    en: [
      'File not held',
      'No file of yours with this SHA-256 is kept here (“{at}”)[[: {value}]]. Accepted: one that was put under /api/evidence before.',
    ],
    es: [
      'Archivo no guardado',
      'Aquí no hay un archivo suyo con este SHA-256 («{at}»)[[: {value}]]. Se acepta uno que antes se haya puesto en /api/evidence.',
    ],
    fr: [
      'Fichier non détenu',
      'Aucun fichier à vous avec ce SHA-256 n’est conservé ici (« {at} »)[[ : {value}]]. Accepté : un fichier déposé auparavant sous /api/evidence.',
    ],
  },
  'paper-replaced': {
    en: [
      'Another paper took its place',
      'That paper (“{at}”)[[, {kind} {number},]] was replaced already[[ by the one recorded in {by}]]. Replace that one.',
    ],
    es: [
      'Otro documento ya ocupó su lugar',
      'Ese documento («{at}»)[[, {kind} {number},]] ya fue reemplazado[[ por el registrado en {by}]]. Reemplace ese.',
    ],
    fr: [
      'Un autre document a pris sa place',
      'Ce document (« {at} »)[[, {kind} {number},]] a déjà été remplacé[[ par celui enregistré sous {by}]]. Remplacez celui-là.',
    ],
  },
} as const satisfies Record<string, Told>;
