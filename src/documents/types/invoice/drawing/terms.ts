/** What was agreed, as fields at the head of an invoice: only what the terms say. */
import { figures, Money } from '../../../money/figures.js';
import { drawFields, type Field } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import type { Heading } from '../../../pdf/table.js';
import { label, schemeName } from '../../parts/labels.js';
import type { PricedPaper } from '../priced.js';
import { told, type WordKey } from './words.js';

/** @param more fields of one kind of invoice, behind those of all */
export function drawTerms(sheet: Sheet, payload: PricedPaper, more: readonly Field[] = []): void {
  const { terms, exporter, language } = payload;
  const fixing = `LBMA ${terms.session} ${terms.fixingDate}`;
  const first = [
    field(label('price', language), `USD ${figures(new Money(terms.priceUsdPerOunce))}`),
    field(label('fixing', language), fixing),
    field(label('discount', language), `${terms.discountPercent} %`),
    field(label('settlement', language), terms.currency),
    field(label('origin', language), exporter.country),
  ];
  drawFields(sheet, first, 5);
  drawFields(sheet, [...metals(payload), ...contract(payload), ...more], 4);
  sheet.y += 4;
}

export function field(heading: Heading, text: string): Field {
  return { label: heading, lines: [{ text, ink: INKS.body }] };
}

function metals({ terms, rate, language }: PricedPaper): Field[] {
  const { payablePercent, refiningChargeUsdPerOunce, silver, premium } = terms;
  return said(language, {
    payable: payablePercent && `${payablePercent} %`,
    charge: refiningChargeUsdPerOunce && `USD ${refiningChargeUsdPerOunce} / ozt`,
    'silver-price': silver && `${silver.payablePercent} % · USD ${silver.priceUsdPerOunce} / ozt`,
    premium: premium && `${schemeName(premium.scheme)} · USD ${premium.usdPerKgFine} / kg`,
    rate: rate && `${rate.pair} ${rate.rate} · ${rate.day} · ${rate.source}`,
  });
}

function contract({ terms, language }: PricedPaper): Field[] {
  const { contractReference, quotation, paymentTerms, notify, taxInvoice } = terms;
  return said(language, {
    contract: contractReference,
    quotation: quotation?.period,
    payment: paymentTerms,
    notify,
    'tax-invoice': taxInvoice,
  });
}

export function said(language: PricedPaper['language'], fields: Partial<Record<WordKey, string | undefined>>): Field[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [field(told(key as WordKey, language), value)],
  );
}

/** Where the money goes. */
export function drawBank(sheet: Sheet, { terms: { bank }, language }: PricedPaper): void {
  if (bank === undefined) return;
  sheet.y += 6;
  drawFields(sheet, said(language, { bank: bank.name, account: bank.account, swift: bank.swift }), 3);
}
