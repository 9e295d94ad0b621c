/** How a responsible-sourcing declaration stands on paper. */
import { formatGrams } from '../../../../core/quantity.js';
import { own } from '../../../../core/own.js';
import { gramsOfNg, milliGramsOf, perMille, thousandths } from '../../../money/figures.js';
import type { Language } from '../../../payload.js';
import { drawFields, labelOf, type Field } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Column } from '../../../pdf/table.js';
import { both, label, METHOD_WORDS, schemeName, word, type LabelKey } from '../../parts/labels.js';
import { natureLines } from '../material.js';
import { monthsText, stepText } from '../path-words.js';
import { drawHeading, drawSaid, fine, text } from '../sheet-parts.js';
import type { MineOnPaper } from './origins.js';
import type { AssayedBar, DeclarationPayload } from './sourcing-declaration.js';
import { drawKnowledge, drawRisks } from './known-sheet.js';
import { TECHNIQUE_WORDS } from './words.js';

export function drawDeclaration(sheet: Sheet, payload: DeclarationPayload): void {
  const { language, exporter, shipment } = payload;
  drawSaid(
    sheet,
    both(
      language,
      `${exporter.name} declares on the gold of shipment ${shipment.code}, by the OECD Due Diligence Guidance and its Supplement on Gold, what was recorded up to the shipment. Where nothing was recorded this paper says so.`,
      `${exporter.name} declara sobre el oro del embarque ${shipment.code}, según la Guía de Debida Diligencia de la OCDE y su Suplemento sobre el Oro, lo anotado hasta el embarque. Donde nada se anotó, este documento lo dice.`,
    ),
  );
  drawHeading(sheet, both(language, '1. The gold', '1. El oro'));
  drawFields(sheet, goldFields(payload), 2);
  drawTable(sheet, barColumns(payload), payload.bars, totals(payload));
  drawHeading(sheet, both(language, '2. Where it was mined', '2. Dónde se extrajo'));
  drawTable(sheet, mineColumns(payload), payload.mines);
  drawHeading(sheet, both(language, '3. Processing, transport and hands', '3. Proceso, transporte y manos'));
  drawPath(sheet, payload);
  drawHeading(sheet, both(language, '4. Who was known, and how well', '4. A quién se conoce, y cuánto'));
  drawKnowledge(sheet, payload);
  drawHeading(sheet, both(language, '5. Areas of conflict or high risk', '5. Zonas de conflicto o de alto riesgo'));
  drawRisks(sheet, payload);
  drawHeading(sheet, both(language, '6. Royalties, mercury, policy', '6. Regalías, mercurio, política'));
  drawFields(sheet, otherFields(payload), 3);
}

const none = (language: Language): string => labelOf(label('not-recorded', language));

function field(language: Language, [en, es]: readonly [string, string], texts: readonly string[]): Field {
  const lines = texts.length === 0 ? [none(language)] : texts;
  return { label: both(language, en, es), lines: lines.map((one) => ({ text: one, ink: INKS.body })) };
}

function goldFields({ language, natures, certified }: DeclarationPayload): Field[] {
  const under = certified.map(({ scheme, fineNg }) => `${schemeName(scheme)}: ${gramsOfNg(BigInt(fineNg))} g`);
  return [
    field(language, ['Nature, by fine gold', 'Naturaleza, por oro fino'], natureLines(natures, language)),
    field(
      language,
      ['Certification, by fine gold', 'Certificación, por oro fino'],
      under.length === 0 ? [both(language, 'none carried', 'ninguna conservada').join(' / ')] : under,
    ),
  ];
}

function barColumns({ language, parties }: DeclarationPayload): Column<AssayedBar>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: heading('bar'), share: 0.17, cell: ({ code }) => [{ text: code, ink: INKS.cellStrong }] },
    { heading: heading('gross'), share: 0.12, align: 'right', cell: ({ grossMg }) => formatGrams(grossMg) },
    { heading: heading('fineness'), share: 0.11, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('method'), share: 0.18, cell: ({ method }) => word(METHOD_WORDS, method, language) },
    {
      heading: both(language, 'Assay', 'Ensaye'),
      share: 0.3,
      cell: ({ assay }) => {
        if (assay === null) return [fine(none(language))];
        const by = own(parties, assay.laboratory) ?? assay.laboratory;
        return [fine([by, assay.certificate, assay.on].filter((one) => one !== null).join(' · '))];
      },
    },
    { heading: heading('fine'), share: 0.12, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
  ];
}

