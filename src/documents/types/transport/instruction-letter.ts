/**
 * Shipper's letter of instruction (UNTDID 1001: 341): what the forwarder is to do with the box. Handlers read it, so that neither
 * the paper nor the payload inside it tells what the gold is worth, how fine it is, which way it goes or when.
 */
import type { HandledShipment, ShipmentPaper } from '../../payload.js';
import { drawFields, type Field } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { OfShipment, ShipmentDocument } from '../document-type.js';
import { both, label } from '../parts/labels.js';
import { papersOf, type AttachedPaper } from './attached.js';
import { drawBlanks } from './by-hand.js';
import { sharesOf, type Bearer, type Share } from './carriage.js';
import { drawInstructions } from './instructions.js';
import { figure, kilograms } from './figures.js';
import { forHandlers } from './handled.js';

export interface InstructionLetterPayload extends ShipmentPaper<HandledShipment> {
  readonly kind: 'instruction-letter';
  readonly pieces: number;
  /** Of the gold alone: nobody recorded what the box weighs. */
  readonly grossMg: number;
  readonly seals: readonly string[];
  readonly shares: Readonly<Record<Share, Bearer>>;
  /** Whom the carrier tells of the arrival. */
  readonly notify: string | null;
  readonly attached: readonly AttachedPaper[];
}

export const INSTRUCTION_LETTER: ShipmentDocument<InstructionLetterPayload> = {
  kind: 'instruction-letter',
  about: 'shipment',
  prefix: 'SIL',
  untdid: '341',
  title: {
    en: 'Shipper’s letter of instruction',
    es: 'Carta de instrucciones del embarcador',
    fr: 'Lettre d’instructions de l’expéditeur',
  },
  template: 1,
  made: 'on-request',
  keepYears: 5,
  priced: false,
  signed: ['for-exporter', 'for-carrier'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body: instructionsFor,
  draw: drawInstructionLetter,
};

async function instructionsFor(source: OfShipment) {
  const { shipment, bars, terms } = source.facts;
  if (bars.length === 0) return undefined;
  return {
    ...forHandlers(source.facts),
    pieces: bars.length,
    grossMg: bars.reduce((sum, { grossMg }) => sum + grossMg, 0),
    seals: [...new Set(bars.flatMap(({ seal }) => seal ?? []))],
    shares: sharesOf(shipment.incoterm),
    notify: terms?.notify ?? null,
    attached: await papersOf(source),
  };
}

function drawInstructionLetter(sheet: Sheet, payload: InstructionLetterPayload): void {
  const { language } = payload;
  sheet.paragraph('VALUABLE CARGO · VAL', { ...INKS.title, size: 14 }, { tag: 'H2' });
  sheet.y += 6;
  const seals = sealsField(payload);
  const few = payload.seals.length <= SEALS_IN_A_COLUMN;
  drawFields(sheet, [...boxFields(payload), ...(few ? [seals] : [])], 4);
  // Every one of them is counted at each handover.
  if (!few) drawFields(sheet, [seals], 1);
  drawInstructions(sheet, payload);
  drawBlanks(sheet, [
    both(language, 'Forwarder', 'Transportador'),
    both(language, 'Box weighed, kg', 'Caja pesada, kg'),
    both(language, 'Security contact', 'Contacto'),
    both(language, 'Telephone', 'Teléfono'),
  ]);
}

function boxFields({ pieces, grossMg, notify, language }: InstructionLetterPayload): Field[] {
  return [
    figure(both(language, 'Pieces in the box', 'Piezas en la caja'), String(pieces)),
    figure(both(language, 'Gross kg', 'Kg brutos'), kilograms(grossMg)),
    figure(both(language, 'Notify', 'Notificar a'), notify ?? '—'),
  ];
}

const SEALS_IN_A_COLUMN = 9;

/** In lines of a dozen: the sheet would cut one long text short. */
function sealsField({ seals, language }: InstructionLetterPayload): Field {
  const rows = Array.from({ length: Math.ceil(seals.length / 12) }, (_, row) => seals.slice(row * 12, row * 12 + 12));
  const lines = seals.length === 0 ? ['—'] : rows.map((row) => row.join(' · '));
  return { label: label('seal', language), lines: lines.map((text) => ({ text, ink: INKS.strong })) };
}
