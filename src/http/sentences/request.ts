import type { Told } from '../sentences.js';

/** What is asked cannot be read, or not by this caller. */
export const request = {
  malformed: {
    en: [
      'Cannot be read',
      '“{at}” cannot be read[[: found “{value}”]].[[ Right would be one of: {choices}.]][[ At most {length} characters.]][[ For example: {example}.]]',
    ],
    es: [
      'No se puede leer',
      '«{at}» no se puede leer[[: llegó «{value}»]].[[ Lo correcto sería uno de: {choices}.]][[ Máximo {length} caracteres.]][[ Por ejemplo: {example}.]]',
    ],
    fr: [
      'Illisible',
      '« {at} » est illisible[[ : reçu « {value} »]].[[ Serait juste l’un de : {choices}.]][[ Au plus {length} caractères.]][[ Par exemple : {example}.]]',
    ],
  },
  'unknown-field': {
    en: ['Unknown field', '“{at}” is not a field of this request. Leave it out, or check its spelling.'],
    es: ['Campo desconocido', '«{at}» no es un campo de esta solicitud. Quítelo o revise cómo está escrito.'],
    fr: ['Champ inconnu', '« {at} » n’est pas un champ de cette demande. Retirez-le ou vérifiez son orthographe.'],
  },
  missing: {
    en: [
      'Something is missing',
      '“{at}” is missing[[ for lot {lot}]].[[ Right would be one of: {choices}.]][[ For example: {example}.]]',
    ],
    es: [
      'Falta un dato',
      'Falta «{at}»[[ del lote {lot}]].[[ Lo correcto sería uno de: {choices}.]][[ Por ejemplo: {example}.]]',
    ],
    fr: [
      'Donnée manquante',
      '« {at} » manque[[ pour le lot {lot}]].[[ Serait juste l’un de : {choices}.]][[ Par exemple : {example}.]]',
    ],
  },
  'not-a-number': {
    en: ['Not a number', '“{at}” is not a whole number[[: found “{value}”]].[[ For example: {example}.]]'],
    es: ['No es un número', '«{at}» no es un número entero[[: llegó «{value}»]].[[ Por ejemplo: {example}.]]'],
    fr: ['Pas un nombre', '« {at} » n’est pas un nombre entier[[ : reçu « {value} »]].[[ Par exemple : {example}.]]'],
  },
  'not-positive': {
    en: ['Not more than zero', '“{at}” must be more than zero[[: found {value}]].[[ For example: {example}.]]'],
    es: ['No es mayor que cero', '«{at}» debe ser mayor que cero[[: llegó {value}]].[[ Por ejemplo: {example}.]]'],
    fr: [
      'Pas supérieur à zéro',
      '« {at} » doit être supérieur à zéro[[ : reçu {value}]].[[ Par exemple : {example}.]]',
    ],
  },
  'out-of-range': {
    en: ['Out of range', '“{at}” is out of range[[: found {value}]].[[ Right would be {min} to {max}.]]'],
    es: ['Fuera de rango', '«{at}» está fuera de rango[[: llegó {value}]].[[ Lo correcto sería de {min} a {max}.]]'],
    fr: ['Hors limites', '« {at} » est hors limites[[ : reçu {value}]].[[ Serait juste de {min} à {max}.]]'],
  },
  'not-a-date': {
    en: [
      'Not a day',
      '“{at}” is not a day of the calendar[[: found “{value}”]]. Write year-month-day, for example 2026-03-15.',
    ],
    es: [
      'No es una fecha',
      '«{at}» no es un día del calendario[[: llegó «{value}»]]. Escriba año-mes-día, por ejemplo 2026-03-15.',
    ],
    fr: [
      'Pas une date',
      '« {at} » n’est pas un jour du calendrier[[ : reçu « {value} »]]. Écrivez année-mois-jour, par exemple 2026-03-15.',
    ],
  },
  'in-the-future': {
    en: [
      'In the future',
      '“{at}” lies in the future[[: {day}]].[[ The last day it may bear is {today}.]] Check the date.',
    ],
    es: ['Fecha futura', '«{at}» está en el futuro[[: {day}]].[[ El último día posible es {today}.]] Revise la fecha.'],
    fr: [
      'Date future',
      '« {at} » est dans le futur[[ : {day}]].[[ Le dernier jour possible est le {today}.]] Vérifiez la date.',
    ],
  },
  chronology: {
    en: [
      'Out of order in time',
      '“{at}” comes too early[[: {day}]][[, lot {lot}]].[[ Right would be {notBefore} or later.]]',
    ],
    es: [
      'Fuera de orden en el tiempo',
      '«{at}» es demasiado temprano[[: {day}]][[, lote {lot}]].[[ Lo correcto sería {notBefore} o después.]]',
    ],
    fr: [
      'Ordre des dates',
      '« {at} » est trop tôt[[ : {day}]][[, lot {lot}]].[[ Serait juste le {notBefore} ou après.]]',
    ],
  },
  'key-reused': {
    en: [
      'Key sent before',
      'This Idempotency-Key came before with another request. Send the very same request again, or a new key.',
    ],
    es: [
      'Clave ya enviada',
      'Esa Idempotency-Key ya llegó con otra solicitud. Repita exactamente la misma solicitud o use una clave nueva.',
    ],
    fr: [
      'Clé déjà envoyée',
      'Cette Idempotency-Key est déjà venue avec une autre demande. Renvoyez la même demande, ou une nouvelle clé.',
    ],
  },
  'not-permitted': {
    en: ['Not permitted', 'Your key does not allow this (“{at}”). Ask whoever runs this server for one that does.'],
    es: [
      'No permitido',
      'Su clave no permite esto («{at}»). Pida una que sí lo permita a quien administra este servidor.',
    ],
    fr: [
      'Non autorisé',
      'Votre clé ne permet pas cela (« {at} »). Demandez-en une qui le permette à qui gère ce serveur.',
    ],
  },
  'not-signed-in': {
    en: [
      'Not signed in',
      'Sign in first; a program sends the header “Authorization: Bearer veta_…” with a key that was not revoked.',
    ],
    es: [
      'Sin identificarse',
      'Ingrese primero; un programa envía el encabezado «Authorization: Bearer veta_…» con una clave que no esté revocada.',
    ],
    fr: [
      'Non identifié',
      'Connectez-vous d’abord ; un programme envoie l’en-tête « Authorization: Bearer veta_… » avec une clé non révoquée.',
    ],
  },
  'not-found': {
    en: ['Not found', 'There is nothing by this name[[: {value}]]. Check how it is written.'],
    es: ['No se encontró', 'No hay nada con ese nombre[[: {value}]]. Revise cómo está escrito.'],
    fr: ['Introuvable', 'Il n’y a rien de ce nom[[ : {value}]]. Vérifiez comment il est écrit.'],
  },
  'too-large': {
    en: ['Too large', '“{at}” is too large.[[ At most {max} bytes.]] Send it in smaller parts.'],
    es: ['Demasiado grande', '«{at}» es demasiado grande.[[ Máximo {max} bytes.]] Envíelo en partes más pequeñas.'],
    fr: ['Trop grand', '« {at} » est trop grand.[[ Au plus {max} octets.]] Envoyez-le en plus petites parties.'],
  },
  'too-many-requests': {
    en: ['Too many requests', 'Too many requests from your address.[[ Try again in {seconds} seconds.]]'],
    es: [
      'Demasiadas solicitudes',
      'Demasiadas solicitudes desde su dirección.[[ Intente de nuevo en {seconds} segundos.]]',
    ],
    fr: ['Trop de demandes', 'Trop de demandes depuis votre adresse.[[ Réessayez dans {seconds} secondes.]]'],
  },
  'log-stopped': {
    en: [
      'Nothing is taken in now',
      'Nothing can be recorded or signed at the moment; nothing was changed. Whoever runs this server sees the reason at /health/ready. Keep what you have and send it again later.',
    ],
    es: [
      'Ahora no se recibe nada',
      'En este momento no se puede registrar ni firmar nada; nada cambió. Quien administra este servidor ve la causa en /health/ready. Guarde lo que tiene y envíelo más tarde.',
    ],
    fr: [
      'Rien n’est reçu pour l’instant',
      'Rien ne peut être enregistré ni signé en ce moment ; rien n’a changé. Qui gère ce serveur voit la raison à /health/ready. Gardez ce que vous avez et envoyez-le plus tard.',
    ],
  },
} as const satisfies Record<string, Told>;
