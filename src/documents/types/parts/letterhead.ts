/** What stands at the head of every paper: title, number, the two parties with their licences, and the shipment. */
import { addDays } from '../../../core/day.js';
import type {
  AnyShipmentPaper,
  CredentialOnPaper,
  HandledShipment,
  LotPaper,
  PartyOnPaper,
  Payload,
  ShipmentOnPaper,
} from '../../payload.js';
import { drawFields, labelOf, type Field } from '../../pdf/fields.js';
import { ACCENT, INKS, PAGE, TEXT_WIDTH } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { Line } from '../../pdf/table.js';
import { judgeAirWaybill } from '../../../core/custody/papers/air-waybill.js';
import { typeOf } from '../document-types.js';
import { both, label, schemeName, STANDING_WORDS, word, type LabelKey } from './labels.js';
import { spoken } from './spoken.js';

export function drawLetterhead(sheet: Sheet, payload: Payload): void {
  const { title: titles } = typeOf(payload.kind);
  const [title = '', ...others] = spoken(payload, both(payload.language, titles.en, titles.es));
  const half = TEXT_WIDTH * 0.62;
  const top = sheet.y + 4;
  const heading = sheet.lines(title, INKS.title, half);
  sheet.tag('H1', {}, () => sheet.paint(heading, INKS.title, PAGE.left, top, half));
  let left = top + sheet.heightOf(heading, INKS.title);
  for (const other of others) {
    const lines = sheet.lines(other, INKS.subtitle, half);
    sheet.tag('P', { lang: typeOf(payload.kind).local === true ? 'en' : payload.language }, () =>
      sheet.paint(lines, INKS.subtitle, PAGE.left, left, half),
    );
    left += sheet.heightOf(lines, INKS.subtitle);
  }
  const right = drawNumber(sheet, payload, top, PAGE.left + half, TEXT_WIDTH - half);
  sheet.y = Math.max(left, right) + 10;
  sheet.rule(PAGE.left, 42, sheet.y, 1.6, ACCENT);
  sheet.y += 14;
}

function drawNumber(sheet: Sheet, payload: Payload, top: number, x: number, width: number): number {
  const issued = `${payload.issuedAt.slice(0, 10)} ${payload.issuedAt.slice(11, 16)} UTC`;
  const lines: Line[] = [
    { text: labelOf(spoken(payload, label('document-number', payload.language))), ink: INKS.label },
    { text: payload.number, ink: INKS.strong },
    { text: `${labelOf(spoken(payload, label('issued', payload.language)))}: ${issued}`, ink: INKS.fine },
  ];
  const { untdid } = typeOf(payload.kind);
  if (untdid !== null) lines.push({ text: `UN/EDIFACT 1001: ${untdid}`, ink: INKS.fine });
  let y = top + 3;
  sheet.tag('P', {}, () => {
    for (const { text, ink } of lines) y += sheet.paint(sheet.lines(text, ink, width), ink, x, y, width, 'right');
  });
  return y;
}

export function drawParties(sheet: Sheet, payload: AnyShipmentPaper): void {
  const field = (key: LabelKey, party: PartyOnPaper): Field => ({
    label: label(key, payload.language),
    lines: partyLines(party, payload),
  });
  drawFields(sheet, [field('exporter', payload.exporter), field('consignee', payload.consignee)], 2);
  sheet.y += 4;
  sheet.rule();
  sheet.y += 8;
}

/** Of a paper about one lot: whoever makes it out, and which lot. */
export function drawIssuer(sheet: Sheet, payload: LotPaper): void {
  const { issuer, lot, language } = payload;
  const about = [
    { text: lot.code, ink: { ...INKS.strong, size: 9 } },
    { text: `${lot.on} · ${lot.tz}`, ink: INKS.fine },
  ];
  const fields = [
    { label: spoken(payload, label('issuer', language)), lines: partyLines(issuer, payload) },
    { label: spoken(payload, label('lot', language)), lines: about },
  ];
  drawFields(sheet, fields, 2);
  sheet.y += 4;
  sheet.rule();
  sheet.y += 8;
}