function totals({ bars, language }: DeclarationPayload) {
  const grossMg = bars.reduce((sum, bar) => sum + bar.grossMg, 0);
  const fineMg = bars.reduce((sum, bar) => sum + milliGramsOf(BigInt(bar.fineNg)), 0n);
  const first = `${labelOf(label('total', language))}: ${bars.length}`;
  return [first, formatGrams(grossMg), '', '', '', thousandths(fineMg)].map((one) => [
    { text: one, ink: INKS.cellStrong },
  ]);
}

function mineColumns({ language, parties }: DeclarationPayload): Column<MineOnPaper>[] {
  return [
    {
      heading: both(language, 'Producer and site', 'Productor y sitio'),
      share: 0.24,
      cell: ({ organisation, site }) => [
        text(own(parties, organisation) ?? organisation),
        fine(`${organisation} / ${site}`),
      ],
    },
    {
      heading: both(language, 'Municipality, region', 'Municipio, región'),
      share: 0.26,
      cell: ({ municipality, region, country }) => [
        text([municipality ?? none(language), region || country].filter((one) => one !== '').join(', ')),
      ],
    },
    {
      heading: both(language, 'Title', 'Título'),
      share: 0.16,
      cell: ({ title }) => [fine(title ?? none(language))],
    },
    {
      heading: both(language, 'Deposit', 'Yacimiento'),
      share: 0.1,
      cell: ({ deposit }) => [fine(deposit ?? none(language))],
    },
    {
      heading: both(language, 'Months', 'Meses'),
      share: 0.13,
      cell: ({ months }) => [fine(months === null ? none(language) : monthsText(months))],
    },
    { heading: label('fine', language), share: 0.11, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
  ];
}

function drawPath(sheet: Sheet, { path, parties, language, shipment }: DeclarationPayload): void {
  drawTable(
    sheet,
    [
      {
        heading: both(language, 'What was done', 'Qué se hizo'),
        share: 0.34,
        cell: (step) => [fine(stepText(step, language))],
      },
      { heading: both(language, 'Who', 'Quién'), share: 0.44, cell: ({ by }) => [text(own(parties, by) ?? by)] },
      { heading: both(language, 'Months', 'Meses'), share: 0.22, cell: ({ months }) => [text(monthsText(months))] },
    ],
    path,
  );
  sheet.y += 3;
  const route = shipment.corridor.replace('>', ' → ');
  const said = both(
    language,
    `Route: ${route}. Days, places and people of the journey are not told on paper.`,
    `Ruta: ${route}. Días, lugares y personas del viaje no se cuentan en papel.`,
  );
  for (const one of said) sheet.paragraph(one, INKS.fine);
}

function otherFields({ language, royalties, mercury, policy }: DeclarationPayload): Field[] {
  const receipts = royalties.map(({ number, issuer, month, fineNg }) => {
    const covers =
      fineNg === null ? [] : [`${gramsOfNg(BigInt(fineNg))} g ${both(language, 'fine', 'fino').join(' / ')}`];
    return [number, ...[issuer, month].filter((one) => one !== null), ...covers].join(' · ');
  });
  return [
    field(language, ['Royalties and taxes paid: receipts', 'Regalías e impuestos pagados: recibos'], receipts),
    field(language, ['Mercury', 'Mercurio'], mercuryLines(mercury, language)),
    field(language, ['Supply-chain policy', 'Política de cadena de suministro'], policy === null ? [] : [policy]),
  ];
}

function mercuryLines(
  { spongeNg, techniques, addedMg, ecologicalNg }: DeclarationPayload['mercury'],
  language: Language,
): string[] {
  const used = techniques.map((one) => word(TECHNIQUE_WORDS, one, language)).join(', ');
  const lines: readonly (readonly [there: boolean, en: string, es: string, what: string])[] = [
    [spongeNg !== '0', 'delivered as amalgam sponge', 'entregado como esponja de amalgama', grams(spongeNg)],
    [techniques.length > 0, 'milling', 'molienda', used],
    [addedMg > 0, 'mercury put in', 'mercurio agregado', `${formatGrams(addedMg)} g`],
    [
      ecologicalNg !== '0',
      'without it, under Fairmined Ecological',
      'sin él, bajo Fairmined Ecológico',
      grams(ecologicalNg),
    ],
  ];
  return lines.filter(([there]) => there).map(([, en, es, what]) => `${both(language, en, es).join(' / ')}: ${what}`);
}

function grams(ng: string): string {
  return `${gramsOfNg(BigInt(ng))} g`;
}
