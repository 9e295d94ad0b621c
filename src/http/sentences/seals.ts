import type { Told } from '../sentences.js';

/** The electronic seal of an organisation. */
export const seals = {
  'seal-unreadable': {
    en: [
      'Not a seal that can be read',
      'This is no PKCS#12 file, or one encrypted in a way that is not read here (“{at}”). Accepted: a file .p12 or .pfx as its authority handed it over, encrypted with AES or triple DES; export an older one anew.',
    ],
    es: [
      'Sello ilegible',
      'Esto no es un archivo PKCS#12, o está cifrado de una forma que aquí no se lee («{at}»). Se acepta un archivo .p12 o .pfx como lo entregó su entidad, cifrado con AES o triple DES; exporte de nuevo uno antiguo.',
    ],
    fr: [
      'Cachet illisible',
      'Ce n’est pas un fichier PKCS#12, ou il est chiffré d’une façon qui n’est pas lue ici (« {at} »). Accepté : un fichier .p12 ou .pfx tel que son autorité l’a remis, chiffré par AES ou triple DES ; réexportez un fichier ancien.',
    ],
  },
  'wrong-passphrase': {
    en: ['Wrong passphrase', 'This passphrase does not open the file (“{at}”). Type it as it was given with the file.'],
    es: [
      'Contraseña equivocada',
      'Esta contraseña no abre el archivo («{at}»). Escríbala como se la dieron con el archivo.',
    ],
    fr: [
      'Phrase secrète erronée',
      'Cette phrase secrète n’ouvre pas le fichier (« {at} »). Saisissez-la comme elle a été remise avec le fichier.',
    ],
  },
  'seal-unsuitable': {
    en: [
      'Not a seal for papers',
      'Papers cannot be sealed with what is in this file (“{at}”).[[ Accepted: one RSA key of {bits} bits or more, with its certificate, which lets it sign.]]',
    ],
    es: [
      'No sirve para sellar',
      'Con lo que hay en este archivo no se pueden sellar documentos («{at}»).[[ Se acepta una sola clave RSA de {bits} bits o más, con su certificado, que le permita firmar.]]',
    ],
    fr: [
      'Ne peut servir de cachet',
      'Le contenu de ce fichier ne permet pas de cacheter des documents (« {at} »).[[ Accepté : une seule clé RSA de {bits} bits ou plus, avec son certificat, qui l’autorise à signer.]]',
    ],
  },
  'seal-over': {
    en: [
      'Certificate no longer in force',
      'The certificate of this seal is no longer in force (“{at}”)[[: it ended on {until}]]. Papers would go unsealed; set one that is in force.',
    ],
    es: [
      'Certificado vencido',
      'El certificado de este sello ya no está vigente («{at}»)[[: venció el {until}]]. Los documentos quedarían sin sello; ponga uno vigente.',
    ],
    fr: [
      'Certificat expiré',
      'Le certificat de ce cachet n’est plus en vigueur (« {at} »)[[ : il a pris fin le {until}]]. Les documents resteraient sans cachet ; mettez-en un en vigueur.',
    ],
  },
} as const satisfies Readonly<Record<string, Told>>;
