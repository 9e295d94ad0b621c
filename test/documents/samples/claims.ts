/** Papers of origin and claims of one shipment of invented parties, for tests of rendering. */
import type { CustodyTransferPayload } from '../../../src/documents/types/claims/custody-transfer.js';
import type { FairminedPayload } from '../../../src/documents/types/claims/fairmined/fairmined-transaction.js';
import type { ProvenancePayload } from '../../../src/documents/types/claims/provenance/provenance-sheet.js';
import type {
  ActorOnPaper,
  DeclarationPayload,
} from '../../../src/documents/types/claims/sourcing/sourcing-declaration.js';
import { weighed } from '../../../src/documents/types/packing/weighed.js';
import * as papers from '../papers.js';

const PARTIES = {
  'coop-limonal': 'Cooperativa Minera El Limonal',
  'exp-pacifico': 'Exportadora Pacífico Sur SAS',
  'ref-ticino': 'Raffineria Valmara SA',
  'acopio-sur': 'Acopio del Sur SAS',
  'lab-uno': 'Laboratorio Uno SAS',
  blindados: 'Blindados del Valle SA',
};

export function custodyTransfer(bars = 6, sample = true): CustodyTransferPayload {
  const paper = papers.custodyTransfer(bars, sample);
  const { exporter } = paper;
  const rjc = { scheme: 'rjc-coc', number: 'RJC-C0000-77', from: '2025-01-01', until: '2028-01-01' } as const;
  const credentials = [...exporter.credentials, { ...rjc, standing: 'valid' as const }];
  const fineNg = paper.bars.reduce((sum, bar) => sum + BigInt(bar.fineNg), 0n);
  return {
    ...paper,
    template: 2,
    exporter: { ...exporter, credentials },
    natures: [
      { nature: 'asm', fineNg: (fineNg - 1_000_000_000n).toString() },
      { nature: 'opening', fineNg: '1000000000' },
    ],
  };
}

export function fairminedTransaction(bars = 4): FairminedPayload {
  const paper = papers.custodyTransfer(bars * 2);
  const certified = paper.bars.filter(({ claims }) => claims.some(({ carried }) => carried)).slice(0, bars);
  const sold = (ecological: boolean) => {
    const own = certified.filter((_, i) => (i % 3 === 1) === ecological);
    return own.reduce((sum, { fineNg }) => sum + BigInt(fineNg), 0n).toString();
  };
  const status = 'to-be-confirmed' as const;
  return {
    ...paper,
    kind: 'fairmined-transaction',
    template: 1,
    number: 'FMT-EXP-PACIFICO-2026-000001',
    bars: certified.map((bar, i) =>
      Object.assign(weighed(bar), {
        scheme: i % 3 === 1 ? 'fairmined-ecological' : 'fairmined',
        ecological: i % 3 === 1,
        producers: [{ organisation: 'coop-limonal', number: 'FM-ASMO-CO-031', fineNg: bar.fineNg }],
      }),
    ),
    seller: paper.exporter.credentials.filter(({ scheme }) => scheme === 'fairmined-supplier'),
    buyer: paper.consignee.credentials.filter(({ scheme }) => scheme === 'fairmined-supplier'),
    fixing: {
      priceUsdPerOunce: '4428.79',
      fixingDate: '2026-02-13',
      session: 'PM',
      discountPercent: '1.25',
      payablePercent: '100',
    },
    contract: 'CV-2026-014',
    paymentTerms: '90 % on presentation, the rest ten days after the outturn',
    prices: [
      {
        scheme: 'fairmined-ecological',
        fineNg: sold(true),
        paidPercent: '98.75',
        floor: { percent: '95', met: true, source: 'at least 95 % of the LBMA price', status: 'confirmed' },
        premium: { usdPerKgFine: '6000', due: '205.97', agreed: null, source: 'up to 2,000 more', status },
      },
      {
        scheme: 'fairmined',
        fineNg: sold(false),
        paidPercent: '94.05',
        floor: { percent: '95', met: false, source: 'at least 95 % of the LBMA price', status: 'confirmed' },
        premium: {
          usdPerKgFine: '4000',
          due: '931.84',
          agreed: '931.84',
          source: 'up to US$ 4,000 a kilogram',
          status,
        },
      },
    ],
    premiumUsd: '1200.00',
    purchases: [{ from: 'coop-limonal', to: 'exp-pacifico', on: '2026-02-10', document: 'CC-118', lots: bars }],
    parties: PARTIES,
  };
}

const identified = { result: 'identified', on: '2026-01-20', overdue: false };

const ACTORS: readonly ActorOnPaper[] = [
  {
    organisation: 'coop-limonal',
    parts: ['producer'],
    name: 'Cooperativa Minera El Limonal',
    country: 'CO',
    kyc: identified,
    owners: { result: 'incomplete', on: '2025-01-22', overdue: true },
    determination: {
      result: 'at-risk',
      on: '2026-01-25',
      overdue: false,
      list: { name: 'Regulation (EU) 2017/821, indicative list', version: '2026-06', date: '2026-06-01' },
    },
    places: [
      { country: 'CO', region: 'CO-CAU', finding: 'cahra' },
      { country: 'CO', region: '', finding: null },
    ],
    flags: { result: 'raised', on: '2026-01-26', overdue: false, ids: ['R1', 'R6'] },
    mitigation: { result: 'improved', on: '2026-01-27', overdue: false, reviewBy: '2026-06-30' },
    decision: { result: 'continue', on: '2026-01-28', overdue: false },
  },
  {
    organisation: 'acopio-sur',
    parts: ['intermediary'],
    name: 'Acopio del Sur SAS',
    country: null,
    kyc: null,
    owners: null,
    determination: null,
    places: [],
    flags: null,
    mitigation: null,
    decision: null,
  },
];

