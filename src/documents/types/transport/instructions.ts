/** What the forwarder is told to do, a row for each subject. */
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column, type Heading, type Line } from '../../pdf/table.js';
import { both, word } from '../parts/labels.js';
import { titleOf, type AttachedPaper } from './attached.js';
import { BEARERS, SHARES } from './carriage.js';
import type { InstructionLetterPayload } from './instruction-letter.js';

interface Instruction {
  readonly subject: Heading;
  readonly said: readonly string[];
  readonly listed?: readonly string[];
}

export function drawInstructions(sheet: Sheet, payload: InstructionLetterPayload): void {
  const columns: Column<Instruction>[] = [
    {
      heading: [''],
      share: 0.19,
      cell: ({ subject }) => subject.map((text, index) => ({ text, ink: index === 0 ? INKS.cellStrong : INKS.fine })),
    },
    {
      heading: [''],
      share: 0.81,
      cell: ({ said, listed = [] }) => [...inBoth(said), ...listed.map((text) => ({ text, ink: INKS.cell }))],
    },
  ];
  drawTable(
    sheet,
    columns,
    [handling, charges, insurance, customs, documents, security].map((tell) => tell(payload)),
  );
  sheet.y += 6;
}

function inBoth(said: readonly string[]): Line[] {
  return said.map((text, index) => ({ text, ink: index === 0 ? INKS.cell : INKS.fine }));
}

function handling({ language }: InstructionLetterPayload): Instruction {
  return {
    subject: both(language, 'Handling', 'Manejo'),
    said: both(
      language,
      'Book and label as valuable cargo, handling code VAL. Write “Valuable Cargo” and no worth on air waybill, labels and lists. Count and check the seals at each handover; do not open the box. No temperature is required.',
      'Reservar y rotular como carga valiosa, código VAL. En guía aérea, rótulos y listas se escribe «Valuable Cargo» y ninguna suma. Contar y revisar los precintos en cada entrega; no abrir la caja. No requiere temperatura.',
    ),
  };
}

function charges({ language, shares }: InstructionLetterPayload): Instruction {
  const borne = (['freight', 'insurance', 'export', 'import'] as const).map((share) => {
    return `${word(SHARES, share, language)}: ${word(BEARERS, shares[share], language)}`;
  });
  return {
    subject: both(language, 'Who pays', 'Quién paga'),
    said: [borne.slice(0, 2).join(' · ')],
    listed: [borne.slice(2).join(' · ')],
  };
}

function insurance({ language, shares, attached }: InstructionLetterPayload): Instruction {
  const subject = both(language, 'Insurance', 'Seguro');
  const certificate = attached.find(({ kind }) => kind === 'insurance');
  if (certificate !== undefined) {
    const named = nameOf(certificate);
    return {
      subject,
      said: both(
        language,
        `Insured under certificate ${named}. The carrier takes out no insurance.`,
        `Asegurada con el certificado ${named}. El transportador no contrata seguro.`,
      ),
    };
  }
  const said = {
    exporter: both(
      language,
      'The exporter insures; no certificate is recorded yet. The carrier takes out no insurance without a written order.',
      'El exportador asegura; aún no hay certificado anotado. El transportador no contrata seguro sin orden escrita.',
    ),
    consignee: both(
      language,
      'The consignee sees to the insurance. The carrier takes out none without a written order.',
      'El consignatario se ocupa del seguro. El transportador no lo contrata sin orden escrita.',
    ),
    open: both(
      language,
      'Insurance as agreed in writing. The carrier takes out none without a written order.',
      'Seguro según acuerdo escrito. El transportador no lo contrata sin orden escrita.',
    ),
  };
  return { subject, said: said[shares.insurance] };
}

function customs({ language, shipment, attached }: InstructionLetterPayload): Instruction {
  const subject = both(language, 'Customs', 'Aduana');
  const declaration = attached.find(({ kind }) => kind === 'export-declaration');
  const said =
    declaration === undefined
      ? both(
          language,
          `HS ${shipment.hs}. No export declaration is recorded yet: the box is not loaded before customs has accepted one.`,
          `Subpartida ${shipment.hs}. Aún no hay declaración de exportación anotada: la caja no se carga antes de que la aduana la acepte.`,
        )
      : both(
          language,
          `HS ${shipment.hs}. Present export declaration ${nameOf(declaration)} with the box.`,
          `Subpartida ${shipment.hs}. Presentar la declaración de exportación ${nameOf(declaration)} con la caja.`,
        );
  return { subject, said };
}

function documents({ language, attached }: InstructionLetterPayload): Instruction {
  const listed = attached.map((paper) => `${titleOf(paper.kind, language)} · ${nameOf(paper)}`);
  const said =
    attached.length === 0
      ? both(
          language,
          'None was made or recorded when this letter was written.',
          'Al hacer esta carta no había ninguno hecho ni anotado.',
        )
      : both(
          language,
          'Attached in a closed envelope, for customs and the consignee alone:',
          'Van adjuntos en sobre cerrado, solo para la aduana y el consignatario:',
        );
  return { subject: both(language, 'Documents', 'Documentos'), said, listed };
}

function security({ language }: InstructionLetterPayload): Instruction {
  return {
    subject: both(language, 'Security', 'Seguridad'),
    said: both(
      language,
      'Way and hour stand on no paper: the two persons named for it give them by word. A broken seal, a delay or a change of plan is told to the security contact before anything else is done.',
      'La ruta y la hora no constan en ningún papel: las dicen de palabra las dos personas designadas. Un precinto roto, una demora o un cambio se avisa al contacto de seguridad antes de hacer otra cosa.',
    ),
  };
}

function nameOf({ number, issuer }: AttachedPaper): string {
  return issuer === null ? number : `${number} (${issuer})`;
}
