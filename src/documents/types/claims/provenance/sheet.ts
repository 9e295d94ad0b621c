/** How a provenance sheet stands on paper. */
import { formatGrams } from '../../../../core/quantity.js';
import { own } from '../../../../core/own.js';
import { gramsOfNg, perMille } from '../../../money/figures.js';
import { labelOf } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Line } from '../../../pdf/table.js';
import { both, label } from '../../parts/labels.js';
import { claimLines } from '../claim-lines.js';
import { monthsText, stepText } from '../path-words.js';
import { drawHeading, drawSaid, fine, text } from '../sheet-parts.js';
import type { ProvenancePayload, SheetBar } from './provenance-sheet.js';
import { drawShares } from './share-bars.js';

export function drawProvenance(sheet: Sheet, payload: ProvenancePayload): void {
  const { language, bars } = payload;
  drawSaid(
    sheet,
    both(
      language,
      'Where the gold of each bar comes from, in exact shares of its fine gold, as recorded up to the shipment. Groups of fewer than five deliveries are put together as “others”, so that nobody can be recognised.',
      'De dónde viene el oro de cada barra, en partes exactas de su oro fino, según lo anotado hasta el embarque. Los grupos de menos de cinco entregas se juntan como «otros», para que nadie pueda ser reconocido.',
    ),
  );
  drawHeading(sheet, both(language, 'The way from the mine to the box', 'El camino de la mina a la caja'));
  drawPath(sheet, payload);
  drawHeading(sheet, both(language, 'From which places and months', 'De qué lugares y meses'));
  for (const bar of bars) drawBar(sheet, bar, payload);
  drawNotes(sheet, payload);
  drawHeading(sheet, both(language, 'How to check a bar', 'Cómo comprobar una barra'));
  drawProof(sheet, payload);
}

function drawPath(sheet: Sheet, { delivered, path, parties, language }: ProvenancePayload): void {
  const name = (organisation: string): string => own(parties, organisation) ?? organisation;
  const first = delivered.map(({ to, months }) => ({
    what: both(language, 'delivered by miners to', 'entregado por mineros a').join(' / '),
    who: name(to),
    when: months === null ? both(language, 'months not told', 'meses no contados').join(' / ') : monthsText(months),
  }));
  const then = path.map((step) => ({
    what: stepText(step, language),
    who: name(step.by),
    when: monthsText(step.months),
  }));
  drawTable(
    sheet,
    [
      { heading: both(language, 'What was done', 'Qué se hizo'), share: 0.34, cell: ({ what }) => [fine(what)] },
      { heading: both(language, 'Who', 'Quién'), share: 0.44, cell: ({ who }) => [text(who)] },
      { heading: both(language, 'Months', 'Meses'), share: 0.22, cell: ({ when }) => [text(when)] },
    ],
    [...first, ...then],
  );
}

/** Never torn from its first shares: a bar begins on a page that has room for some of them. */
function drawBar(sheet: Sheet, bar: SheetBar, { parties, language }: ProvenancePayload): void {
  const weights = `${formatGrams(bar.grossMg)} g × ${perMille(bar.finenessPpm)} ‰ = ${gramsOfNg(BigInt(bar.fineNg))} g`;
  sheet.need(64);
  sheet.y += 4;
  sheet.paragraph(`${bar.code} · ${weights}`, INKS.strong, { tag: 'H2' });
  sheet.paragraph(`${labelOf(label('lot', language))} ${bar.lot}`, INKS.label);
  sheet.y += 2;
  drawShares(sheet, bar.groups, parties, language);
  for (const line of claimLines(bar.claims, parties, language)) drawLine(sheet, line);
  sheet.y += 5;
}

function drawLine(sheet: Sheet, { text: said, ink }: Line): void {
  sheet.paragraph(said, ink);
}

function drawNotes(sheet: Sheet, { bars, language }: ProvenancePayload): void {
  const periods = new Set(bars.flatMap(({ groups }) => groups.map(({ period }) => period)));
  if (periods.has('opening')) {
    drawSaid(
      sheet,
      both(
        language,
        'Stock from before the records: gold the cooperative already held; it is known by its papers.',
        'Existencias previas a los registros: oro que la cooperativa ya tenía; se conoce por sus papeles.',
      ),
    );
  }
  if (!periods.has('unexplained')) return;
  drawSaid(
    sheet,
    both(
      language,
      'Of unknown origin: gold that went into a melt and that the books do not explain.',
      'De origen desconocido: oro que entró a una fundición y que los libros no explican.',
    ),
  );
}

function drawProof(sheet: Sheet, { verify, log, language }: ProvenancePayload): void {
  const server = verify.slice(0, Math.max(0, verify.lastIndexOf('/verify/')));
  drawSaid(
    sheet,
    both(
      language,
      `Save the proof of a lot from ${server}/api/lots/<lot>/bundle, signed in as one of its parties, and check it without a network at ${server}/verify/ or with: npx veta verify <file>. The shares above come out again.`,
      `Guarde la prueba de un lote desde ${server}/api/lots/<lote>/bundle, con la sesión de una de sus partes, y compruébela sin red en ${server}/verify/ o con: npx veta verify <archivo>. Salen otra vez las partes de arriba.`,
    ),
  );
  sheet.y += 3;
  const { origin, entries, checkpoint } = log;
  const records = both(
    language,
    `${origin}, its first ${entries} records`,
    `${origin}, sus primeras ${entries} anotaciones`,
  );
  sheet.paragraph(`${both(language, 'Log', 'Registro').join(' / ')}: ${records.join(' / ')}`, INKS.fine);
  if (checkpoint === null) return;
  const { size, root } = checkpoint;
  const signed = both(language, 'Signed checkpoint', 'Punto de control firmado').join(' / ');
  sheet.paragraph(`${signed}: ${size} · ${root}`, { ...INKS.mono, size: 6.4 });
}
