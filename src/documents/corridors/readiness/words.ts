/** What a shipment's papers come to, in the words of whoever reads it; gaps as in `http/sentences.ts`. */
import { REMARKS, type Remark } from '../../../core/custody/papers/remarks.js';
import { filled, type Language } from '../../../http/sentences.js';
import { remarkSentence } from '../../captured/words.js';
import type { Found } from './judge.js';
import type { Supplier } from '../needed.js';

type Told = Readonly<Record<Language, string>>;

export const FOUND_WORDS: Readonly<Record<string, Told>> = {
  issued: {
    en: '{title} {number} is issued.',
    es: '{title} {number}: emitido.',
    fr: '{title} {number} : émis.',
  },
  kept: {
    en: '{title} {number} is here[[; it holds until {until}]].',
    es: '{title} {number}: lo tenemos[[; vale hasta el {until}]].',
    fr: '{title} {number} : présent[[ ; valable jusqu’au {until}]].',
  },
  asked: {
    en: '{title} {number} is being made.',
    es: '{title} {number}: en preparación.',
    fr: '{title} {number} : en préparation.',
  },
  'made-at-export': {
    en: '{title}: made by itself when the shipment leaves.',
    es: '{title}: se emite solo cuando el embarque sale.',
    fr: '{title} : établi de lui-même au départ de l’envoi.',
  },
  'to-ask': {
    en: '{title} is not asked for yet.',
    es: '{title}: aún no se ha pedido.',
    fr: '{title} : pas encore demandé.',
  },
  failed: {
    en: '{title} {number} could not be made. Ask again, or tell whoever runs the server.',
    es: '{title} {number}: no se pudo emitir. Pídalo otra vez o avise a quien opera el servidor.',
    fr: '{title} {number} : n’a pu être établi. Redemandez-le ou prévenez qui gère le serveur.',
  },
  void: {
    en: '{title} {number} is void. Ask for a new one.',
    es: '{title} {number}: anulado. Pida uno nuevo.',
    fr: '{title} {number} : annulé. Demandez-en un nouveau.',
  },
  missing: {
    en: '{title} is missing: it comes from {who}[[ ({ground})]].',
    es: '{title}: falta; lo entrega {who}[[ ({ground})]].',
    fr: '{title} : manque ; il vient de {who}[[ ({ground})]].',
  },
  expired: {
    en: '{title} {number} holds no longer since {until}. A new one comes from {who}.',
    es: '{title} {number}: venció el {until}. Uno nuevo lo entrega {who}.',
    fr: '{title} {number} : n’est plus valable depuis le {until}. Un nouveau vient de {who}.',
  },
  'corridor-closed': {
    en: 'From {from} no direct export is open here until counsel confirms one[[: {ground}]].',
    es: 'Desde {from} no hay exportación directa abierta aquí hasta que un abogado la confirme[[: {ground}]].',
    fr: 'Depuis {from} aucune exportation directe n’est ouverte ici tant qu’un juriste ne l’a pas confirmée[[ : {ground}]].',
  },
  'end-unknown': {
    en: 'What {country} asks for is not written down here: ask a customs broker.',
    es: 'Aquí no consta qué exige {country}: pregunte a un agente de aduanas.',
    fr: 'Ce que demande {country} n’est pas consigné ici : demandez à un commissionnaire en douane.',
  },
  'licence-wanted': {
    en: '{party} is none of those who may import this[[ ({choices})]][[: {ground}]].',
    es: '{party} no es de quienes pueden importar esto[[ ({choices})]][[: {ground}]].',
    fr: '{party} n’est pas de ceux qui peuvent importer cela[[ ({choices})]][[ : {ground}]].',
  },
  'bar-too-light': {
    en: 'Bars below {limit:g} g: {bars}[[. {ground}]].',
    es: 'Barras de menos de {limit:g} g: {bars}[[. {ground}]].',
    fr: 'Barres de moins de {limit:g} g : {bars}[[. {ground}]].',
  },
  'bar-too-fine': {
    en: 'Bars finer than {limit:permille} ‰: {bars}[[. {ground}]].',
    es: 'Barras de más de {limit:permille} ‰: {bars}[[. {ground}]].',
    fr: 'Barres à plus de {limit:permille} ‰ : {bars}[[. {ground}]].',
  },
  'importer-volume': {
    en: '{party} gets {found:g} g from you this year, more than {limit:g} g[[: {ground}]].',
    es: '{party} recibe de usted {found:g} g este año, más de {limit:g} g[[: {ground}]].',
    fr: '{party} reçoit de vous {found:g} g cette année, plus de {limit:g} g[[ : {ground}]].',
  },
  'departure-assumed': {
    en: 'Nobody has said when it leaves: days are counted from {day}.',
    es: 'Nadie ha dicho cuándo sale: los días se cuentan desde el {day}.',
    fr: 'Personne n’a dit quand il part : les jours sont comptés depuis le {day}.',
  },
  'holidays-none': {
    en: 'Public holidays of {country} are not known here: its working days leave out weekends alone.',
    es: 'Aquí no constan los feriados de {country}: sus días hábiles solo descuentan fines de semana.',
    fr: 'Les jours fériés de {country} ne sont pas connus ici : seuls ses week-ends sont décomptés.',
  },
  'holidays-some': {
    en: 'Not all public holidays of {country} are known here: those that move with the moon are left out.',
    es: 'Aquí no constan todos los feriados de {country}: faltan los que cambian con la luna.',
    fr: 'Tous les jours fériés de {country} ne sont pas connus ici : il manque ceux qui changent avec la lune.',
  },
};

export const SUPPLIER_WORDS: Readonly<Record<Supplier, Told>> = {
  exporter: { en: 'yourselves', es: 'ustedes mismos', fr: 'vous-mêmes' },
  producer: { en: 'the miner or cooperative', es: 'el minero o la cooperativa', fr: 'le mineur ou la coopérative' },
  laboratory: { en: 'the laboratory', es: 'el laboratorio', fr: 'le laboratoire' },
  chamber: {
    en: 'the chamber of commerce or the authority',
    es: 'la cámara de comercio o la autoridad',
    fr: 'la chambre de commerce ou l’autorité',
  },
  'mining-authority': {
    en: 'the authority, or whoever withheld it',
    es: 'la autoridad o quien la retuvo',
    fr: 'l’autorité, ou qui l’a retenue',
  },
  customs: { en: 'customs or your broker', es: 'la aduana o su agente', fr: 'la douane ou votre commissionnaire' },
  carrier: { en: 'the carrier', es: 'el transportador', fr: 'le transporteur' },
  insurer: { en: 'the insurer', es: 'la aseguradora', fr: 'l’assureur' },
  refiner: { en: 'the refiner', es: 'la refinería', fr: 'l’affineur' },
};

export function foundSentence(
  found: Found | Remark,
  language: Language,
  more: Readonly<Record<string, string>> = {},
): string {
  if (isRemark(found)) return remarkSentence(found, language);
  const words = FOUND_WORDS[found.code];
  if (words === undefined) throw new Error(`bug: nobody says what ${found.code} means`);
  return filled(words[language], { ...more, ...found.figures }, language);
}

function isRemark(found: Found | Remark): found is Remark {
  return REMARKS.some((code) => code === found.code);
}
