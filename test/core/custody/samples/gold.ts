/** Gold that is registered, assayed, melted, held and packed. */
import { claims, fineness, LOT, MADE, on, sid, within, type Sample, type Samples } from './sample.js';

const rebasing = { lot: LOT, fromNg: '1', toNg: '2', uncertaintyNg: '3', within: true };
const ore = { bags: 3, gradeMgPerT: 12_000, moisturePpm: 80_000 };
const kept = { seal: 'S-9', holder: 'seller', keptBy: 'coop', keepUntil: '2026-07-05' };
const output = { lot: MADE, code: 'B-1', form: 'dore', grossMg: 990, name: 'bar', fineness, fineNg: '1' };

export const transformed = {
  on,
  process: 'melt',
  inputs: [{ lot: LOT, grossMg: 1_000, fineNg: '911000000', countedPpm: 911_000 }],
  additions: [{ material: 'silver', grossMg: 10 }],
  rebasings: [rebasing],
  outputs: [{ ...output, ore, owner: 'coop', kept }],
  losses: [{ cause: 'humedad', grossMg: 10, fineNg: '0', lot: LOT }],
  unexplained: { grossMg: 1, fineNg: '1' },
  campaign: { code: 'M-1', technique: 'gravity', flushed: true },
};

const making: Sample = {
  lots: [LOT, MADE],
  data: transformed,
  may: [
    'inputs.0.fineNg',
    'inputs.0.countedPpm',
    'additions.0',
    'rebasings.0',
    'losses.0',
    'losses.0.lot',
    ...['name', 'fineness', 'fineNg', 'owner', 'kept'].map((name) => `outputs.0.${name}`),
    ...within('outputs.0.ore', 'bags', 'gradeMgPerT', 'moisturePpm'),
    'unexplained',
    'unexplained.fineNg',
    'campaign',
  ],
};

const registered = {
  on,
  lot: LOT,
  code: 'E-1',
  origin: 'production',
  form: 'alluvial',
  site: 'R-1',
  grossMg: 1_000,
  custodian: 'coop',
  owner: 'coop',
  claims,
  fineness,
  scale: 'S-1',
  ore,
};

export const goldSamples: Samples = {
  'lot.registered': {
    lots: [LOT],
    data: registered,
    may: ['fineness', 'scale', 'claims.0', ...within('ore', 'bags', 'gradeMgPerT', 'moisturePpm')],
  },
  'lot.assayed': {
    lots: [LOT],
    data: {
      on,
      lot: LOT,
      laboratory: 'lab',
      fineness,
      sampleMg: 10,
      governs: true,
      silverPpm: 50_000,
      silverUncertaintyPpm: 100,
      certificate: 'C-1',
      rebasing,
      kind: 'settlement',
      sample: 'P-1',
      surfacePrepared: true,
      sellerPresent: false,
      replaces: { of: sid, reason: 'typing-error' },
    },
    may: [
      'silverPpm',
      'silverUncertaintyPpm',
      'certificate',
      'rebasing',
      'kind',
      'sample',
      'surfacePrepared',
      'sellerPresent',
      'replaces',
    ],
  },
  'lots.aggregated': making,
  'lot.split': making,
  'lots.transformed': making,
  'sample.taken': making,
  'lot.held': { lots: [LOT], data: { on, lot: LOT, reasons: [{ rule: 'r', code: 'c', at: 'a' }] } },
  'lot.released': {
    lots: [LOT],
    data: { on, lot: LOT, reason: 'counted again', codes: ['seal-used'], basis: 'override', owner: 'coop' },
    may: ['codes', 'basis', 'owner'],
  },
  'lot.returned': { lots: [LOT], data: { on, lot: LOT, grossMg: 1_000, reason: 'not renewed' } },
  'lot.refused': { lots: [LOT], data: { on, lot: LOT, reason: 'of unknown origin' } },
  'question.raised': {
    lots: [LOT],
    data: { on, lot: LOT, reasons: [{ rule: 'P19', code: 'phone-shared', at: 'member', level: 'ask' }] },
  },
  'question.answered': {
    lots: [LOT],
    data: { on, lot: LOT, of: sid, answer: 'explained', reason: 'one camp, one phone' },
  },
  'shipment.packed': {
    lots: [LOT],
    data: {
      on,
      shipment: 'X-1',
      lines: [
        { lot: LOT, code: 'B-1', grossMg: 990, finenessPpm: 911_000, method: 'touchstone', fineNg: '1', seal: 'S-1' },
      ],
    },
    may: ['lines.0.seal'],
  },
  'shipment.repacked': {
    lots: [LOT],
    data: {
      on,
      shipment: 'X-1',
      box: 'BOX-2',
      lines: [
        { lot: LOT, code: 'B-1', grossMg: 990, finenessPpm: 911_000, method: 'touchstone', fineNg: '1', seal: 'S-2' },
      ],
      removed: [],
    },
    may: ['lines.0.seal'],
  },
  'shipment.exported': { lots: [LOT], data: { on, shipment: 'X-1', airWaybill: 'A-1' }, may: ['airWaybill'] },
  'stock.counted': { lots: [], data: { on, custodian: 'coop', countedMg: 10, bookMg: 12, differenceMg: -2 } },
  'document.captured': {
    lots: [LOT],
    data: {
      on,
      shipment: 'X-1',
      kind: 'DEX',
      number: '1',
      fineNg: '1',
      exporter: 'exporter',
      issuer: 'DIAN',
      issuedOn: '2026-01-05',
      until: '2026-02-05',
      covers: [LOT],
      replaces: { of: sid, fineNg: '1' },
      file: { sha256: sid, mediaType: 'application/pdf', size: 1 },
      fields: {},
    },
    may: ['fineNg', 'exporter', 'issuer', 'issuedOn', 'until', ...within('replaces', 'fineNg'), 'file', 'fields'],
  },
  'document.issued': {
    lots: [],
    data: { document: 'D-1', shipment: 'X-1', about: LOT, kind: 'invoice', number: '1', payloadSha256: sid },
    may: ['shipment', 'about'],
  },
  'document.superseded': { lots: [], data: { document: LOT, by: MADE, reason: 'wrong seal' } },
  'document.voided': { lots: [], data: { document: LOT, by: MADE, reason: 'never left' } },
};
