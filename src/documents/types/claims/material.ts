/**
 * What a transfer document of the RJC Chain of Custody Standard says beside the bars: the certificates of both sides, the material
 * and its category, whether it passes as CoC material, and where the sourcing statement stands. Its own text was not at hand; the
 * fields are those of its 2012 to 2017 transfer documents.
 */
import { addDays } from '../../../core/day.js';
import { formatGrams } from '../../../core/quantity.js';
import { gramsOfNg, perMille } from '../../money/figures.js';
import type {
  BarOnPaper,
  ClaimOnPaper,
  CredentialOnPaper,
  Language,
  PartyOnPaper,
  ShipmentPaper,
} from '../../payload.js';
import { drawFields, type Field } from '../../pdf/fields.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { both, label, schemeName, STANDING_WORDS, word } from '../parts/labels.js';
import type { Nature, NatureOnPaper } from './facts/nature.js';

const RJC = 'rjc-coc';
/** Mined gold that the RJC takes in as eligible (release of September 2014). */
const RECOGNISED: ReadonlySet<string> = new Set(['fairmined', 'fairmined-ecological']);

export const NATURE_WORDS: Readonly<Record<Nature, { readonly en: string; readonly es: string }>> = {
  asm: { en: 'mined, artisanal and small-scale', es: 'de mina, artesanal y de pequeña escala' },
  mined: { en: 'mined', es: 'de mina' },
  recycled: { en: 'recycled', es: 'reciclado' },
  opening: { en: 'stock from before the records', es: 'existencias previas a los registros' },
  unexplained: { en: 'of unknown origin', es: 'de origen desconocido' },
};

interface Material extends ShipmentPaper {
  readonly bars: readonly (BarOnPaper & { readonly claims: readonly ClaimOnPaper[] })[];
  readonly natures: readonly NatureOnPaper[];
}

export function drawMaterial(sheet: Sheet, payload: Material): void {
  const { exporter, consignee, language } = payload;
  const field = (en: string, es: string, ...texts: string[]): Field => ({
    label: both(language, en, es),
    lines: texts.map((text) => ({ text, ink: INKS.body })),
  });
  const none = label('not-recorded', language).join(' / ');
  drawFields(
    sheet,
    [
      field(
        'Certificate of the issuing entity',
        'Certificado de la entidad emisora',
        certificateOf(exporter, language) ?? none,
      ),
      field(
        'Certificate of the receiving entity',
        'Certificado de la entidad receptora',
        certificateOf(consignee, language) ?? none,
      ),
      field('Material', 'Material', ...materialLines(payload)),
      field('Category', 'Categoría', ...natureLines(payload.natures, language)),
    ],
    2,
  );
  drawStatements(sheet, payload);
}

/** Its number, its days and how it stood; the one in force before any other. */
function certificateOf({ credentials }: PartyOnPaper, language: Language): string | undefined {
  const own = credentials.filter(({ scheme }) => scheme === RJC);
  const best = own.find(({ standing }) => standing === 'valid') ?? own[0];
  if (best === undefined) return undefined;
  return `${schemeName(RJC)} ${best.number} (${daysOf(best)}): ${word(STANDING_WORDS, best.standing, language)}`;
}

function daysOf({ from, until }: CredentialOnPaper): string {
  return until === null ? `${from} –` : `${from} – ${addDays(until, -1)}`;
}

function materialLines({ bars, language }: Material): string[] {
  const grossMg = bars.reduce((sum, bar) => sum + bar.grossMg, 0);
  const fineNg = bars.reduce((sum, bar) => sum + BigInt(bar.fineNg), 0n);
  const ppm = bars.map(({ finenessPpm }) => finenessPpm);
  const [least, most] = [Math.min(...ppm), Math.max(...ppm)];
  const purity = least === most ? perMille(least) : `${perMille(least)} – ${perMille(most)}`;
  return [
    `${label('goods-value', language).join(' / ')} · ${bars.length}`,
    `${formatGrams(grossMg)} g · ${purity} ‰ · ${gramsOfNg(fineNg)} g ${both(language, 'fine', 'fino').join(' / ')}`,
  ];
}

export function natureLines(natures: readonly NatureOnPaper[], language: Language): string[] {
  return natures.map(({ nature, fineNg }) => `${word(NATURE_WORDS, nature, language)}: ${gramsOfNg(BigInt(fineNg))} g`);
}

function drawStatements(sheet: Sheet, { exporter, bars, shipment, language }: Material): void {
  const certified = exporter.credentials.some(({ scheme, standing }) => scheme === RJC && standing === 'valid');
  const eligible = bars.filter(({ claims }) => claims.some((one) => one.carried && RECOGNISED.has(one.scheme)));
  const codes = eligible.map(({ code }) => code).join(', ');
  const statements = [
    both(language, 'Chain-of-custody eligibility', 'Elegibilidad para la cadena de custodia'),
    !certified
      ? both(
          language,
          'No RJC Chain of Custody certificate of the issuing entity was in force on this day: none of these bars passes as RJC CoC material.',
          'Ningún certificado RJC de cadena de custodia de la entidad emisora estaba vigente este día: ninguna de estas barras pasa como material RJC CoC.',
        )
      : eligible.length === 0
        ? both(
            language,
            'None of these bars carries a claim that the RJC Chain of Custody Standard recognises: none passes as CoC material.',
            'Ninguna de estas barras conserva una certificación que reconozca el estándar RJC de cadena de custodia: ninguna pasa como material CoC.',
          )
        : both(
            language,
            `The issuing entity declares these bars eligible as mined gold under a recognised responsible-mining standard: ${codes}.`,
            `La entidad emisora declara elegibles, como oro de mina bajo un estándar reconocido de minería responsable, estas barras: ${codes}.`,
          ),
    both(language, 'Conflict-sensitive sourcing', 'Abastecimiento sensible a conflictos'),
    both(
      language,
      `What the issuing entity found out about areas of conflict or high risk, and did about it, is told by its responsible-sourcing declaration on shipment ${shipment.code}, which the receiving entity may ask for.`,
      `Lo que la entidad emisora averiguó sobre zonas de conflicto o de alto riesgo, y lo que hizo, lo cuenta su declaración de abastecimiento responsable del embarque ${shipment.code}, que la entidad receptora puede pedir.`,
    ),
  ];
  for (const [index, words] of statements.entries()) {
    const heading = index % 2 === 0;
    if (heading) sheet.y += 3;
    if (heading) sheet.paragraph(words.join(' / '), INKS.label);
    else for (const text of words) sheet.paragraph(text, text === words[0] ? INKS.body : INKS.fine);
  }
  sheet.y += 8;
}
