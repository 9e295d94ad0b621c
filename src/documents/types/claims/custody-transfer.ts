/**
 * Chain-of-custody transfer: which bars pass to whom, where their gold comes from, and which claim each bar carries on
 * the strength of which certificate, or why it lost it; with what a transfer document of the RJC Chain of Custody Standard
 * says. Origins stop at municipality and month; no person is named.
 */
import type { Lot } from '../../../core/custody/lot.js';
import { formatGrams } from '../../../core/quantity.js';
import { gramsOfNg, perMille } from '../../money/figures.js';
import type { Language, OriginOnPaper, ShipmentPaper, TracedBar } from '../../payload.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column, type Line } from '../../pdf/table.js';
import { asItLeft } from '../../snapshot/departure.js';
import type { Body, OfShipment, ShipmentDocument } from '../document-type.js';
import { both, label, type LabelKey } from '../parts/labels.js';
import { claimLines } from './claim-lines.js';
import { naturesOf, registrarsOf, type NatureOnPaper } from './facts/nature.js';
import { registerOf } from './facts/register.js';
import { drawMaterial } from './material.js';

/** `parties` names every organisation that a claim mentions. */
export interface CustodyTransferPayload extends ShipmentPaper {
  readonly kind: 'custody-transfer';
  readonly bars: readonly TracedBar[];
  readonly parties: Readonly<Record<string, string>>;
  /** Absent from papers of the first template. */
  readonly natures?: readonly NatureOnPaper[];
}

export const CUSTODY_TRANSFER: ShipmentDocument<CustodyTransferPayload> = {
  kind: 'custody-transfer',
  about: 'shipment',
  prefix: 'COC',
  untdid: null,
  title: {
    en: 'Chain-of-custody transfer',
    es: 'Transferencia de cadena de custodia',
    fr: 'Transfert de la chaîne de garde',
  },
  template: 2,
  made: 'at-export',
  keepYears: 10,
  priced: false,
  signed: ['responsible-employee', 'for-consignee'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body,
  draw: drawCustodyTransfer,
};

async function body({ tx, replay, facts }: OfShipment): Promise<Body<CustodyTransferPayload>> {
  const { org, shipment, bars, parties } = facts;
  const { lots } = asItLeft(replay, org, shipment.code);
  const packed = bars.map(({ lot }) => lots.get(lot) as Lot);
  const register = await registerOf(tx, registrarsOf(packed, lots));
  return { bars, parties, natures: naturesOf(packed, lots, register) };
}

function drawCustodyTransfer(sheet: Sheet, payload: CustodyTransferPayload): void {
  const { exporter, consignee, language } = payload;
  const declared = both(
    language,
    `${exporter.name} hands the gold bars below over to ${consignee.name}. Their origin and their claims are those recorded up to the shipment. Custody passes when the consignee has weighed and accepted.`,
    `${exporter.name} entrega a ${consignee.name} las barras de oro indicadas abajo. Su origen y su certificación son los anotados hasta el embarque. La tenencia pasa cuando el consignatario pesa y acepta.`,
  );
  for (const text of declared) sheet.paragraph(text, text === declared[0] ? INKS.body : INKS.fine);
  sheet.y += 6;
  if (payload.natures !== undefined) drawMaterial(sheet, { ...payload, natures: payload.natures });
  drawTable(sheet, columns(payload), payload.bars);
}

function columns({ language, parties }: CustodyTransferPayload): Column<TracedBar>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: heading('bar-lot-weights'), share: 0.25, cell: (bar) => barLines(bar, language) },
    { heading: heading('origin'), share: 0.31, cell: ({ origins }) => origins.flatMap(originLines) },
    { heading: heading('claims'), share: 0.44, cell: ({ claims }) => claimLines(claims, parties, language) },
  ];
}

function barLines(bar: TracedBar, language: Language): Line[] {
  const fine = gramsOfNg(BigInt(bar.fineNg));
  const seal = bar.seal === null ? [] : [`${label('seal', language).join(' / ')} ${bar.seal}`];
  const weights = `${formatGrams(bar.grossMg)} g × ${perMille(bar.finenessPpm)} ‰ = ${fine} g`;
  return [
    { text: bar.code, ink: INKS.cellStrong },
    { text: bar.lot, ink: { ...INKS.label, size: 5.6 } },
    ...[...seal, weights].map((text) => ({ text, ink: INKS.fine })),
  ];
}

function originLines({ site, name, municipality, region, months, fineNg }: OriginOnPaper): Line[] {
  const when = months === null ? '' : months.from === months.to ? months.from : `${months.from} – ${months.to}`;
  const where = [`${municipality}, ${region}`, when].filter((part) => part !== '').join(' · ');
  return [
    { text: `${name} (${site})`, ink: INKS.cell },
    { text: where, ink: INKS.fine },
    { text: `${gramsOfNg(BigInt(fineNg))} g`, ink: INKS.fine },
  ];
}
