/** Invoices of one shipment of invented parties, with everything a contract may say. */
import type { ShipmentTerms } from '../../../src/core/custody/terms/terms.js';
import type { InvoicePayload } from '../../../src/documents/types/invoice/invoice.js';
import type { FinalPayload } from '../../../src/documents/types/invoice/final/final-invoice.js';
import type { PricedBar, RateOnPaper } from '../../../src/documents/types/invoice/priced.js';
import type { ProformaPayload } from '../../../src/documents/types/invoice/proforma.js';
import { invoice } from '../papers.js';

export const CONTRACT: Partial<ShipmentTerms> = {
  payablePercent: '99.5',
  refiningChargeUsdPerOunce: '0.35',
  silver: { payablePercent: '90', priceUsdPerOunce: '48.20' },
  premium: { scheme: 'fairmined', usdPerKgFine: '4000' },
  quotation: { period: 'LBMA PM of the second London business day after arrival' },
  local: { currency: 'COP', rateDate: '2026-02-13' },
  paymentTerms: '90 % on presentation, the rest ten days after the outturn',
  bank: { name: 'Banco de la Ribera', account: 'CO00 0000 0000', swift: 'RIBECOBB' },
  contractReference: 'CV-2026-014',
  notify: 'Agencia Aduanera del Lago, Zürich',
  taxInvoice: 'FE-1042',
  validityDays: 10,
};

const RATE: RateOnPaper = {
  pair: 'USD/COP',
  rate: '4102.35000001',
  day: '2026-02-13',
  source: 'TRM, Banco de la República',
};

/** Every third bar lost its claim; each holds 4 % of silver. */
function priced(bars: readonly PricedBar[]): PricedBar[] {
  return bars.map((bar, index) =>
    Object.assign({ silverPpm: 40_000, schemes: index % 3 === 2 ? [] : ['fairmined'] }, bar),
  );
}

/** As it stands under a contract that says everything. */
export function fullInvoice(bars = 6, sample = true): InvoicePayload {
  const plain = invoice(bars, sample);
  const terms = { ...plain.terms, ...CONTRACT };
  return { ...plain, template: 3, state: 'provisional', bars: priced(plain.bars), terms, rate: RATE };
}

export function proforma(bars = 6, sample = true): ProformaPayload {
  const { shipment, ...invoiced } = fullInvoice(bars, sample);
  return {
    ...invoiced,
    template: 2,
    shipment: { ...shipment, exportedOn: null, airWaybill: null },
    kind: 'proforma-invoice',
    number: 'PRO-EXP-PACIFICO-2026-000001',
  };
}

export function finalInvoice(bars = 6, sample = true): FinalPayload {
  const { bars: sent, state: _, ...invoiced } = fullInvoice(bars, sample);
  return {
    ...invoiced,
    template: 1,
    bars: sent,
    kind: 'final-invoice',
    number: 'FIN-EXP-PACIFICO-2026-000001',
    lines: sent.map(({ code, lot, grossMg, finenessPpm }, index) => {
      const [meltMg, ppm] = [grossMg - 90 - index, finenessPpm - 300 * (index % 3)];
      return {
        codes: [code],
        lots: [lot],
        sentMg: grossMg,
        meltMg,
        finenessPpm: ppm,
        silverPpm: 39_500,
        fineNg: (BigInt(meltMg) * BigInt(ppm)).toString(),
        source: index % 2 === 0 ? 'refining' : 'receipt',
      };
    }),
    fixing: { priceUsdPerOunce: '4391.10', day: '2026-02-23', session: 'PM', source: 'LBMA Gold Price, IBA' },
    provisional: {
      number: 'INV-EXP-PACIFICO-2026-000001',
      version: 1,
      payloadSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      issuedOn: '2026-02-13',
      total: '62000.00',
      payableThen: '55000.00',
    },
  };
}
