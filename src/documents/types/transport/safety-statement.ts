/**
 * Safety statement: what the shipper declares of dangerous goods (UN Model Regulations, chapter 3.2; IATA Dangerous Goods
 * Regulations, section 4.2), and what is recorded of residues. One page; what nobody recorded is printed as not recorded.
 */
import type { Form } from '../../../core/custody/statements.js';
import type { HandledShipment, ShipmentPaper } from '../../payload.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import type { OfShipment, ShipmentDocument } from '../document-type.js';
import { both } from '../parts/labels.js';
import { capturedOf } from './attached.js';
import { drawBlanks } from './by-hand.js';
import { forHandlers } from './handled.js';
import { drawAnalyses, drawResidues } from './residues-table.js';
import { residuesOf, type Residues } from './residues.js';

/** Bars of one form of which the same is known. */
export interface SafetyGroup {
  readonly form: Form;
  readonly solid: boolean;
  readonly bars: readonly string[];
  readonly residues: Residues;
}

/** What a laboratory found beside gold, as a recorded certificate has it. */
export interface Analysis {
  readonly certificate: string;
  readonly issuer: string | null;
  readonly found: readonly string[];
}

export interface SafetyStatementPayload extends ShipmentPaper<HandledShipment> {
  readonly kind: 'safety-statement';
  readonly groups: readonly SafetyGroup[];
  readonly analyses: readonly Analysis[];
}

export const SAFETY_STATEMENT: ShipmentDocument<SafetyStatementPayload> = {
  kind: 'safety-statement',
  about: 'shipment',
  prefix: 'SAF',
  // 890 is for dangerous goods only.
  untdid: null,
  title: { en: 'Safety statement', es: 'Declaración de seguridad', fr: 'Déclaration de sécurité' },
  template: 1,
  made: 'on-request',
  keepYears: 5,
  priced: false,
  signed: ['for-exporter', 'for-carrier'],
  lacks: { en: 'bars in it', es: 'barras dentro', fr: 'des lingots dedans' },
  body: statementOf,
  draw: drawSafetyStatement,
};

/** Cast or worked metal in one piece; powders, sponges, slags and rock are classified by whoever ships them. */
const SOLID: ReadonlySet<Form> = new Set<Form>(['dore', 'alloy', 'nugget', 'piece', 'grain']);

async function statementOf(source: OfShipment) {
  const { facts, replay } = source;
  if (facts.bars.length === 0) return undefined;
  const groups = new Map<string, SafetyGroup>();
  for (const { lot: id, code } of facts.bars) {
    const form = replay.lots.get(id)?.form;
    if (form === undefined) throw new Error(`bug: bar ${code} was packed but never made`);
    const residues = residuesOf(replay, id);
    const key = JSON.stringify([form, residues]);
    const known = groups.get(key) ?? { form, solid: SOLID.has(form), bars: [], residues };
    groups.set(key, { ...known, bars: [...known.bars, code] });
  }
  const certificates = (await capturedOf(source)).filter(({ kind }) => kind === 'assay-certificate');
  const analyses = certificates.flatMap(({ number, issuer, fields }): Analysis[] => {
    const found = fields?.['deleterious'];
    return Array.isArray(found) ? [{ certificate: number, issuer, found: found.map(String) }] : [];
  });
  return { ...forHandlers(facts), groups: [...groups.values()], analyses };
}

function drawSafetyStatement(sheet: Sheet, payload: SafetyStatementPayload): void {
  const { exporter, groups, language } = payload;
  const head = both(language, `Stated by the shipper, ${exporter.name}`, `Declara el embarcador, ${exporter.name}`);
  sheet.paragraph(head.join(' / '), INKS.heading, { tag: 'H2' });
  sheet.y += 4;
  if (groups.some(({ solid }) => solid)) say(sheet, ofSolids(payload));
  if (groups.some(({ solid }) => !solid)) say(sheet, ofOthers(payload));
  drawResidues(sheet, groups, language);
  drawAnalyses(sheet, payload.analyses, language);
  drawBlanks(sheet, [
    both(language, 'Contact on safety: name', 'Contacto de seguridad: nombre'),
    both(language, 'Contact on safety: telephone', 'Contacto de seguridad: teléfono'),
  ]);
}

function say(sheet: Sheet, texts: readonly string[]): void {
  for (const text of texts) sheet.paragraph(text, text === texts[0] ? INKS.body : INKS.fine);
  sheet.y += 6;
}

function ofSolids({ language, groups }: SafetyStatementPayload): readonly string[] {
  const count = groups.filter(({ solid }) => solid).reduce((sum, { bars }) => sum + bars.length, 0);
  return both(
    language,
    `The pieces marked “solid” (${count}) are unwrought gold in solid metal. They are no powder, liquid, gas, sponge or article, are not named in the list of dangerous goods (UN Model Regulations, chapter 3.2; IATA Dangerous Goods Regulations, section 4.2), and are handed over as not restricted.`,
    `Las piezas marcadas «sólido» (${count}) son oro en bruto de metal sólido. No son polvo, líquido, gas, esponja ni artículo, no figuran en la lista de mercancías peligrosas (Reglamentación Modelo de la ONU, capítulo 3.2; IATA DGR, sección 4.2) y se entregan como mercancía sin restricción.`,
  );
}

function ofOthers({ language, groups }: SafetyStatementPayload): readonly string[] {
  const count = groups.filter(({ solid }) => !solid).reduce((sum, { bars }) => sum + bars.length, 0);
  return both(
    language,
    `Of the pieces not marked “solid” (${count}) nothing is stated here: they are to be classified before they are carried.`,
    `De las piezas no marcadas «sólido» (${count}) aquí no se declara nada: deben clasificarse antes de transportarlas.`,
  );
}
