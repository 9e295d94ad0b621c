import type { Told } from '../sentences.js';

/** Signing in, invitations and what somebody may do. */
export const access = {
  'wrong-sign-in': {
    en: [
      'Not signed in',
      'That did not sign you in (“{at}”). Check the sign-in name and the password, or use your passkey.',
    ],
    es: [
      'Sin ingresar',
      'Con eso no pudo ingresar («{at}»). Revise el nombre de ingreso y la contraseña, o use su llave de acceso.',
    ],
    fr: [
      'Connexion refusée',
      'Cela ne vous a pas connecté (« {at} »). Vérifiez l’identifiant et le mot de passe, ou utilisez votre clé d’accès.',
    ],
  },
  'sign-in-again': {
    en: [
      'Sign in again first',
      'This changes how you sign in (“{at}”). Sign in again and do it at once[[: within {minutes} minutes]].',
    ],
    es: [
      'Ingrese de nuevo primero',
      'Esto cambia su forma de ingresar («{at}»). Ingrese de nuevo y hágalo enseguida[[: dentro de {minutes} minutos]].',
    ],
    fr: [
      'Reconnectez-vous d’abord',
      'Cela change votre façon de vous connecter (« {at} »). Reconnectez-vous et faites-le aussitôt[[ : dans les {minutes} minutes]].',
    ],
  },
  'sign-in-taken': {
    en: [
      'Sign-in name taken',
      'Somebody signs in with this name already (“{at}”). If it is you, sign in first and accept the invitation then; else choose another.',
    ],
    es: [
      'Nombre de ingreso ocupado',
      'Alguien ya ingresa con este nombre («{at}»). Si es usted, ingrese primero y acepte después la invitación; si no, elija otro.',
    ],
    fr: [
      'Identifiant déjà pris',
      'Quelqu’un se connecte déjà avec cet identifiant (« {at} »). Si c’est vous, connectez-vous d’abord puis acceptez l’invitation ; sinon choisissez-en un autre.',
    ],
  },
  'weak-password': {
    en: [
      'Password too easy',
      'This password is too easy to guess (“{at}”).[[ Take at least {min} characters]], for instance four words that have nothing to do with each other or with your name.',
    ],
    es: [
      'Contraseña muy fácil',
      'Esta contraseña es fácil de adivinar («{at}»).[[ Use al menos {min} caracteres]], por ejemplo cuatro palabras que no tengan que ver entre sí ni con su nombre.',
    ],
    fr: [
      'Mot de passe trop facile',
      'Ce mot de passe est trop facile à deviner (« {at} »).[[ Prenez au moins {min} caractères]], par exemple quatre mots sans rapport entre eux ni avec votre nom.',
    ],
  },
  'passkey-refused': {
    en: [
      'Passkey not accepted',
      'What your device sent is not a passkey we can use (“{at}”). Begin again; the device must be unlocked by finger, face or PIN.',
    ],
    es: [
      'Llave de acceso no aceptada',
      'Lo que envió su equipo no es una llave de acceso que sirva («{at}»). Empiece de nuevo; el equipo se desbloquea con huella, rostro o PIN.',
    ],
    fr: [
      'Clé d’accès refusée',
      'Ce que votre appareil a envoyé n’est pas une clé d’accès utilisable (« {at} »). Recommencez ; l’appareil se déverrouille par empreinte, visage ou code.',
    ],
  },
  'reset-unusable': {
    en: [
      'Token not valid',
      'This token sets no password (“{at}”): it was used, replaced or is more than an hour old. Ask your manager for a new one.',
    ],
    es: [
      'Código no válido',
      'Este código no cambia ninguna contraseña («{at}»): ya se usó, fue reemplazado o tiene más de una hora. Pida otro a su gerente.',
    ],
    fr: [
      'Jeton non valable',
      'Ce jeton ne change aucun mot de passe (« {at} ») : il a servi, a été remplacé ou date de plus d’une heure. Demandez-en un autre à votre responsable.',
    ],
  },
  'invitation-unusable': {
    en: [
      'Invitation not valid',
      'This invitation is not valid (“{at}”): it is unknown, was used or withdrawn, or is older than seven days. Ask whoever invited you for a new one.',
    ],
    es: [
      'Invitación no válida',
      'Esta invitación no es válida («{at}»): no se conoce, ya se usó, se retiró o tiene más de siete días. Pida otra a quien le invitó.',
    ],
    fr: [
      'Invitation non valable',
      'Cette invitation n’est pas valable (« {at} ») : inconnue, déjà utilisée, retirée ou vieille de plus de sept jours. Demandez-en une autre à qui vous a invité.',
    ],
  },
  'scope-missing': {
    en: [
      'The key does not reach this far',
      'This key is limited, and what was asked is outside its limits (“{at}”).[[ It would need {scope}.]] Ask a manager for another key.',
    ],
    es: [
      'La clave no alcanza para esto',
      'Esta clave es limitada, y lo que se pide queda fuera de sus límites («{at}»).[[ Haría falta {scope}.]] Pida otra clave a quien administra.',
    ],
    fr: [
      'La clé ne va pas jusque-là',
      'Cette clé est limitée, et ce qui est demandé dépasse ses limites (« {at} »).[[ Il faudrait {scope}.]] Demandez une autre clé à un gérant.',
    ],
  },
  'cross-site': {
    en: [
      'Asked by another site',
      'A page of another site, or one we cannot tell, asked for this in your name (“{at}”), so nothing was done. Do it from a page of this server.',
    ],
    es: [
      'Pedido desde otro sitio',
      'Lo pidió en su nombre una página de otro sitio, o una que no se reconoce («{at}»), así que no se hizo nada. Hágalo desde una página de este servidor.',
    ],
    fr: [
      'Demandé par un autre site',
      'Une page d’un autre site, ou qu’on ne reconnaît pas, l’a demandé en votre nom (« {at} ») : rien n’a été fait. Faites-le depuis une page de ce serveur.',
    ],
  },
} as const satisfies Record<string, Told>;
