/** Gold that changes hands, what befalls it on the road, and title. */
import { claims, LOT, on, within, type Samples } from './sample.js';

const between = { on, lot: LOT, from: 'coop', to: 'joya' };
const handover = { ...between, sentMg: 1_000 };
const bags = { bags: 4, seals: ['S-1'] };
const counted = { lots: [LOT], data: { ...handover, ...bags, sealIntact: true }, may: ['seals.0'] };
const detained = { lots: [LOT], data: { on, lot: LOT, authority: 'DIAN', act: 'A-1' } };
const terms = { toleranceMg: 10, tolerancePpm: 100, weighs: 'both', mass: 'wet', umpire: 'lab' };

export const roadSamples: Samples = {
  'custody.dispatched': {
    lots: [LOT],
    data: { ...handover, seal: 'S-1', scale: 'B-1', due: '2026-01-09', terms, sealed: bags, purpose: 'return' },
    may: [
      'seal',
      'scale',
      'due',
      'sealed',
      'sealed.seals.0',
      'purpose',
      ...within('terms', 'toleranceMg', 'tolerancePpm', 'weighs', 'mass', 'umpire'),
    ],
  },
  'custody.received': {
    lots: [LOT],
    data: {
      ...handover,
      receivedMg: 990,
      differenceMg: -10,
      toleranceMg: 10,
      sealIntact: true,
      outcome: 'accepted',
      oneSided: false,
      scale: 'B-1',
      title: { from: 'coop', basis: 'sale', claims, document: 'F-1' },
    },
    may: ['scale', 'title', 'title.claims.0', 'title.document'],
  },
  'custody.refused': { lots: [LOT], data: { ...handover, weighedMg: 900, sealIntact: false } },
  'custody.relayed': counted,
  'custody.declined': counted,
  'seal.changed': {
    lots: [LOT],
    data: { on, lot: LOT, broken: 'S-1', why: 'damaged', applied: 'S-2', authority: 'DIAN' },
    may: ['applied', 'authority'],
  },
  'lot.detained': detained,
  'lot.cleared': detained,
  'lot.seized': { ...detained, data: { ...detained.data, grossMg: 1_000 } },
  'lot.lost': { lots: [LOT], data: { on, lot: LOT, grossMg: 1_000, cause: 'robbed' } },
  'title.transferred': {
    lots: [LOT],
    data: { ...between, basis: 'sale', claims, document: 'F-1' },
    may: ['document', 'claims.0'],
  },
  'title.agreed': {
    lots: [LOT],
    data: { ...between, basis: 'sale', passes: 'on-acceptance', document: 'F-1', until: '2026-02-05' },
    may: ['document', 'until'],
  },
  'title.declined': { lots: [LOT], data: between },
};
