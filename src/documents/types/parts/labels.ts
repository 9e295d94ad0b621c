/** Words printed on papers, English first, then the language of the country of origin (see docs/glossary.md). */
import { own } from '../../../core/own.js';
import type { Language } from '../../payload.js';
import type { Heading } from '../../pdf/table.js';

const LABELS = {
  'document-number': { en: 'Document number', es: 'Número de documento' },
  issued: { en: 'Issued', es: 'Emitido' },
  issuer: { en: 'Issued by', es: 'Emitido por' },
  lot: { en: 'Lot', es: 'Lote' },
  exporter: { en: 'Exporter', es: 'Exportador' },
  consignee: { en: 'Consignee', es: 'Consignatario' },
  'tax-id': { en: 'Tax id', es: 'Id. tributaria' },
  shipment: { en: 'Shipment', es: 'Embarque' },
  shipped: { en: 'Shipped', es: 'Embarcado' },
  'air-waybill': { en: 'Air waybill', es: 'Guía aérea' },
  incoterm: { en: 'Incoterms® 2020', es: 'Incoterms® 2020' },
  corridor: { en: 'Corridor', es: 'Corredor' },
  goods: { en: 'Goods', es: 'Mercancía' },
  'goods-value': { en: 'Gold doré bars, unwrought', es: 'Barras doré de oro, en bruto' },
  hs: { en: 'HS code', es: 'Subpartida SA' },
  box: { en: 'Box', es: 'Caja' },
  bars: { en: 'Bars', es: 'Barras' },
  bar: { en: 'Bar', es: 'Barra' },
  'bar-and-lot': { en: 'Bar and lot', es: 'Barra y lote' },
  'bar-lot-weights': { en: 'Bar, lot, gross × fineness = fine', es: 'Barra, lote, físico × ley = fino' },
  seal: { en: 'Seal', es: 'Precinto' },
  gross: { en: 'Gross g', es: 'Físico g' },
  'gross-ounces': { en: 'Gross ozt', es: 'Físico ozt' },
  fineness: { en: 'Fineness ‰', es: 'Ley ‰' },
  method: { en: 'Method', es: 'Método' },
  fine: { en: 'Fine g', es: 'Fino g' },
  'fine-ounces': { en: 'Fine ozt', es: 'Fino ozt' },
  value: { en: 'Value USD', es: 'Valor USD' },
  total: { en: 'Total', es: 'Total' },
  year: { en: 'Year', es: 'Año' },
  price: { en: 'Price per ozt', es: 'Precio por ozt' },
  fixing: { en: 'Fixing', es: 'Fijación' },
  discount: { en: 'Discount', es: 'Descuento' },
  settlement: { en: 'Paid in', es: 'Se paga en' },
  'gold-value': { en: 'Gold, less discount', es: 'Oro, menos descuento' },
  freight: { en: 'Freight', es: 'Flete' },
  insurance: { en: 'Insurance', es: 'Seguro' },
  'invoice-total': { en: 'Invoice total', es: 'Total de la factura' },
  'payable-now': { en: 'Payable now', es: 'A pagar ahora' },
  balance: { en: 'Balance on the refiner’s outturn', es: 'Saldo contra la liquidación de la refinería' },
  words: { en: 'Total in words', es: 'Total en letras' },
  claims: { en: 'Claims', es: 'Certificación del oro' },
  origin: { en: 'Origin', es: 'Origen' },
  check: { en: 'How to check this paper', es: 'Cómo comprobar este documento' },
  fingerprint: {
    en: 'Document fingerprint (SHA-256 of payload.json)',
    es: 'Huella del documento (SHA-256 de payload.json)',
  },
  'for-exporter': { en: 'For the exporter', es: 'Por el exportador' },
  'for-consignee': { en: 'For the consignee', es: 'Por el consignatario' },
  'for-carrier': { en: 'For the carrier', es: 'Por el transportador' },
  weigher: { en: 'Weighed by', es: 'Pesado por' },
  witness: { en: 'Weighing witness', es: 'Testigo de pesaje' },
  'handed-in': { en: 'Handed in by: signature or fingerprint', es: 'Entregado por: firma o huella' },
  'responsible-employee': { en: 'Responsible employee', es: 'Empleado responsable' },
  'legal-representative': {
    en: 'Legal representative or compliance officer',
    es: 'Representante legal u oficial de cumplimiento',
  },
  'not-recorded': { en: 'not recorded', es: 'sin registro' },
  erased: { en: 'erased on request', es: 'borrado a petición' },
  'erased-or-none': { en: 'erased or not recorded', es: 'borrado o sin registro' },
  'sign-here': { en: 'Name, position, date and signature', es: 'Nombre, cargo, fecha y firma' },
} as const;

export type LabelKey = keyof typeof LABELS;

/** The label in English and, where there is one, in the language of origin; once where both are the same. */
export function label(key: LabelKey, language: Language): Heading {
  const { en } = LABELS[key];
  const other = LABELS[key][language];
  return other === en ? [en] : [en, other];
}

/** Both sentences, or the English one alone. */
export function both(language: Language, en: string, es: string): readonly string[] {
  return language === 'es' ? [en, es] : [en];
}

export const METHOD_WORDS = {
  calculated: { en: 'calculated', es: 'calculada' },
  estimate: { en: 'estimate', es: 'estimada' },
  touchstone: { en: 'touchstone', es: 'piedra de toque' },
  xrf: { en: 'XRF', es: 'XRF' },
  'fire-assay': { en: 'fire assay', es: 'copelación' },
  umpire: { en: 'umpire assay', es: 'ensayo del árbitro' },
  outturn: { en: 'refinery outturn', es: 'rendimiento de la refinería' },
} as const;

export const STANDING_WORDS = {
  valid: { en: 'valid', es: 'vigente' },
  suspended: { en: 'suspended', es: 'suspendido' },
  withdrawn: { en: 'withdrawn', es: 'retirado' },
  expired: { en: 'expired', es: 'vencido' },
  'not-yet': { en: 'not yet valid', es: 'aún no vigente' },
  none: { en: 'none', es: 'ninguno' },
} as const;

/** Words of one table in English and the other language, joined as labels are. */
export function word<Key extends string>(
  table: Readonly<Record<Key, { readonly en: string; readonly es: string }>>,
  key: Key,
  language: Language,
): string {
  const { en } = table[key];
  const other = table[key][language];
  return other === en ? en : `${en} / ${other}`;
}

const SCHEME_NAMES: Readonly<Record<string, string>> = {
  fairmined: 'Fairmined',
  'fairmined-ecological': 'Fairmined Ecological',
  fairtrade: 'Fairtrade',
  'swiss-better-gold': 'Swiss Better Gold',
  'fairmined-supplier': 'Fairmined Authorised Supplier',
  'fairmined-licensee': 'Fairmined Licensee',
  'rjc-coc': 'RJC Chain of Custody',
  rucom: 'RUCOM',
  'craft-report': 'CRAFT report',
  'ch-trade-assayer': 'Swiss trade assayer',
};

export function schemeName(scheme: string): string {
  return own(SCHEME_NAMES, scheme) ?? scheme;
}
