import type { Told } from '../sentences.js';

/** Keys, and acts signed by them. */
export const keys = {
  'weak-key': {
    en: ['Key too weak', '“{at}” is a key that anyone could sign for. Make a new one on your device and send that.'],
    es: [
      'Clave débil',
      '«{at}» es una clave con la que cualquiera podría firmar. Genere otra en su equipo y envíe esa.',
    ],
    fr: [
      'Clé trop faible',
      '« {at} » est une clé avec laquelle n’importe qui pourrait signer. Créez-en une autre sur votre appareil et envoyez-la.',
    ],
  },
  'key-unproven': {
    en: [
      'Key not proven',
      '“{at}” does not show that you hold the secret of this key. Sign the proof with the new key itself, for this organisation and this log.',
    ],
    es: [
      'Clave sin comprobar',
      '«{at}» no muestra que usted tenga el secreto de esta clave. Firme la prueba con la propia clave nueva, para esta organización y este registro.',
    ],
    fr: [
      'Clé non prouvée',
      '« {at} » ne montre pas que vous détenez le secret de cette clé. Signez la preuve avec la nouvelle clé elle-même, pour cette organisation et ce registre.',
    ],
  },
  'key-known': {
    en: [
      'Key known already',
      'This key was entered before (“{at}”), and a key that was revoked does not come back. Make a new one.',
    ],
    es: ['Clave ya conocida', 'Esta clave ya se registró («{at}»), y una clave revocada no vuelve. Genere una nueva.'],
    fr: [
      'Clé déjà connue',
      'Cette clé a déjà été enregistrée (« {at} »), et une clé révoquée ne revient pas. Créez-en une nouvelle.',
    ],
  },
  'key-needs-signature': {
    en: [
      'Needs a signature of the organisation',
      'The operator enters an organisation’s first key only (“{at}”). From then on the organisation[[ {organisation}]] signs for its own keys and devices.',
    ],
    es: [
      'Hace falta la firma de la organización',
      'El operador solo registra la primera clave de una organización («{at}»). Desde entonces la organización[[ {organisation}]] firma por sus propias claves y equipos.',
    ],
    fr: [
      'Signature de l’organisation requise',
      'L’opérateur n’enregistre que la première clé d’une organisation (« {at} »). Ensuite l’organisation[[ {organisation}]] signe pour ses propres clés et appareils.',
    ],
  },
  'attestation-refused': {
    en: [
      'This organisation signs for itself',
      'The organisation[[ {organisation}]] has said that only its own keys speak for it (“{at}”), so nothing is recorded here in its name: sign the act with one of its keys and send it to POST /api/statements.',
    ],
    es: [
      'Esta organización firma por sí misma',
      'La organización[[ {organisation}]] dijo que solo sus propias claves hablan por ella («{at}»), así que aquí no se anota nada en su nombre: firme el acto con una de sus claves y envíelo a POST /api/statements.',
    ],
    fr: [
      'Cette organisation signe pour elle-même',
      'L’organisation[[ {organisation}]] a dit que seules ses propres clés parlent pour elle (« {at} ») ; rien n’est donc inscrit ici en son nom : signez l’acte avec l’une de ses clés et envoyez-le à POST /api/statements.',
    ],
  },
  'unknown-key': {
    en: ['Unknown key', 'This organisation has no such key[[: {key}]] (“{at}”). Look at the list of its keys.'],
    es: [
      'Clave desconocida',
      'Esta organización no tiene esa clave[[: {key}]] («{at}»). Revise la lista de sus claves.',
    ],
    fr: [
      'Clé inconnue',
      'Cette organisation n’a pas cette clé[[ : {key}]] (« {at} »). Consultez la liste de ses clés.',
    ],
  },
  'key-revoked': {
    en: [
      'Key revoked already',
      'This key was revoked before[[: {key}]] (“{at}”). What it signed earlier still stands; it signs nothing more.',
    ],
    es: [
      'Clave ya revocada',
      'Esta clave ya fue revocada[[: {key}]] («{at}»). Lo que firmó antes sigue en pie; ya no firma nada más.',
    ],
    fr: [
      'Clé déjà révoquée',
      'Cette clé a déjà été révoquée[[ : {key}]] (« {at} »). Ce qu’elle a signé auparavant tient toujours ; elle ne signe plus rien.',
    ],
  },
  'other-log': {
    en: [
      'Meant for another ledger',
      '“{at}” names another ledger[[: {value}]].[[ This one is {origin}.]] Make and sign it for this one.',
    ],
    es: [
      'Destinado a otro registro',
      '«{at}» nombra otro registro[[: {value}]].[[ Este es {origin}.]] Prepárelo y fírmelo para este.',
    ],
    fr: [
      'Destiné à un autre registre',
      '« {at} » nomme un autre registre[[ : {value}]].[[ Celui-ci est {origin}.]] Préparez et signez pour celui-ci.',
    ],
  },
  'not-signable': {
    en: [
      'Not taken with a signature',
      'Acts of this kind are not taken with a signature of your own[[: {type}]] (“{at}”).[[ Right would be one of: {choices}.]]',
    ],
    es: [
      'No se recibe firmado',
      'Los actos de esta clase no se reciben con firma propia[[: {type}]] («{at}»).[[ Lo correcto sería uno de: {choices}.]]',
    ],
    fr: [
      'Ne se reçoit pas signé',
      'Les actes de ce genre ne se reçoivent pas sous votre propre signature[[ : {type}]] (« {at} »).[[ Il faudrait l’un de : {choices}.]]',
    ],
  },
  'bad-signature': {
    en: [
      'Signature does not hold',
      'The signature does not fit what was sent[[: key {key}]] (“{at}”). Sign exactly the bytes that you send.',
    ],
    es: [
      'La firma no vale',
      'La firma no corresponde a lo enviado[[: clave {key}]] («{at}»). Firme exactamente los bytes que envía.',
    ],
    fr: [
      'La signature ne tient pas',
      'La signature ne correspond pas à ce qui fut envoyé[[ : clé {key}]] (« {at} »). Signez exactement les octets que vous envoyez.',
    ],
  },
  'signature-missing': {
    en: [
      'Signature missing',
      'A signature of the organisation is missing[[: {organisation}]] (“{at}”). Both sides sign the same bytes.',
    ],
    es: [
      'Falta una firma',
      'Falta la firma de la organización[[: {organisation}]] («{at}»). Ambas partes firman los mismos bytes.',
    ],
    fr: [
      'Il manque une signature',
      'Il manque la signature de l’organisation[[ : {organisation}]] (« {at} »). Les deux parties signent les mêmes octets.',
    ],
  },
  'key-expired': {
    en: ['Key expired', 'This key has expired[[: {key}]][[, on {day}]] (“{at}”). Sign with one that is in force.'],
    es: ['Clave vencida', 'Esta clave está vencida[[: {key}]][[, desde {day}]] («{at}»). Firme con una vigente.'],
    fr: ['Clé expirée', 'Cette clé a expiré[[ : {key}]][[, le {day}]] (« {at} »). Signez avec une clé en vigueur.'],
  },
  'key-out-of-scope': {
    en: [
      'Key not meant for this',
      'This key may not sign acts of this kind[[: key {key}]][[, {type}]] (“{at}”). Sign with a key that may.',
    ],
    es: [
      'Clave para otros actos',
      'Esta clave no puede firmar actos de esta clase[[: clave {key}]][[, {type}]] («{at}»). Firme con una que pueda.',
    ],
    fr: [
      'Clé pour d’autres actes',
      'Cette clé ne peut pas signer les actes de ce genre[[ : clé {key}]][[, {type}]] (« {at} »). Signez avec une clé qui le peut.',
    ],
  },
  'counter-signature-needed': {
    en: [
      'Needs a second signature',
      'The key of this device was revoked or has expired[[: {key}]] (“{at}”). What it signed is taken in once a key of the organisation itself signs the same bytes beside it.',
    ],
    es: [
      'Hace falta una segunda firma',
      'La clave de este equipo fue revocada o está vencida[[: {key}]] («{at}»). Lo que firmó se recibe cuando una clave de la propia organización firma los mismos bytes.',
    ],
    fr: [
      'Il faut une seconde signature',
      'La clé de cet appareil fut révoquée ou a expiré[[ : {key}]] (« {at} »). Ce qu’elle a signé est reçu dès qu’une clé de l’organisation elle-même signe les mêmes octets.',
    ],
  },
  'head-moved': {
    en: [
      'Something came before you',
      'Something else was recorded about the lot meanwhile[[: {lot}]] (“{at}”). Look at it, then sign again[[, with {head} as the last you have seen]].',
    ],
    es: [
      'Algo llegó antes',
      'Mientras tanto se registró otra cosa sobre el lote[[: {lot}]] («{at}»). Revísela y firme de nuevo[[, con {head} como lo último visto]].',
    ],
    fr: [
      'Quelque chose est venu avant',
      'Autre chose a été enregistré entre-temps sur le lot[[ : {lot}]] (« {at} »). Regardez-le, puis signez à nouveau[[, avec {head} comme dernier vu]].',
    ],
  },
  'act-differs': {
    en: [
      'Not what this act comes to',
      '“{at}” is not what this act comes to[[: found {value}]].[[ Right would be {right}.]] Have it prepared again, look at it, and sign that.',
    ],
    es: [
      'No es lo que resulta de este acto',
      '«{at}» no es lo que resulta de este acto[[: llegó {value}]].[[ Lo correcto sería {right}.]] Pida que se prepare de nuevo, revíselo y fírmelo.',
    ],
    fr: [
      'Pas ce qui résulte de cet acte',
      '« {at} » n’est pas ce qui résulte de cet acte[[ : trouvé {value}]].[[ Il faudrait {right}.]] Faites-le préparer à nouveau, regardez-le et signez-le.',
    ],
  },
  'device-forked': {
    en: [
      'Two acts under one number',
      'This device gave the same number to another act before[[: number {number}, key {key}]] (“{at}”). A number is given once: somebody may have copied its key.',
    ],
    es: [
      'Dos actos con un mismo número',
      'Este equipo ya dio ese número a otro acto[[: número {number}, clave {key}]] («{at}»). Cada número se da una vez: alguien pudo copiar su clave.',
    ],
    fr: [
      'Deux actes sous un même numéro',
      'Cet appareil a déjà donné ce numéro à un autre acte[[ : numéro {number}, clé {key}]] (« {at} »). Un numéro se donne une fois : quelqu’un a pu copier sa clé.',
    ],
  },
} as const satisfies Record<string, Told>;
