/** What a page says of corrections, disputes and voids. A person in trouble reads this too: who, what and why, no more. */
import type { Language } from '../../http/sentences.js';

export interface AmendedWords {
  readonly heading: string;
  readonly intro: string;
  readonly voided: string;
  /** A person's word for a kind of act; `act` for any other. */
  readonly acts: Readonly<Record<string, string>>;
  readonly act: string;
  readonly members: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  /** `members` is empty where a word for them is lacking. */
  corrected: (who: string, act: string, members: string, month: string, why: string) => string;
  disputed: (who: string, act: string, month: string, why: string) => string;
  readonly withdrawn: string;
  isVoid: (who: string, act: string, month: string, why: string) => string;
}

const en: AmendedWords = {
  heading: 'Corrected and disputed',
  intro:
    'Nothing recorded is ever erased. What turned out wrong is corrected beside it, and both can be checked in the proof.',
  voided: 'Declared void: it was registered in error, and is no gold.',
  acts: {
    'lot.registered': 'the record of a delivery',
    'lot.assayed': 'the record of an assay',
    'custody.dispatched': 'the record of a dispatch',
    'custody.received': 'the record of a receipt',
    'custody.refused': 'the record of a refusal',
    'title.transferred': 'the record of a sale',
    'shipment.packed': 'the record of a packing',
    'shipment.exported': 'the record of an export',
  },
  act: 'a record',
  members: {
    grossMg: 'weight',
    fineness: 'fineness',
    form: 'kind of gold',
    scale: 'scale',
    certificate: 'certificate number',
    silverPpm: 'silver',
    seal: 'seal number',
    document: 'document number',
    box: 'box',
    incoterm: 'terms of delivery',
    airWaybill: 'air waybill number',
  },
  reasons: {
    'typing-error': 'typing error',
    'misread-scale': 'scale read wrongly',
    'wrong-paper': 'wrong paper',
    mass: 'the weight',
    fineness: 'the fineness',
    origin: 'the origin',
    custody: 'who held it',
    title: 'who owns it',
    'never-said': 'it was never said',
    'registered-twice': 'registered twice',
    'never-existed': 'it never existed',
    'wrong-lot': 'wrong lot',
    other: 'other reasons',
  },
  corrected: (who, act, members, month, why) =>
    `${who} corrected ${act}${members && ` (${members})`} in ${month}. Reason: ${why}.`,
  disputed: (who, act, month, why) => `${who} disputes ${act} since ${month}. What is disputed: ${why}.`,
  withdrawn: 'The dispute was taken back.',
  isVoid: (who, act, month, why) => `${who} declared ${act} void in ${month}. Reason: ${why}.`,
};

const es: AmendedWords = {
  heading: 'Corregido e impugnado',
  intro:
    'Nada de lo registrado se borra. Lo que resultó equivocado se corrige al lado, y ambas cosas se pueden comprobar en la prueba.',
  voided: 'Anulado: se registró por error y no es oro.',
  acts: {
    'lot.registered': 'el registro de una entrega',
    'lot.assayed': 'el registro de un ensayo',
    'custody.dispatched': 'el registro de un envío',
    'custody.received': 'el registro de un recibo',
    'custody.refused': 'el registro de un rechazo',
    'title.transferred': 'el registro de una venta',
    'shipment.packed': 'el registro de un empaque',
    'shipment.exported': 'el registro de una exportación',
  },
  act: 'un registro',
  members: {
    grossMg: 'peso',
    fineness: 'ley',
    form: 'clase de oro',
    scale: 'balanza',
    certificate: 'número de certificado',
    silverPpm: 'plata',
    seal: 'número de precinto',
    document: 'número de documento',
    box: 'caja',
    incoterm: 'condición de entrega',
    airWaybill: 'número de guía aérea',
  },
  reasons: {
    'typing-error': 'error de digitación',
    'misread-scale': 'balanza mal leída',
    'wrong-paper': 'papel equivocado',
    mass: 'el peso',
    fineness: 'la ley',
    origin: 'el origen',
    custody: 'quién lo tenía',
    title: 'de quién es',
    'never-said': 'que se haya declarado',
    'registered-twice': 'registrado dos veces',
    'never-existed': 'nunca existió',
    'wrong-lot': 'lote equivocado',
    other: 'otros motivos',
  },
  corrected: (who, act, members, month, why) =>
    `${who} corrigió ${act}${members && ` (${members})`} en ${month}. Motivo: ${why}.`,
  disputed: (who, act, month, why) => `${who} impugna ${act} desde ${month}. Se impugna: ${why}.`,
  withdrawn: 'La impugnación fue retirada.',
  isVoid: (who, act, month, why) => `${who} anuló ${act} en ${month}. Motivo: ${why}.`,
};

const fr: AmendedWords = {
  heading: 'Rectifié et contesté',
  intro:
    'Rien de ce qui est enregistré n’est effacé. Ce qui s’est révélé faux est rectifié à côté, et les deux se vérifient dans la preuve.',
  voided: 'Annulé : enregistré par erreur, ce n’est pas de l’or.',
  acts: {
    'lot.registered': 'l’enregistrement d’une livraison',
    'lot.assayed': 'l’enregistrement d’un essai',
    'custody.dispatched': 'l’enregistrement d’un envoi',
    'custody.received': 'l’enregistrement d’une réception',
    'custody.refused': 'l’enregistrement d’un refus',
    'title.transferred': 'l’enregistrement d’une vente',
    'shipment.packed': 'l’enregistrement d’un emballage',
    'shipment.exported': 'l’enregistrement d’une exportation',
  },
  act: 'un enregistrement',
  members: {
    grossMg: 'poids',
    fineness: 'titre',
    form: 'sorte d’or',
    scale: 'balance',
    certificate: 'numéro de certificat',
    silverPpm: 'argent',
    seal: 'numéro de scellé',
    document: 'numéro de document',
    box: 'caisse',
    incoterm: 'conditions de livraison',
    airWaybill: 'numéro de lettre de transport aérien',
  },
  reasons: {
    'typing-error': 'faute de frappe',
    'misread-scale': 'balance mal lue',
    'wrong-paper': 'mauvais document',
    mass: 'le poids',
    fineness: 'le titre',
    origin: 'l’origine',
    custody: 'qui le détenait',
    title: 'à qui il appartient',
    'never-said': 'que cela ait été déclaré',
    'registered-twice': 'enregistré deux fois',
    'never-existed': 'n’a jamais existé',
    'wrong-lot': 'mauvais lot',
    other: 'autres motifs',
  },
  corrected: (who, act, members, month, why) =>
    `${who} a rectifié ${act}${members && ` (${members})`} en ${month}. Motif : ${why}.`,
  disputed: (who, act, month, why) => `${who} conteste ${act} depuis ${month}. Objet de la contestation : ${why}.`,
  withdrawn: 'La contestation a été retirée.',
  isVoid: (who, act, month, why) => `${who} a annulé ${act} en ${month}. Motif : ${why}.`,
};

export const AMENDED: Readonly<Record<Language, AmendedWords>> = { en, es, fr };