const PATH = [
  { act: 'mill', by: 'coop-limonal', from: null, months: { from: '2026-01', to: '2026-01' } },
  { act: 'melt', by: 'coop-limonal', from: null, months: { from: '2026-01', to: '2026-02' } },
  { act: 'assayed', by: 'LAB-ACRED-1', from: null, months: { from: '2026-02', to: '2026-02' } },
  { act: 'relayed', by: 'blindados', from: 'coop-limonal', months: { from: '2026-02', to: '2026-02' } },
  { act: 'received', by: 'exp-pacifico', from: 'coop-limonal', months: { from: '2026-02', to: '2026-02' } },
  { act: 'sold', by: 'exp-pacifico', from: 'coop-limonal', months: { from: '2026-02', to: '2026-02' } },
  { act: 'packed', by: 'exp-pacifico', from: null, months: { from: '2026-02', to: '2026-02' } },
  { act: 'exported', by: 'exp-pacifico', from: null, months: { from: '2026-02', to: '2026-02' } },
] as const;

export function sourcingDeclaration(bars = 6): DeclarationPayload {
  const paper = papers.custodyTransfer(bars);
  const fineNg = paper.bars.reduce((sum, bar) => sum + BigInt(bar.fineNg), 0n);
  return {
    ...paper,
    kind: 'sourcing-declaration',
    template: 1,
    number: 'OSD-EXP-PACIFICO-2026-000001',
    bars: paper.bars.map((bar, i) =>
      Object.assign(weighed(bar), {
        assay: i === 0 ? null : { laboratory: 'LAB-ACRED-1', on: '2026-02-09', certificate: `ASY-26-${i}` },
      }),
    ),
    natures: [{ nature: 'asm', fineNg: fineNg.toString() }],
    certified: [{ scheme: 'fairmined', fineNg: (fineNg / 2n).toString() }],
    mines: [
      {
        organisation: 'coop-limonal',
        site: 'LIM-A',
        municipality: 'San Isidro del Río',
        region: 'CO-CAU',
        country: 'CO',
        title: 'ARE-000-CAU',
        deposit: 'alluvial',
        months: { from: '2026-01', to: '2026-02' },
        fineNg: (fineNg / 3n).toString(),
      },
      {
        organisation: 'coop-limonal',
        site: 'LIM-B',
        municipality: null,
        region: '',
        country: '',
        title: null,
        deposit: null,
        months: null,
        fineNg: (fineNg - fineNg / 3n).toString(),
      },
    ],
    path: PATH,
    actors: ACTORS,
    royalties: [
      {
        number: 'RGL-000317',
        issuer: 'Tesorería Municipal',
        issuedOn: '2026-02-27',
        month: '2026-02',
        fineNg: '431250000000',
      },
    ],
    mercury: { spongeNg: '18250000000', techniques: ['amalgamation', 'gravity'], addedMg: 42_000, ecologicalNg: '0' },
    policy: null,
    parties: PARTIES,
  };
}

export function provenanceSheet(bars = 3): ProvenancePayload {
  const paper = papers.custodyTransfer(bars);
  return {
    ...paper,
    kind: 'provenance-sheet',
    template: 1,
    number: 'PRV-EXP-PACIFICO-2026-000001',
    bars: paper.bars.map((bar) =>
      Object.assign(weighed(bar), {
        groups: groupsOf(BigInt(bar.fineNg)),
        claims: bar.claims.map((claim) => ({
          ...claim,
          lost: claim.lost.map(({ lots: _, ...reason }) => ({ ...reason, from: '2026-03', to: '2026-03' })),
        })),
      }),
    ),
    delivered: [{ to: 'coop-limonal', months: { from: '2026-01', to: '2026-02' } }],
    path: PATH,
    log: {
      origin: 'market.example/log',
      entries: 1_419,
      checkpoint: { size: 1_400, root: 'Jz4RnE0Bq0jT2rN3mB0nJ1pJ3yHkqv8C8Hn3F0b2s9E=' },
    },
    parties: PARTIES,
  };
}

function groupsOf(fineNg: bigint): ProvenancePayload['bars'][number]['groups'] {
  const part = (tenths: number) => ((fineNg * BigInt(tenths)) / 1000n).toString();
  const place = { organisation: 'coop-limonal', municipality: 'San Isidro del Río' };
  const nobody = { organisation: null, municipality: null, deliveries: null };
  return [
    { ...place, period: '2026-01', deliveries: 31, fineNg: part(613), tenths: 613 },
    { ...place, period: '2026-02', deliveries: 12, fineNg: part(250), tenths: 250 },
    { ...place, period: 'opening', deliveries: null, fineNg: part(100), tenths: 100 },
    { ...nobody, period: 'others', fineNg: part(36), tenths: 36 },
    { ...nobody, period: 'unexplained', fineNg: part(1), tenths: 1 },
  ];
}