function partyLines(party: PartyOnPaper, payload: Payload): Line[] {
  const lines: Line[] = [{ text: party.name, ink: { ...INKS.strong, size: 9 } }];
  const where = [party.address, party.country].filter((part) => part !== null).join(', ');
  lines.push({ text: where, ink: INKS.body });
  if (party.taxId !== null) {
    lines.push({
      text: `${labelOf(spoken(payload, label('tax-id', payload.language)))}: ${party.taxId}`,
      ink: INKS.fine,
    });
  }
  for (const credential of party.credentials)
    lines.push({ text: credentialText(credential, payload.language), ink: INKS.fine });
  return lines;
}

function credentialText(credential: CredentialOnPaper, language: Payload['language']): string {
  const { scheme, number, from, until, standing } = credential;
  const dates =
    until === null ? both(language, `from ${from}`, `desde ${from}`).join(' / ') : `${from} – ${addDays(until, -1)}`;
  // No-break spaces: a standing should not be torn from its translation.
  const stands = word(STANDING_WORDS, standing, language).replaceAll(' ', '\u00a0');
  return `${schemeName(scheme)} ${number} (${dates}): ${stands}`;
}

export function drawShipment(sheet: Sheet, payload: AnyShipmentPaper): void {
  const { language } = payload;
  const shipment: HandledShipment & Partial<ShipmentOnPaper> = payload.shipment;
  const field = (key: LabelKey, text: string): Field => ({
    label: label(key, language),
    lines: [{ text, ink: INKS.body }],
  });
  const fields = [
    field('shipment', shipment.code),
    ...(shipment.exportedOn === undefined ? [] : [field('shipped', shipment.exportedOn ?? '—')]),
    field('incoterm', shipment.incoterm),
    ...(shipment.corridor === undefined ? [] : [field('corridor', shipment.corridor.replace('>', ' → '))]),
    airWaybillField(shipment, payload),
    field('goods', label('goods-value', language).join(' / ')),
    tariffField(shipment, payload),
    field('box', boxText(payload)),
  ];
  drawFields(sheet, fields, 4);
  sheet.y += 6;
}

/** The digits of all countries, and under them those of where it goes. */
function tariffField({ hs, tariffs = [] }: Pick<ShipmentOnPaper, 'hs' | 'tariffs'>, { language }: Payload): Field {
  const open = both(language, 'to be confirmed', 'por confirmar').join(' / ');
  const own = tariffs.map(({ place, digits, key, unconfirmed }) => {
    const text = `${[digits, ...(key === undefined ? [] : [key])].join(' / ')} (${place})`;
    return { text: unconfirmed ? `${text}: ${open}` : text, ink: INKS.body };
  });
  return { label: label('hs', language), lines: [{ text: hs, ink: INKS.body }, ...own] };
}

function boxText({ shipment, bars, language }: AnyShipmentPaper): string {
  if (bars === undefined) return shipment.box;
  return `${shipment.box} · ${bars.length} ${label('bars', language).join(' / ').toLowerCase()}`;
}

function airWaybillField({ airWaybill }: HandledShipment, { language }: Payload): Field {
  const lines: Line[] = [{ text: airWaybill ?? '—', ink: INKS.body }];
  if (airWaybill !== null) {
    const says = {
      holds: both(language, 'check digit holds', 'dígito correcto'),
      fails: both(
        language,
        'check digit does not hold: confirm with the airline',
        'el dígito de control no cuadra: confírmelo',
      ),
      unreadable: both(language, 'not an air waybill number', 'no es un número de guía aérea'),
    }[judgeAirWaybill(airWaybill)];
    lines.push({ text: says.join(' / '), ink: INKS.fine });
  }
  return { label: label('air-waybill', language), lines };
}
