/** How a Fairmined transaction stands on paper. */
import { formatGrams } from '../../../../core/quantity.js';
import { own } from '../../../../core/own.js';
import { figures, gramsOfNg, milliGramsOf, Money, perMille, thousandths } from '../../../money/figures.js';
import type { CredentialOnPaper, Language } from '../../../payload.js';
import { drawFields, labelOf, type Field } from '../../../pdf/fields.js';
import { INKS } from '../../../pdf/ink.js';
import type { Sheet } from '../../../pdf/sheet.js';
import { drawTable, type Column, type Line } from '../../../pdf/table.js';
import { both, label, schemeName, STANDING_WORDS, word, type LabelKey } from '../../parts/labels.js';
import type { FairminedBar, PriceOnPaper, PurchaseOnPaper } from './sold.js';
import type { FairminedPayload } from './fairmined-transaction.js';
import { drawHeading, drawSaid, text } from '../sheet-parts.js';

export function drawFairmined(sheet: Sheet, payload: FairminedPayload): void {
  const { language } = payload;
  const said = both(
    language,
    'Gold of the bars below is sold under Fairmined. What the scheme’s own register asks for is told here from the records up to the shipment; the register’s own form is not replaced.',
    'El oro de las barras de abajo se vende bajo Fairmined. Lo que pide el registro del propio sello se cuenta aquí según lo anotado hasta el embarque; no reemplaza el formulario de ese registro.',
  );
  drawSaid(sheet, said);
  sheet.y += 6;
  drawFields(sheet, saleFields(payload), 3);
  drawHeading(sheet, both(language, 'Bars under the claim', 'Barras con la certificación'));
  drawTable(sheet, barColumns(payload), payload.bars, totals(payload));
  drawHeading(sheet, both(language, 'Price and Fairmined Premium, USD', 'Precio y Premio Fairmined, USD'));
  drawTable(sheet, priceColumns(payload), payload.prices);
  sheet.y += 6;
  drawFields(sheet, paymentFields(payload), 3);
  if (payload.purchases.length === 0) return;
  drawHeading(sheet, both(language, 'Bought from the producer', 'Comprado al productor'));
  drawTable(sheet, purchaseColumns(payload), payload.purchases);
}

const none = (language: Language): string => labelOf(label('not-recorded', language));

function field(language: Language, [en, es]: readonly [string, string], ...texts: readonly string[]): Field {
  return { label: both(language, en, es), lines: texts.map((one) => ({ text: one, ink: INKS.body })) };
}

function saleFields({ language, seller, buyer, contract, fixing, bars }: FairminedPayload): Field[] {
  const numbers = [...new Set(bars.flatMap(({ producers }) => producers.map(({ number }) => number)))];
  const known = numbers.filter((one) => one !== null);
  const { session, fixingDate, priceUsdPerOunce } = fixing;
  const fixed = fixingDate === '' ? none(language) : `LBMA ${session} ${fixingDate}`;
  const ecological = bars.filter((bar) => bar.ecological).length;
  return [
    field(
      language,
      ['Producer id (ASMO)', 'Id. del productor (ASMO)'],
      known.length > 0 ? known.join(', ') : none(language),
    ),
    field(language, ['Seller id', 'Id. del vendedor'], ...papers(seller, language)),
    field(language, ['Buyer id', 'Id. del comprador'], ...papers(buyer, language)),
    field(language, ['Contract', 'Contrato'], contract ?? none(language)),
    field(language, ['Fixing', 'Fijación'], fixed, `USD ${figures(new Money(priceUsdPerOunce))} / ozt`),
    field(language, ['Ecological', 'Ecológico'], ecologicalText(ecological, bars.length, language)),
  ];
}

function ecologicalText(ecological: number, all: number, language: Language): string {
  if (ecological === 0) return both(language, 'no', 'no')[0] ?? '';
  if (ecological === all) return both(language, 'yes', 'sí').join(' / ');
  return both(language, `${ecological} of ${all} bars`, `${ecological} de ${all} barras`).join(' / ');
}

function papers(credentials: readonly CredentialOnPaper[], language: Language): string[] {
  if (credentials.length === 0) return [none(language)];
  return credentials.map(({ scheme, number, standing }) => {
    return `${number} · ${schemeName(scheme)} (${word(STANDING_WORDS, standing, language)})`;
  });
}

