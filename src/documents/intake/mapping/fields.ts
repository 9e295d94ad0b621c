/**
 * What of a shipment a form can ask for: a closed list, each read as the packing list reads it. Figures are decimal digits
 * with a point; days are `YYYY-MM-DD`. What is not known, such as the waybill before it left, leaves its place empty.
 */
import { formatFineGrams } from '../../../core/quantity.js';
import { perMille } from '../../money/figures.js';
import type { BarOnPaper, PartyOnPaper, ShipmentFacts } from '../../payload.js';
import { fineGrams, fineOunces, grossGrams, grossOunces, type Totals } from '../../types/packing/figures.js';
import type { Value } from '../workbook/sheet.js';

export interface BarOfForm extends BarOnPaper {
  /** From 1, in the order of the packing list. */
  readonly number: number;
  /** Of the last assay that says; absent where none does. */
  readonly silverPpm?: number;
}

/** A shipment, for whoever fills its form. */
export interface Consignment {
  readonly facts: Pick<ShipmentFacts, 'exporter' | 'consignee' | 'shipment' | 'terms'>;
  readonly bars: readonly BarOfForm[];
  readonly totals: Totals;
}

type Of<T> = (one: T) => Value | undefined;

function figure<T>(of: (one: T) => string | undefined): Of<T> {
  return (one) => {
    const number = of(one);
    return number === undefined ? undefined : { number };
  };
}

function words<T>(of: (one: T) => string | null | undefined): Of<T> {
  return (one) => {
    const text = of(one) ?? '';
    return text === '' ? undefined : { text };
  };
}

function partyFields(of: (facts: Consignment['facts']) => PartyOnPaper) {
  return {
    name: words(({ facts }: Consignment) => of(facts).name),
    taxId: words(({ facts }: Consignment) => of(facts).taxId),
    address: words(({ facts }: Consignment) => of(facts).address),
    country: words(({ facts }: Consignment) => of(facts).country),
  };
}

const [exporter, consignee] = [partyFields((facts) => facts.exporter), partyFields((facts) => facts.consignee)];

const OF_SHIPMENT = {
  'shipment.code': words(({ facts }) => facts.shipment.code),
  'shipment.packed-on': words(({ facts }) => facts.shipment.packedOn),
  'shipment.exported-on': words(({ facts }) => facts.shipment.exportedOn),
  'shipment.waybill': words(({ facts }) => facts.shipment.airWaybill),
  'shipment.incoterm': words(({ facts }) => facts.shipment.incoterm),
  'shipment.box': words(({ facts }) => facts.shipment.box),
  'shipment.hs': words(({ facts }) => facts.shipment.hs),
  // As invoices print it.
  'shipment.origin': exporter.country,
  'shipment.contract': words(({ facts }) => facts.terms?.contractReference),
  'exporter.name': exporter.name,
  'exporter.tax-id': exporter.taxId,
  'exporter.address': exporter.address,
  'exporter.country': exporter.country,
  'consignee.name': consignee.name,
  'consignee.tax-id': consignee.taxId,
  'consignee.address': consignee.address,
  'consignee.country': consignee.country,
  'total.bars': figure(({ totals }) => totals.bars),
  'total.gross-g': figure(({ totals }) => totals.grossGrams),
  'total.gross-kg': figure(({ bars }) => kilograms(bars.reduce((sum, { grossMg }) => sum + BigInt(grossMg), 0n))),
  'total.gross-ozt': figure(({ totals }) => totals.grossOunces),
  'total.fine-g': figure(({ totals }) => totals.fineGrams),
  'total.fine-ozt': figure(({ totals }) => totals.fineOunces),
} as const satisfies Readonly<Record<string, Of<Consignment>>>;

const OF_BAR = {
  'bar.number': figure(({ number }) => String(number)),
  'bar.code': words(({ code }) => code),
  'bar.lot': words(({ lot }) => lot),
  'bar.seal': words(({ seal }) => seal),
  'bar.melted-on': words(({ madeOn }) => madeOn),
  'bar.year': figure(({ madeOn }) => madeOn.slice(0, 4)),
  'bar.gross-g': figure(grossGrams),
  'bar.gross-kg': figure(({ grossMg }) => kilograms(BigInt(grossMg))),
  'bar.gross-ozt': figure(grossOunces),
  'bar.fineness-permille': figure(({ finenessPpm }) => perMille(finenessPpm)),
  'bar.fineness-percent': figure(({ finenessPpm }) => percent(finenessPpm)),
  // For a cell that shows percent of it.
  'bar.fineness-fraction': figure(({ finenessPpm }) => fraction(finenessPpm)),
  'bar.method': words(({ method }) => method),
  'bar.fine-g': figure(fineGrams),
  'bar.fine-ozt': figure(fineOunces),
  'bar.silver-permille': figure(({ silverPpm }) => (silverPpm === undefined ? undefined : perMille(silverPpm))),
  'bar.silver-percent': figure(({ silverPpm }) => (silverPpm === undefined ? undefined : percent(silverPpm))),
} as const satisfies Readonly<Record<string, Of<BarOfForm>>>;

export type Field = keyof typeof OF_SHIPMENT | keyof typeof OF_BAR;

export const FIELDS = [...Object.keys(OF_SHIPMENT), ...Object.keys(OF_BAR)] as readonly Field[];

export function isField(value: unknown): value is Field {
  return typeof value === 'string' && (Object.hasOwn(OF_SHIPMENT, value) || Object.hasOwn(OF_BAR, value));
}

/** Each bar has its own: it stands in rows, and in no single cell. */
export function isOfBars(field: Field): field is keyof typeof OF_BAR {
  return Object.hasOwn(OF_BAR, field);
}

/** @param bar whose row it is. Undefined where it is not known */
export function valueOf(field: Field, consignment: Consignment, bar?: BarOfForm): Value | undefined {
  if (!isOfBars(field)) return (OF_SHIPMENT[field] as Of<Consignment>)(consignment);
  if (bar === undefined) throw new Error(`bug: ${field} was asked for without a bar`);
  return (OF_BAR[field] as Of<BarOfForm>)(bar);
}

/** Milligrams, exact: a kilogram is to a milligram what a gram is to a microgram. */
function kilograms(mg: bigint): string {
  return formatFineGrams(mg * 1000n, 6);
}

/** Exact, without needless zeros: ten parts in a million are a thousandth of a percent. */
function percent(ppm: number): string {
  return trimmed(formatFineGrams(BigInt(ppm) * 100_000n, 4));
}

function fraction(ppm: number): string {
  return trimmed(formatFineGrams(BigInt(ppm) * 1000n, 6));
}

function trimmed(decimals: string): string {
  return decimals.replace(/\.?0+$/, '');
}
