/** What the exporter found out about those its gold came through, on paper: who they are, where it was dug, and red flags. */
import { own } from '../../../../core/own.js';
import type { Language } from '../../../payload.js';
import { labelOf } from '../../../pdf/fields.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Line } from '../../../pdf/table.js';
import { both, label, word } from '../../parts/labels.js';
import type { PartOnPaper } from '../facts/supplier-files.js';
import { drawSaid, fine, text } from '../sheet-parts.js';
import type { ActorOnPaper, DeclarationPayload } from './sourcing-declaration.js';
import { FINDING_WORDS, FLAG_WORDS, PART_WORDS, RESULT_WORDS } from './words.js';

const none = (language: Language): string => labelOf(label('not-recorded', language));

/** A line of each; of somebody without a file every part is not recorded. */
export function drawKnowledge(sheet: Sheet, { actors, language }: DeclarationPayload): void {
  if (actors.length === 0) {
    drawSaid(sheet, both(language, 'The gold came through nobody else.', 'El oro no pasó por nadie más.'));
    return;
  }
  drawTable(
    sheet,
    [
      {
        heading: both(language, 'Party and its part', 'Parte y lo que hizo'),
        share: 0.37,
        cell: ({ name, country, parts }) => [
          text(country === null ? name : `${name}, ${country}`),
          ...parts.map((part) => fine(word(PART_WORDS, part, language))),
        ],
      },
      {
        heading: both(language, 'Identity (KYC)', 'Identidad (KYC)'),
        share: 0.21,
        cell: ({ kyc }) => partLines(kyc, language),
      },
      { heading: both(language, 'Owners', 'Dueños'), share: 0.21, cell: ({ owners }) => partLines(owners, language) },
      {
        heading: both(language, 'Decision', 'Decisión'),
        share: 0.21,
        cell: ({ decision }) => partLines(decision, language),
      },
    ],
    actors,
  );
}

export function drawRisks(sheet: Sheet, { actors, language }: DeclarationPayload): void {
  if (actors.length === 0) {
    drawSaid(sheet, [none(language)]);
    return;
  }
  drawTable(
    sheet,
    [
      { heading: both(language, 'Party', 'Parte'), share: 0.2, cell: ({ name }) => [text(name)] },
      {
        heading: both(language, 'Determination and list', 'Determinación y lista'),
        share: 0.32,
        cell: (actor) => determinationLines(actor, language),
      },
      {
        heading: both(language, 'Red flags', 'Señales de alerta'),
        share: 0.29,
        cell: ({ flags }) => [
          ...partLines(flags, language),
          ...(flags?.ids ?? []).map((id) => fine(flagText(id, language))),
        ],
      },
      {
        heading: both(language, 'Mitigation', 'Mitigación'),
        share: 0.19,
        cell: ({ mitigation }) => [
          ...partLines(mitigation, language),
          ...(mitigation?.reviewBy
            ? [fine(`${both(language, 'review by', 'revisar antes de').join(' / ')} ${mitigation.reviewBy}`)]
            : []),
        ],
      },
    ],
    actors,
  );
}

function determinationLines({ determination, places }: ActorOnPaper, language: Language): Line[] {
  if (determination === null) return [fine(none(language))];
  const { list } = determination;
  return [
    ...partLines(determination, language),
    ...places.map(({ country, region, finding }) => {
      const says = finding === null ? none(language) : word(FINDING_WORDS, finding, language);
      return fine(`${region === '' ? country : region}: ${says}`);
    }),
    ...(list ? [fine(`${list.name} ${list.version} (${list.date})`)] : []),
  ];
}

function partLines(part: PartOnPaper | null, language: Language): Line[] {
  if (part === null) return [fine(none(language))];
  const { result, on, overdue } = part;
  const words = own(RESULT_WORDS, result) ?? { en: result, es: result };
  const late = overdue ? [fine(both(language, 'to be done anew', 'por renovar').join(' / '))] : [];
  return [text(word({ [result]: words }, result, language)), fine(on), ...late];
}

function flagText(id: string, language: Language): string {
  const words = FLAG_WORDS[id as keyof typeof FLAG_WORDS] as (typeof FLAG_WORDS)['R1'] | undefined;
  return words === undefined ? id : `${id} ${word({ [id]: words }, id, language)}`;
}
