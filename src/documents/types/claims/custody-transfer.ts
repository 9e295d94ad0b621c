/**
 * Chain-of-custody transfer: which bars pass to whom, where their gold comes from, and which claim each bar carries on
 * the strength of which certificate, or why it lost it. Origins stop at municipality and month; no person is named.
 */
import type { LostReason, WhyLost } from '../../../core/custody/claims.js';
import { formatGrams } from '../../../core/quantity.js';
import { gramsOfNg, perMille } from '../../money.js';
import type { ClaimOnPaper, Language, OriginOnPaper, ShipmentPaper, TracedBar } from '../../payload.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column, type Line } from '../../pdf/table.js';
import type { ShipmentDocument } from '../document-type.js';
import { both, label, schemeName, STANDING_WORDS, word, type LabelKey } from '../parts/labels.js';

/** `parties` names every organisation that a claim mentions. */
export interface CustodyTransferPayload extends ShipmentPaper {
  readonly kind: 'custody-transfer';
  readonly bars: readonly TracedBar[];
  readonly parties: Readonly<Record<string, string>>;
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
  template: 1,
  made: 'at-export',
  keepYears: 10,
  priced: false,
  signed: ['for-exporter', 'for-consignee'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body: ({ facts: { bars, parties } }) => ({ bars, parties }),
  draw: drawCustodyTransfer,
};

function drawCustodyTransfer(sheet: Sheet, payload: CustodyTransferPayload): void {
  const { exporter, consignee, language } = payload;
  const declared = both(
    language,
    `${exporter.name} hands the gold bars below over to ${consignee.name}. The gold was mined; its origin and its claims are those recorded up to the shipment. Custody passes when the consignee has weighed and accepted.`,
    `${exporter.name} entrega a ${consignee.name} las barras de oro indicadas abajo. El oro fue extraído de mina; su origen y su certificación son los anotados hasta el embarque. La tenencia pasa cuando el consignatario pesa y acepta.`,
  );
  for (const text of declared) sheet.paragraph(text, text === declared[0] ? INKS.body : INKS.fine);
  sheet.y += 8;
  drawTable(sheet, columns(payload), payload.bars);
}

function columns({ language, parties }: CustodyTransferPayload): Column<TracedBar>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: heading('bar-lot-weights'), share: 0.25, cell: (bar) => barLines(bar, language) },
    { heading: heading('origin'), share: 0.31, cell: ({ origins }) => origins.flatMap(originLines) },
    { heading: heading('claims'), share: 0.44, cell: ({ claims }) => claimsLines(claims, parties, language) },
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

function claimsLines(
  claims: readonly ClaimOnPaper[],
  parties: CustodyTransferPayload['parties'],
  language: Language,
): Line[] {
  if (claims.length === 0) {
    return [{ text: both(language, 'No claim', 'Sin certificación').join(' / '), ink: INKS.cell }];
  }
  return claims.flatMap((claim) => {
    const status = claim.carried
      ? both(language, 'carried', 'conservada')
      : both(language, 'not carried', 'no se conserva');
    const why = claim.carried
      ? claim.basis.map((basis) => basisText(basis, parties))
      : claim.lost.map((reason) => lostText(reason, parties, language));
    return [
      { text: `${schemeName(claim.scheme)}: ${status.join(' / ')}`, ink: INKS.cellStrong },
      ...why.map((text) => ({ text, ink: INKS.fine })),
    ];
  });
}

/** `<party> <number>`, the party by its name. */
function basisText(basis: string, parties: CustodyTransferPayload['parties']): string {
  const [party = '', ...number] = basis.split(' ');
  return [parties[party] ?? party, ...number].join(' ');
}

const WHY: Readonly<Record<WhyLost, { readonly en: string; readonly es: string }>> = {
  production: { en: 'at production', es: 'en la producción' },
  seller: { en: 'seller, at the sale', es: 'vendedor, en la venta' },
  buyer: { en: 'buyer, at the sale', es: 'comprador, en la venta' },
  'unexplained-input': { en: 'gold of unknown origin in the melt', es: 'oro sin origen conocido en la fundición' },
  'never-carried': { en: 'mixed with gold that never carried it', es: 'mezclado con oro que nunca la tuvo' },
  incorporated: { en: 'counted in a mass-balance account', es: 'contado en una cuenta de balance de masas' },
};

function lostText(reason: LostReason, parties: CustodyTransferPayload['parties'], language: Language): string {
  const days = reason.from === reason.to ? reason.from : `${reason.from} – ${reason.to}`;
  const why = word(WHY, reason.why, language);
  if (reason.party === null) return `${why} · ${days}`;
  const who = [parties[reason.party] ?? reason.party, reason.credential].filter((part) => part !== null).join(' ');
  return `${who}: ${word(STANDING_WORDS, reason.standing, language)} · ${why} · ${days}`;
}
