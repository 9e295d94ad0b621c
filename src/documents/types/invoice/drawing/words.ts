/** Words that stand on invoices alone, English first, then the language of the country of origin. */
import type { Language } from '../../../payload.js';
import type { Heading } from '../../../pdf/table.js';

const WORDS = {
  payable: { en: 'Payable gold', es: 'Oro pagable' },
  charge: { en: 'Refining charge', es: 'Cargo de refinación' },
  'silver-price': { en: 'Silver', es: 'Plata' },
  silver: { en: 'Silver credit', es: 'Crédito por plata' },
  premium: { en: 'Premium', es: 'Prima' },
  quotation: { en: 'Quotation period', es: 'Período de cotización' },
  contract: { en: 'Contract', es: 'Contrato' },
  notify: { en: 'Notify party', es: 'Notificar a' },
  payment: { en: 'Payment terms', es: 'Condiciones de pago' },
  bank: { en: 'Bank', es: 'Banco' },
  account: { en: 'Account', es: 'Cuenta' },
  swift: { en: 'SWIFT (BIC)', es: 'SWIFT (BIC)' },
  'tax-invoice': { en: 'Tax e-invoice', es: 'Factura electrónica' },
  valid: { en: 'Valid until', es: 'Válida hasta' },
  rate: { en: 'Rate of exchange', es: 'Tasa de cambio' },
  'local-total': { en: 'Total at that rate', es: 'Total a esa tasa' },
  'estimated-total': { en: 'Estimated total', es: 'Total estimado' },
  sent: { en: 'Sent g', es: 'Enviado g' },
  melted: { en: 'After melt g', es: 'Fundido g' },
  outturn: { en: 'Outturn ‰', es: 'Ley liquidada ‰' },
  source: { en: 'Refiner’s', es: 'De la refinería' },
  'final-total': { en: 'Final total', es: 'Total final' },
  'provisional-total': { en: 'Provisional total', es: 'Total provisional' },
  debit: { en: 'Debit: owed by the consignee', es: 'Débito: a cargo del consignatario' },
  credit: { en: 'Credit: owed to the consignee', es: 'Crédito: a favor del consignatario' },
  even: { en: 'No difference', es: 'Sin diferencia' },
  'paid-before': { en: 'Payable on the provisional invoice', es: 'A pagar según la factura provisional' },
  'due-from': { en: 'Remains payable by the consignee', es: 'Queda a pagar por el consignatario' },
  'due-to': { en: 'Remains payable to the consignee', es: 'Queda a pagar al consignatario' },
  'trues-up': { en: 'Trues up the provisional invoice', es: 'Ajusta la factura provisional' },
} as const;

export type WordKey = keyof typeof WORDS;

export function told(key: WordKey, language: Language): Heading {
  const { en } = WORDS[key];
  const other = WORDS[key][language];
  return other === en ? [en] : [en, other];
}
