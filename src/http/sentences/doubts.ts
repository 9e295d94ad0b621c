/** What becomes of held gold and of questions: who may decide, and on what. */
import type { Told } from '../sentences.js';

export const doubts = {
  'same-person': {
    en: [
      'A second person is needed',
      'P25: whoever recorded or asked for this, or made the key it was recorded with, cannot also agree to it. Another person, signed in as themselves, must do so.',
    ],
    es: [
      'Hace falta una segunda persona',
      'P25: quien lo registró o lo pidió, o creó la clave con que se registró, no puede también aprobarlo. Debe hacerlo otra persona, con su propio acceso.',
    ],
    fr: [
      'Une seconde personne est nécessaire',
      'P25 : qui l’a enregistré ou demandé, ou a créé la clé qui a servi à l’enregistrer, ne peut pas aussi l’approuver. Une autre personne, sous son propre accès, doit le faire.',
    ],
  },
  'needs-a-person': {
    en: [
      'Not for a machine',
      'P25: a person must decide this, and a key bound to nobody says not which. Sign in, or use a key that is bound to you.',
    ],
    es: [
      'No lo decide una máquina',
      'P25: esto lo decide una persona, y una clave que no es de nadie no dice cuál. Ingrese con su acceso o use una clave a su nombre.',
    ],
    fr: [
      'Pas pour une machine',
      'P25 : une personne doit en décider, et une clé qui n’est à personne ne dit pas laquelle. Connectez-vous, ou utilisez une clé à votre nom.',
    ],
  },
  'hold-refused': {
    en: [
      'Refused for good',
      'The lot[[ {lot}]] was refused[[ on {day}]]: it is not released any more. It can be returned to whoever brought it, or be seized by an authority.',
    ],
    es: [
      'Rechazado en firme',
      'El lote[[ {lot}]] fue rechazado[[ el {day}]]: ya no se libera. Puede devolverse a quien lo trajo o ser incautado por una autoridad.',
    ],
    fr: [
      'Refusé définitivement',
      'Le lot[[ {lot}]] a été refusé[[ le {day}]] : il n’est plus libéré. Il peut être rendu à qui l’a apporté, ou saisi par une autorité.',
    ],
  },
  'reason-not-held': {
    en: [
      'No such reason',
      'The lot[[ {lot}]] is not held for that reason[[ (“{value}”)]].[[ It is held for: {choices}.]]',
    ],
    es: [
      'No hay tal motivo',
      'El lote[[ {lot}]] no está apartado por ese motivo[[ («{value}»)]].[[ Está apartado por: {choices}.]]',
    ],
    fr: [
      'Motif absent',
      'Le lot[[ {lot}]] n’est pas mis à part pour ce motif[[ (« {value} »)]].[[ Il l’est pour : {choices}.]]',
    ],
  },
  'outline-crosses': {
    en: [
      'The outline crosses itself',
      'Lines of “{at}” cross or lie upon one another, so that nobody can say what is inside. Give the corners in the order in which one walks around the title.',
    ],
    es: [
      'El contorno se cruza',
      'Hay líneas de «{at}» que se cruzan o se superponen, y no se sabe qué queda dentro. Dé los vértices en el orden en que se recorre el título.',
    ],
    fr: [
      'Le contour se croise',
      'Des lignes de « {at} » se croisent ou se superposent : on ne peut dire ce qui est à l’intérieur. Donnez les sommets dans l’ordre où l’on fait le tour du titre.',
    ],
  },
  'owner-undecided': {
    en: [
      'It must be said whose it is',
      'The lot[[ {lot}]] was made of gold of several owners[[ ({choices})]]: it is released only by naming in “{at}” which of them owns it from now on.',
    ],
    es: [
      'Falta decir de quién es',
      'El lote[[ {lot}]] se hizo con oro de varios dueños[[ ({choices})]]: solo se libera diciendo en «{at}» de cuál de ellos es desde ahora.',
    ],
    fr: [
      'Il faut dire à qui il est',
      'Le lot[[ {lot}]] fut fait d’or de plusieurs propriétaires[[ ({choices})]] : il n’est libéré qu’en disant dans « {at} » auquel d’entre eux il est désormais.',
    ],
  },
  'authority-needed': {
    en: [
      'An authority must allow it',
      'Gold held[[ under {rule}]] for that reason[[ (“{value}”)]] is released only with the number of the authority’s permission (“{at}”), or is returned or refused.',
    ],
    es: [
      'Debe permitirlo una autoridad',
      'El oro apartado[[ por {rule}]] por ese motivo[[ («{value}»)]] solo se libera con el número del permiso de la autoridad («{at}»); si no, se devuelve o se rechaza.',
    ],
    fr: [
      'Une autorité doit le permettre',
      'L’or mis à part[[ par {rule}]] pour ce motif[[ (« {value} »)]] n’est libéré qu’avec le numéro de l’autorisation (« {at} ») ; sinon il est rendu ou refusé.',
    ],
  },
  'not-returnable': {
    en: [
      'Nobody to return it to',
      'The lot[[ {lot}]] was not handed in at this counter as it is now: only a delivery from which nothing was taken is returned to whoever brought it. Send it instead.',
    ],
    es: [
      'No hay a quién devolverlo',
      'El lote[[ {lot}]] no se entregó así en este mostrador: solo se devuelve una entrega de la que no se ha tomado nada. En su lugar, envíelo.',
    ],
    fr: [
      'Personne à qui le rendre',
      'Le lot[[ {lot}]] n’a pas été remis tel quel à ce comptoir : seule une livraison dont rien n’a été pris est rendue à qui l’a apportée. Envoyez-le plutôt.',
    ],
  },
  'lot-returned': {
    en: ['Returned', 'The lot[[ {lot}]] was returned to whoever brought it[[ on {day}]]: nothing is left of it here.'],
    es: ['Devuelto', 'El lote[[ {lot}]] se devolvió a quien lo trajo[[ el {day}]]: aquí ya no queda nada de él.'],
    fr: ['Rendu', 'Le lot[[ {lot}]] a été rendu à qui l’a apporté[[ le {day}]] : il n’en reste rien ici.'],
  },
  'question-answered': {
    en: ['Answered already', 'This question was answered[[ on {day}]]: the first answer stands.'],
    es: ['Ya respondida', 'Esta pregunta se respondió[[ el {day}]]: vale la primera respuesta.'],
    fr: ['Déjà répondue', 'Cette question a reçu sa réponse[[ le {day}]] : la première vaut.'],
  },
} as const satisfies Record<string, Told>;