function barColumns({ language, parties }: FairminedPayload): Column<FairminedBar>[] {
  const heading = (key: LabelKey) => label(key, language);
  return [
    { heading: heading('bar-and-lot'), share: 0.27, cell: ({ code, lot }) => codeLines(code, lot) },
    {
      heading: both(language, 'Mined by', 'Producido por'),
      share: 0.28,
      cell: ({ producers }) => producers.flatMap((one) => producerLines(one, parties, language)),
    },
    {
      heading: both(language, 'Ecological', 'Ecológico'),
      share: 0.1,
      cell: ({ ecological }) => (ecological ? both(language, 'yes', 'sí') : ['no']).join(' / '),
    },
    { heading: heading('gross'), share: 0.12, align: 'right', cell: ({ grossMg }) => formatGrams(grossMg) },
    { heading: heading('fineness'), share: 0.11, align: 'right', cell: ({ finenessPpm }) => perMille(finenessPpm) },
    { heading: heading('fine'), share: 0.12, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
  ];
}

function codeLines(code: string, lot: string): Line[] {
  return [
    { text: code, ink: INKS.cellStrong },
    { text: lot, ink: { ...INKS.label, size: 5.6 } },
  ];
}

function producerLines(
  { organisation, number, fineNg }: FairminedBar['producers'][number],
  names: FairminedPayload['parties'],
  language: Language,
): Line[] {
  const id = number ?? none(language);
  return [
    { text: own(names, organisation) ?? organisation, ink: INKS.cell },
    { text: `${id} · ${gramsOfNg(BigInt(fineNg))} g`, ink: INKS.fine },
  ];
}

function totals({ bars, language }: FairminedPayload) {
  const grossMg = bars.reduce((sum, bar) => sum + bar.grossMg, 0);
  const fine = bars.reduce((sum, bar) => sum + milliGramsOf(BigInt(bar.fineNg)), 0n);
  const first = `${labelOf(label('total', language))}: ${bars.length}`;
  return [first, '', '', formatGrams(grossMg), '', thousandths(fine)].map((one) => [
    { text: one, ink: INKS.cellStrong },
  ]);
}

function priceColumns({ language }: FairminedPayload): Column<PriceOnPaper>[] {
  return [
    { heading: both(language, 'Scheme', 'Sello'), share: 0.15, cell: ({ scheme }) => schemeName(scheme) },
    { heading: label('fine', language), share: 0.11, align: 'right', cell: ({ fineNg }) => gramsOfNg(BigInt(fineNg)) },
    {
      heading: both(language, 'Paid, of the fixing', 'Pagado, de la fijación'),
      share: 0.13,
      align: 'right',
      cell: ({ paidPercent }) => `${paidPercent} %`,
    },
    {
      heading: both(language, 'Price check', 'Control de precio'),
      share: 0.25,
      cell: ({ floor }) => floorLines(floor, language),
    },
    {
      heading: both(language, 'Premium due', 'Premio causado'),
      share: 0.22,
      align: 'right',
      cell: ({ premium }) => premiumLines(premium, language),
    },
    {
      heading: both(language, 'Premium agreed', 'Premio acordado'),
      share: 0.14,
      align: 'right',
      cell: ({ premium }) => (premium?.agreed ? figures(new Money(premium.agreed)) : none(language)),
    },
  ];
}

function floorLines(floor: PriceOnPaper['floor'], language: Language): Line[] {
  if (floor === null) return [text(none(language))];
  const { percent, met } = floor;
  const says = met
    ? both(language, `at or above ${percent} %: holds`, `${percent} % o más: cumple`)
    : both(language, `below ${percent} %: does not hold`, `menos de ${percent} %: no cumple`);
  return [{ text: says.join(' / '), ink: met ? INKS.cell : INKS.cellStrong }, ...sourceLines(floor, language)];
}

function premiumLines(premium: PriceOnPaper['premium'], language: Language): Line[] {
  if (premium === null) return [text(none(language))];
  const { usdPerKgFine, due } = premium;
  return [
    { text: figures(new Money(due)), ink: INKS.cellStrong },
    { text: `USD ${figures(new Money(usdPerKgFine))} / kg`, ink: INKS.fine },
    ...sourceLines(premium, language),
  ];
}

function sourceLines(
  { source, status }: { readonly source: string; readonly status: string },
  language: Language,
): Line[] {
  const open =
    status === 'confirmed' ? [] : both(language, 'to be confirmed with the scheme', 'por confirmar con el sello');
  return [{ text: source, ink: INKS.label }, ...open.map((one) => ({ text: one, ink: INKS.label }))];
}

function paymentFields({ language, premiumUsd, paymentTerms }: FairminedPayload): Field[] {
  const lump = premiumUsd === null ? none(language) : `USD ${figures(new Money(premiumUsd))}`;
  return [
    field(language, ['Premium agreed as one sum', 'Premio acordado en una suma'], lump),
    field(language, ['Terms of payment', 'Condiciones de pago'], paymentTerms ?? none(language)),
    // No ledger statement tells of payments yet: whoever fills the scheme's form writes them here.
    field(language, ['Premium received, and on which day', 'Premio recibido, y en qué fecha'], none(language)),
  ];
}

function purchaseColumns({ language, parties }: FairminedPayload): Column<PurchaseOnPaper>[] {
  const name = (organisation: string): string => own(parties, organisation) ?? organisation;
  return [
    { heading: both(language, 'Seller', 'Vendedor'), share: 0.32, cell: ({ from }) => name(from) },
    { heading: both(language, 'Buyer', 'Comprador'), share: 0.32, cell: ({ to }) => name(to) },
    { heading: both(language, 'Day', 'Fecha'), share: 0.12, cell: ({ on }) => on },
    { heading: both(language, 'Paper', 'Documento'), share: 0.16, cell: ({ document }) => document ?? none(language) },
    { heading: both(language, 'Lots', 'Lotes'), share: 0.08, align: 'right', cell: ({ lots }) => String(lots) },
  ];
}
