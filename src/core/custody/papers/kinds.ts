/**
 * Papers that an authority, a carrier, an insurer, a laboratory or a refinery issues for a shipment. They are never made here: what
 * they say is kept by these tables, and their file beside it. A kind more is an entry more.
 */
import { own } from '../../own.js';
import type { Said } from '../rules/catalogue/rule.js';
import type { PaperField } from './fields.js';

/**
 * Who of a shipment keeps such a paper: its exporter, whoever made gold that is in it, its consignee, a laboratory that is named
 * by an assay of what is in it, or whoever has it in hand or is handed it on the road.
 */
export const KEEPERS = ['exporter', 'producer', 'consignee', 'laboratory', 'carrier'] as const;
export type Keeper = (typeof KEEPERS)[number];

export interface CapturedKind {
  /** UN/EDIFACT 1001, where there is a code. */
  readonly untdid: string | null;
  readonly title: Said;
  readonly keepers: readonly Keeper[];
  /** What of the paper's head it cannot do without. */
  readonly head: readonly ('issuer' | 'issuedOn' | 'until' | 'fineNg')[];
  readonly fields: readonly PaperField[];
}

const HS = { type: 'code', like: /^\d{4}[.\d]{2,11}$/, example: '7108.12' } as const;
const AIRPORT = { type: 'code', like: /^[A-Z]{3}$/, private: 'route' } as const;
const BARS = { name: 'bars', type: 'list', example: ['B-2026-014'] } as const;
const MONEY = { type: 'money', private: 'price', example: { amount: '139900.90', currency: 'USD' } } as const;
const GRAMS = { type: 'grams', example: 431_250 } as const;
const TEXT = { type: 'text' } as const;
const COUNTRY = { type: 'code', like: /^[A-Z]{2}$/ } as const;

