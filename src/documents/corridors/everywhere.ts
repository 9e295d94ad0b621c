/** Papers of any corridor: what buyers, banks, carriers and insurers ask for, whatever the law of either end. */
import { ALWAYS, type Table } from '../../core/custody/rules/thresholds/dated.js';
import { read, unread, type Needed } from './needed.js';

const CLAUSE = read('Delivery documents of a market contract', 'lawinsider.com/clause/delivery-documents');
const CARRIERS = unread('Custom of secure carriers and forwarders');
const SCHEME = unread('Transaction data of the scheme');

export const EVERYWHERE: readonly Needed[] = [
  {
    kind: 'proforma-invoice',
    level: 'advised',
    by: 'exporter',
    due: -5,
    ...unread('Insurers, brokers and banks ask for it before the gold leaves'),
  },
  { kind: 'commercial-invoice', level: 'required', by: 'exporter', due: 0, ...CLAUSE },
  { kind: 'packing-list', level: 'required', by: 'exporter', due: 0, ...CLAUSE },
  { kind: 'certificate-of-origin', level: 'required', by: 'chamber', due: -2, ...CLAUSE },
  { kind: 'assay-certificate', level: 'required', by: 'laboratory', due: -3, ...CLAUSE },
  { kind: 'air-waybill', level: 'required', by: 'carrier', due: 0, ...CLAUSE },
  { kind: 'insurance', level: 'required', by: 'insurer', due: -1, insured: true, ...CLAUSE },
  { kind: 'instruction-letter', level: 'required', by: 'exporter', due: -2, ...CARRIERS },
  { kind: 'safety-statement', level: 'advised', by: 'exporter', due: -2, ...CARRIERS },
  {
    kind: 'shipment-advice',
    level: 'advised',
    by: 'exporter',
    due: 0,
    ...read('The refiner is told before the gold leaves', '911metallurgist.com/blog/gold-refining-contract'),
  },
  { kind: 'custody-transfer', level: 'advised', by: 'exporter', due: 0, ...unread('RJC Chain of Custody') },
  { kind: 'fairmined-transaction', level: 'required', by: 'exporter', due: 5, scheme: 'fairmined', ...SCHEME },
  {
    kind: 'sourcing-declaration',
    level: 'required',
    by: 'exporter',
    due: 0,
    ...read('What a refiner must know of its supplier', 'LBMA Responsible Gold Guidance v9'),
  },
  { kind: 'provenance-sheet', level: 'advised', by: 'exporter', due: 0, ...unread('Custom of buyers of traced gold') },
  {
    kind: 'outturn',
    level: 'required',
    by: 'refiner',
    due: 20,
    ...unread('Settlement rests on the refinery’s own weights and assay'),
  },
  {
    kind: 'final-invoice',
    level: 'required',
    by: 'exporter',
    due: 25,
    ...unread('A provisional invoice is trued up on the outturn'),
  },
];

/** Working days between packing and leaving, while nobody has said on which day a shipment leaves. */
export const DAYS_TO_DEPARTURE: Table<number> = [
  { from: ALWAYS, value: 5, source: 'A default of our own', status: 'proposed' },
];
