/** The papers of one shipment of invented parties, for tests of rendering. */
import type { TracedBar } from '../../src/documents/payload.js';
import type { CustodyTransferPayload } from '../../src/documents/types/claims/custody-transfer.js';
import type { InvoicePayload } from '../../src/documents/types/invoice/invoice.js';
import type { PackingListPayload } from '../../src/documents/types/packing/packing-list.js';

const party = {
  organisation: 'exp-pacifico',
  name: 'Exportadora Pacífico Sur SAS',
  role: 'exporter',
  country: 'CO',
  address: 'Medellín, Antioquia',
  taxId: '900.000.002-9',
  credentials: [
    { scheme: 'rucom', number: 'RUCOM-202501887', from: '2025-02-12', until: '2027-02-12', standing: 'valid' },
    {
      scheme: 'fairmined-supplier',
      number: 'FM-SUP-CO-009',
      from: '2026-01-01',
      until: '2027-01-01',
      standing: 'valid',
    },
  ],
} as const;

const consignee = {
  organisation: 'ref-ticino',
  name: 'Raffineria Valmara SA',
  role: 'refiner',
  country: 'CH',
  address: 'Mendrisio, Ticino',
  taxId: 'CHE-000.000.001',
  credentials: [
    {
      scheme: 'fairmined-supplier',
      number: 'FM-SUP-CH-003',
      from: '2026-01-01',
      until: '2027-01-01',
      standing: 'valid',
    },
    { scheme: 'ch-trade-assayer', number: 'HP-77', from: '2020-01-01', until: null, standing: 'valid' },
  ],
} as const;

export function bar(index: number, grossMg = 104_150, finenessPpm = 933_400): TracedBar {
  const suspended = index % 3 === 2;
  return {
    lot: `0b9d0c4e-5a60-4c39-9d5e-0000000${String(index).padStart(5, '0')}`,
    code: `LIM-B${String(index).padStart(3, '0')}`,
    seal: `S-${7000 + index}`,
    madeOn: '2026-01-13',
    grossMg,
    finenessPpm,
    method: 'fire-assay',
    fineNg: (BigInt(grossMg) * BigInt(finenessPpm)).toString(),
    origins: [
      {
        site: 'LIM-A',
        name: 'Playa El Limonal',
        municipality: 'San Isidro del Río',
        region: 'CO-CAU',
        months: { from: '2026-01', to: suspended ? '2026-02' : '2026-01' },
        fineNg: (BigInt(grossMg) * BigInt(finenessPpm)).toString(),
      },
    ],
    claims: [
      suspended
        ? {
            scheme: 'fairmined',
            carried: false,
            basis: [],
            lost: [
              {
                why: 'production',
                party: 'coop-limonal',
                credential: 'FM-ASMO-CO-031',
                standing: 'suspended',
                from: '2026-03-16',
                to: '2026-03-20',
                lots: 35,
              },
            ],
          }
        : {
            scheme: 'fairmined',
            carried: true,
            basis: ['coop-limonal FM-ASMO-CO-031', 'exp-pacifico FM-SUP-CO-009'],
            lost: [],
          },
    ],
  };
}

const WEIGHTS = [
  [111_960, 931_200],
  [104_150, 933_400],
  [50_440, 680_600],
  [74_310, 936_000],
  [61_770, 671_900],
  [88_888, 935_100],
] as const;

function envelope(bars: number, sample: boolean) {
  return {
    v: 1,
    template: 1,
    document: '7a0e2f64-95f0-4e5e-b6b3-2f0f3a3f7f10',
    issuedAt: '2026-02-13T15:04:05.678Z',
    language: 'es',
    sample,
    verify: 'https://veta.example/verify/7a0e2f64-95f0-4e5e-b6b3-2f0f3a3f7f10',
    exporter: party,
    consignee,
    shipment: {
      code: 'LIM-S01',
      packedOn: '2026-02-13',
      exportedOn: '2026-02-13',
      tz: 'America/Bogota',
      airWaybill: '045-01234634',
      incoterm: 'CIP Zürich',
      corridor: 'CO>CH',
      box: 'BOX-1A',
      hs: '7108.12',
      tariffs: [{ place: 'CH', digits: '7108.1200', key: '911' }],
    },
    bars: Array.from({ length: bars }, (_, index) => bar(index, ...(WEIGHTS[index % WEIGHTS.length] ?? []))),
  } as const;
}

export function invoice(bars = 6, sample = true): InvoicePayload {
  return {
    ...envelope(bars, sample),
    kind: 'commercial-invoice',
    number: 'INV-EXP-PACIFICO-2026-000001',
    terms: {
      priceUsdPerOunce: '4428.79',
      currency: 'USD',
      fixingDate: '2026-02-13',
      session: 'PM',
      discountPercent: '1.25',
      provisionalPercent: '90',
      freightUsd: '191.00',
      insuranceUsd: '95.00',
    },
  };
}

export function packingList(bars = 6, sample = true): PackingListPayload {
  return { ...envelope(bars, sample), kind: 'packing-list', number: 'PKL-EXP-PACIFICO-2026-000001' };
}

export function custodyTransfer(bars = 6, sample = true): CustodyTransferPayload {
  return {
    ...envelope(bars, sample),
    kind: 'custody-transfer',
    number: 'COC-EXP-PACIFICO-2026-000001',
    parties: { 'coop-limonal': 'Cooperativa Minera El Limonal', 'exp-pacifico': 'Exportadora Pacífico Sur SAS' },
  };
}
