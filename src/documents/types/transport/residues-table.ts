/** What is recorded of mercury and cyanide, and what laboratories found, as the safety statement prints it. */
import type { Form } from '../../../core/custody/statements.js';
import type { Language } from '../../payload.js';
import { labelOf } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Cell, type Column } from '../../pdf/table.js';
import { FORM_WORDS } from '../parts/forms.js';
import { both, label, schemeName, word } from '../parts/labels.js';
import type { Substance } from '../parts/substances.js';
import type { Residue, Trace } from './residues.js';
import type { Analysis, SafetyGroup } from './safety-statement.js';

/** All codes stand in the payload; a page holds these many. */
const MOST_CODES = 12;

const BY: Readonly<Record<Trace, { readonly en: string; readonly es: string }>> = {
  technique: { en: 'technique of a milling campaign', es: 'técnica de una campaña de molienda' },
  addition: { en: 'added in a milling campaign', es: 'agregado en una campaña de molienda' },
  form: { en: 'retorted gold handed in', es: 'oro refogado entregado' },
};

export function drawResidues(sheet: Sheet, groups: readonly SafetyGroup[], language: Language): void {
  drawTable(sheet, columns(language), groups);
  sheet.y += 8;
  const meant = both(
    language,
    'As recorded anywhere in the making of the gold. “Not recorded” says that nobody recorded it, and not that the gold is free of it.',
    'Según lo anotado en cualquier punto de la obtención del oro. «Sin registro» dice que nadie lo anotó, y no que el oro esté libre de ello.',
  );
  for (const text of meant) sheet.paragraph(text, INKS.fine);
  sheet.y += 8;
}

function columns(language: Language): Column<SafetyGroup>[] {
  const found = (substance: Substance) => (group: SafetyGroup) => residueText(group.residues[substance], language);
  return [
    { heading: both(language, 'Form', 'Forma'), share: 0.22, cell: (group) => formText(group, language) },
    { heading: both(language, 'Pieces', 'Piezas'), share: 0.22, cell: ({ bars }) => codesText(bars) },
    { heading: both(language, 'Mercury', 'Mercurio'), share: 0.28, cell: found('mercury') },
    { heading: both(language, 'Cyanide', 'Cianuro'), share: 0.28, cell: found('cyanide') },
  ];
}

function formText({ form, solid }: { form: Form; solid: boolean }, language: Language): Cell {
  const how = solid ? both(language, 'solid', 'sólido') : both(language, 'not stated as solid', 'no declarado sólido');
  return [
    { text: word(FORM_WORDS, form, language), ink: INKS.cellStrong },
    { text: how.join(' / '), ink: INKS.fine },
  ];
}

function codesText(bars: readonly string[]): Cell {
  const shown = bars.slice(0, MOST_CODES).join(', ');
  return [
    { text: String(bars.length), ink: INKS.cellStrong },
    { text: bars.length > MOST_CODES ? `${shown} …` : shown, ink: INKS.fine },
  ];
}

function residueText(residue: Residue, language: Language): Cell {
  if (residue.is === 'not-recorded') return labelOf(label('not-recorded', language));
  if (residue.is === 'declared-none') {
    return [
      { text: both(language, 'declared: not used', 'declarado: no usado').join(' / '), ink: INKS.cell },
      { text: schemeName(residue.scheme), ink: INKS.fine },
    ];
  }
  return [
    { text: both(language, 'use recorded', 'uso anotado').join(' / '), ink: INKS.cellStrong },
    ...residue.by.map((trace) => ({ text: word(BY, trace, language), ink: INKS.fine })),
  ];
}

export function drawAnalyses(sheet: Sheet, analyses: readonly Analysis[], language: Language): void {
  const heading = both(language, 'Found by a laboratory beside gold', 'Hallado por un laboratorio además del oro');
  sheet.paragraph(heading.join(' / '), INKS.heading, { tag: 'H2' });
  const lines =
    analyses.length === 0
      ? [labelOf(label('not-recorded', language))]
      : analyses.map(({ certificate, issuer, found }) => {
          return `${[certificate, issuer].filter((part) => part !== null).join(', ')}: ${found.join('; ')}`;
        });
  for (const line of lines) sheet.paragraph(line, INKS.body);
  sheet.y += 10;
}
