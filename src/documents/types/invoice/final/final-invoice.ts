/**
 * Final invoice (UNTDID 1001: 380): on the refiner's weights and assays, by the final fixing where one was agreed. It names the
 * provisional invoice it trues up and says what is debited or credited against it.
 */
import { fixingOf } from '../../../money/quotations/governing.js';
import type { OfShipment, ShipmentDocument } from '../../document-type.js';
import { agreed, pricedFrom, type PricedPaper } from '../priced.js';
import { drawFinal } from './drawing.js';
import { outturnOf, type OutturnLine } from './outturn.js';
import { provisionalOf, type ProvisionalOnPaper } from './provisional.js';

export interface FixingOnPaper {
  readonly priceUsdPerOunce: string;
  readonly day: string;
  readonly session: string;
  /** Who published it; absent where the provisional price stands. */
  readonly source?: string;
}

export interface FinalPayload extends PricedPaper {
  readonly kind: 'final-invoice';
  readonly lines: readonly OutturnLine[];
  readonly fixing: FixingOnPaper;
  readonly provisional: ProvisionalOnPaper;
}

export const FINAL_INVOICE: ShipmentDocument<FinalPayload> = {
  kind: 'final-invoice',
  about: 'shipment',
  prefix: 'FIN',
  untdid: '380',
  title: { en: 'Final commercial invoice', es: 'Factura comercial final', fr: 'Facture commerciale définitive' },
  template: 2,
  made: 'on-request',
  keepYears: 10,
  priced: true,
  signed: [],
  lacks: {
    en: 'the provisional invoice, issued; the refiner’s outturn of every bar; and the final fixing, entered and confirmed, where the terms name one',
    es: 'la factura provisional, emitida; la liquidación de la refinería de cada barra; y la fijación final, ingresada y confirmada, si las condiciones la nombran',
    fr: 'la facture provisoire, émise ; le décompte d’affinage de chaque lingot ; et le fixing définitif, saisi et confirmé, si les conditions en nomment un',
  },
  body: finalOf,
  draw: drawFinal,
};

async function finalOf(source: OfShipment) {
  const terms = agreed(source.facts);
  if (terms === undefined) return undefined;
  const [lines, provisional] = [await outturnOf(source), await provisionalOf(source)];
  const fixing = await finalFixing(source, terms);
  if (lines === undefined || provisional === undefined || fixing === undefined) return undefined;
  return { ...(await pricedFrom(source, terms)), lines, fixing, provisional };
}

type Terms = NonNullable<ReturnType<typeof agreed>>;

/** The one that was agreed, as it was entered; else the price at which the gold was provisionally sold. */
async function finalFixing({ tx, facts }: OfShipment, terms: Terms): Promise<FixingOnPaper | undefined> {
  const final = terms.quotation?.final;
  if (final === undefined) {
    const { priceUsdPerOunce, fixingDate: day, session } = terms;
    return { priceUsdPerOunce, day, session };
  }
  const found = await fixingOf(tx, facts.org, 'gold', final.date, final.session);
  return found && { priceUsdPerOunce: found.value, day: found.day, session: final.session, source: found.source };
}