export const CAPTURED_KINDS = {
  'certificate-of-origin': {
    untdid: '861',
    title: { en: 'Certificate of origin', es: 'Certificado de origen', fr: 'Certificat d’origine' },
    keepers: ['exporter'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'exporterName', ...TEXT, required: true, example: 'Exportadora del Pacífico SAS' },
      { name: 'consigneeName', ...TEXT, required: true, example: 'Affinerie du Lac SA' },
      { name: 'country', ...COUNTRY, required: true, example: 'CO' },
      { name: 'hs', ...HS, required: true },
      { name: 'description', ...TEXT, required: true, example: 'Gold in unwrought form, doré bars' },
      { name: 'grossMg', ...GRAMS, required: true },
      { name: 'invoice', ...TEXT, example: 'INV-EXP-2026-000001' },
      { name: 'criterion', ...TEXT, example: 'Wholly obtained' },
      { name: 'transport', ...TEXT, private: 'route', example: 'By air' },
    ],
  },
  'mineral-origin': {
    untdid: null,
    title: {
      en: 'Mineral origin paper',
      es: 'Certificado de origen del mineral',
      fr: 'Attestation d’origine du minerai',
    },
    keepers: ['exporter', 'producer'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'miner', ...TEXT, required: true, private: 'person', example: 'Rosa Mosquera' },
      { name: 'title', ...TEXT, required: true, example: 'ARE-000-CAU' },
      { name: 'municipality', ...TEXT, required: true, example: 'San Isidro del Río' },
      {
        name: 'position',
        type: 'code',
        like: /^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$/,
        private: 'person',
        example: '2.95,-76.69',
      },
      { name: 'mineral', ...TEXT, required: true, example: 'gold' },
      { name: 'quantityMg', ...GRAMS, required: true },
      { name: 'periodFrom', type: 'day', example: '2026-01-01' },
      { name: 'periodTo', type: 'day', example: '2026-01-31' },
      { name: 'buyer', ...TEXT, required: true, example: 'Exportadora del Pacífico SAS' },
    ],
  },
  'assay-certificate': {
    untdid: '3',
    title: { en: 'Assay certificate', es: 'Certificado de ensaye', fr: 'Certificat d’essai' },
    keepers: ['exporter', 'producer', 'laboratory'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'accreditation', ...TEXT, example: 'ISO/IEC 17025, 16-LAB-021' },
      { name: 'sample', ...TEXT, required: true, example: 'M-2026-118' },
      { name: 'sampling', type: 'code', choices: ['dip', 'pin', 'drill', 'saw'], required: true, example: 'drill' },
      { name: 'method', type: 'code', choices: ['fire-assay', 'xrf', 'icp'], required: true, example: 'fire-assay' },
      { name: 'finenessPpm', type: 'ppm', required: true, example: 933_400 },
      { name: 'uncertaintyPpm', type: 'ppm', example: 500 },
      { name: 'silverPpm', type: 'ppm', example: 41_000 },
      { name: 'deleterious', type: 'list', example: ['Pb 120 ppm'] },
      { ...BARS, required: true },
      { name: 'assayedOn', type: 'day', example: '2026-02-09' },
      { name: 'analyst', ...TEXT, required: true, private: 'person', example: 'Marta Ruiz' },
      { name: 'sampleKeptUntil', type: 'day', example: '2026-08-09' },
    ],
  },
  'air-waybill': {
    untdid: '740',
    title: { en: 'Air waybill', es: 'Guía aérea', fr: 'Lettre de transport aérien' },
    keepers: ['exporter', 'carrier'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'shipper', ...TEXT, required: true, example: 'Exportadora del Pacífico SAS' },
      { name: 'consigneeName', ...TEXT, required: true, example: 'Affinerie du Lac SA' },
      { name: 'from', ...AIRPORT, required: true, example: 'BOG' },
      { name: 'to', ...AIRPORT, required: true, example: 'ZRH' },
      { name: 'pieces', type: 'count', required: true, example: 1 },
      { name: 'grossMg', ...GRAMS, required: true },
      { name: 'handling', type: 'code', like: /^[A-Z]{3}$/, example: 'VAL' },
      { name: 'declaredForCarriage', ...MONEY },
      { name: 'declaredForCustoms', ...MONEY },
    ],
  },
  'export-declaration': {
    untdid: '830',
    title: { en: 'Customs export declaration', es: 'Declaración de exportación', fr: 'Déclaration d’exportation' },
    keepers: ['exporter'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'office', ...TEXT, required: true, example: 'Aduanas Bogotá Aeropuerto' },
      { name: 'regime', ...TEXT, example: 'Exportación definitiva' },
      { name: 'exporterTaxId', ...TEXT, required: true, private: 'person', example: '900.000.002-9' },
      { name: 'broker', ...TEXT, example: 'Agencia de Aduanas del Norte' },
      { name: 'hs', ...HS, required: true, example: '7108120000' },
      { name: 'grossMg', ...GRAMS, required: true },
      { name: 'fob', ...MONEY, required: true },
      { name: 'destination', ...COUNTRY, required: true, example: 'CH' },
      { name: 'invoice', ...TEXT, example: 'INV-EXP-2026-000001' },
      { name: 'airWaybill', ...TEXT, example: '045-12345675' },
      { name: 'status', type: 'code', choices: ['filed', 'accepted', 'released'], required: true, example: 'accepted' },
    ],
  },
  insurance: {
    untdid: '520',
    title: { en: 'Insurance certificate', es: 'Certificado de seguro', fr: 'Certificat d’assurance' },
    keepers: ['exporter'],
    head: ['issuer', 'issuedOn'],
    fields: [
      { name: 'cover', ...TEXT, example: 'Open cover OC-2026-7' },
      { name: 'assured', ...TEXT, required: true, example: 'Exportadora del Pacífico SAS' },
      { name: 'sumInsured', ...MONEY, required: true },
      { name: 'voyage', ...TEXT, required: true, private: 'route', example: 'Vault to vault' },
      { name: 'conveyance', ...TEXT, required: true, private: 'route', example: 'Armoured road and air' },
      { name: 'conditions', ...TEXT, required: true, example: 'All risks' },
      { name: 'claimsAgent', ...TEXT, example: 'Aseguradora del Lago' },
    ],
  },
  'royalty-receipt': {
    untdid: null,
    title: {
      en: 'Royalty or tax receipt',
      es: 'Recibo de regalías o impuesto',
      fr: 'Quittance de redevance ou d’impôt',
    },
    keepers: ['exporter', 'producer'],
    head: ['issuer', 'issuedOn', 'fineNg'],
    fields: [
      { name: 'form', ...TEXT, example: 'Formulario 62' },
      { name: 'month', type: 'month', required: true, example: '2026-02' },
      { name: 'basePrice', ...MONEY },
      { name: 'resolution', ...TEXT, example: 'Resolución UPME 12 de 2026' },
      { name: 'ratePpm', type: 'ppm', example: 40_000 },
      { name: 'amount', ...MONEY, required: true },
      { name: 'paidOn', type: 'day', required: true, example: '2026-02-27' },
      { name: 'bankReference', ...TEXT, private: 'price', example: 'TRX-88213' },
    ],
  },
  outturn: {
    untdid: null,
    title: { en: 'Refinery outturn', es: 'Resultado de refinería (outturn)', fr: 'Décompte d’affinage (outturn)' },
    keepers: ['consignee', 'exporter'],
    head: ['issuer', 'issuedOn', 'fineNg'],
    fields: [
      { ...BARS, required: true },
      { name: 'receivedOn', type: 'day', example: '2026-02-20' },
      { name: 'grossMg', ...GRAMS, required: true },
      { name: 'meltedMg', ...GRAMS, required: true, example: 430_900 },
      { name: 'finenessPpm', type: 'ppm', required: true, example: 932_900 },
      { name: 'silverPpm', type: 'ppm', example: 40_500 },
      { name: 'payablePpm', type: 'ppm', example: 995_000 },
      { name: 'charges', ...MONEY },
      { name: 'settlement', ...MONEY },
    ],
  },
} as const satisfies Readonly<Record<string, CapturedKind>>;

export type CapturedKindId = keyof typeof CAPTURED_KINDS;
export const CAPTURED_KIND_IDS = Object.keys(CAPTURED_KINDS) as CapturedKindId[];

/** Undefined for a word of somebody's book. */
export function capturedKind(kind: string): CapturedKind | undefined {
  return own(CAPTURED_KINDS, kind);
}
