/** What a captured paper says that cannot be right, or fits nothing else that is known: kept as it is, and pointed out. */
import type { Json } from '../../log/canonical-json.js';
import type { Fineness } from '../statements.js';
import { checkDigitOf, judgeAirWaybill } from './air-waybill.js';

export const REMARKS = [
  'check-digit',
  'waybill-unreadable',
  'waybill-differs',
  'lighter-than-bars',
  'hs-differs',
  'destination-differs',
  'fineness-differs',
] as const;

export interface Remark {
  readonly code: (typeof REMARKS)[number];
  readonly figures: Readonly<Record<string, string>>;
}

/** The paper, its private values among its fields. */
export interface Told {
  readonly kind: string;
  readonly number: string;
  readonly fields: { readonly [name: string]: Json };
}

/** What is known of the shipment apart from it; nothing to whoever is not its exporter. */
export interface Known {
  /** Of the bars it covers, or of all, as they were packed. */
  readonly grossMg?: number;
  /** As it was said when it left. */
  readonly airWaybill?: string;
  readonly destination?: string;
  /** Of the lots it covers: those they were packed with, or those of their outturn. */
  readonly assays?: readonly Pick<Fineness, 'ppm' | 'method'>[];
}

const GOLD_UNWROUGHT = '710812';

export function remarksOn(paper: Told, known: Known): Remark[] {
  return [...onWaybill(paper, known), ...onGoods(paper, known), ...onFineness(paper, known)];
}

/** A number with a wrong last digit is somebody's slip: the paper is what it is. */
export function onWaybillNumber(number: string): Remark[] {
  const verdict = judgeAirWaybill(number);
  if (verdict === 'holds') return [];
  if (verdict === 'unreadable') return [{ code: 'waybill-unreadable', figures: { number } }];
  return [{ code: 'check-digit', figures: { number, right: checkDigitOf(number) ?? '' } }];
}

function onWaybill({ kind, number, fields }: Told, { airWaybill }: Known): Remark[] {
  const said = kind === 'air-waybill' ? number : fields['airWaybill'];
  if (typeof said !== 'string') return [];
  const differs = airWaybill !== undefined && digits(said) !== digits(airWaybill);
  return [
    ...onWaybillNumber(said),
    ...(differs ? [{ code: 'waybill-differs' as const, figures: { number: said, other: airWaybill } }] : []),
  ];
}

function onGoods({ kind, fields }: Told, { grossMg = 0, destination }: Known): Remark[] {
  const { hs, destination: to, grossMg: gross } = fields;
  return [
    // Boxes weigh something. A refinery weighs on a scale of its own.
    ...(typeof gross === 'number' && gross < grossMg && kind !== 'outturn'
      ? [{ code: 'lighter-than-bars' as const, figures: { found: String(gross), bars: String(grossMg) } }]
      : []),
    ...(typeof hs === 'string' && !digits(hs).startsWith(GOLD_UNWROUGHT)
      ? [{ code: 'hs-differs' as const, figures: { found: hs, right: '7108.12' } }]
      : []),
    ...(typeof to === 'string' && destination !== undefined && to !== destination
      ? [{ code: 'destination-differs' as const, figures: { found: to, right: destination } }]
      : []),
  ];
}

/** A certificate is the assay it certifies; an outturn is compared with the refinery's own reading, where that was recorded. */
function onFineness({ kind, fields: { finenessPpm } }: Told, { assays = [] }: Known): Remark[] {
  const compared = assays.filter(({ method }) => (kind === 'outturn') === (method === 'outturn'));
  const [first] = compared;
  if (typeof finenessPpm !== 'number' || first === undefined) return [];
  if (compared.some(({ ppm }) => ppm === finenessPpm)) return [];
  return [{ code: 'fineness-differs', figures: { found: String(finenessPpm), book: String(first.ppm) } }];
}

function digits(text: string): string {
  return text.replace(/\D/g, '');
}
