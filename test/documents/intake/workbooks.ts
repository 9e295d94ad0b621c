/** Forms for tests: the refiner's own workbook, the same with parts of it changed, and a consignment to fill it with. */
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Json } from '../../../src/core/log/canonical-json.js';
import { Rejection } from '../../../src/core/rejection.js';
import { zip, type ZipFile } from '../../../src/documents/bundle/zip.js';
import { openForm } from '../../../src/documents/intake/form.js';
import type { BarOfForm, Consignment } from '../../../src/documents/intake/mapping/fields.js';
import { contentOf, openContainer } from '../../../src/documents/intake/workbook/container.js';
import { totalsOf } from '../../../src/documents/types/packing/figures.js';

const FIXTURES = new URL('../../fixtures/intake/', import.meta.url);
export const WORKBOOK = readFileSync(new URL('refinery-intake.xlsx', FIXTURES));
export const CSV = readFileSync(new URL('refinery-intake.csv', FIXTURES));

export const [BOOK, SHEET] = ['xl/workbook.xml', 'xl/worksheets/sheet1.xml'];

/** What goes where in the refiner's workbook. */
export const MAPPING = {
  sheet: 'Intake form',
  cells: {
    B4: 'exporter.name',
    B5: 'exporter.tax-id',
    B6: 'exporter.address',
    B7: 'shipment.waybill',
    B8: 'shipment.code',
    G6: 'total.bars',
    G7: 'total.gross-kg',
  },
  texts: { G4: 'C-0417', G5: 'Doré' },
  rows: {
    from: 12,
    to: 23,
    columns: {
      A: 'bar.number',
      B: 'bar.code',
      C: 'bar.seal',
      D: 'bar.gross-g',
      E: 'bar.fineness-permille',
      F: 'bar.fineness-fraction',
      G: 'bar.fine-g',
    },
  },
} as const;

export const CSV_MAPPING = {
  header: 2,
  columns: { 'Bar No': 'bar.code', 'Gross g': 'bar.gross-g', 'Au ‰': 'bar.fineness-permille', 'Fine\ng': 'bar.fine-g' },
  texts: { Refinery: 'VAL' },
  decimalMark: ',',
} as const;

/** Contents by name of the part; null takes one out. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>;

export async function contentsOf(file: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([...(await openContainer(file)).values()].map((part) => [part.name, contentOf(part)]));
}

export async function textOf(file: Uint8Array, name: string): Promise<string> {
  return Buffer.from((await contentsOf(file)).get(name) ?? []).toString();
}

export async function archived(files: readonly ZipFile[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zip(files, new Date('2026-03-01T12:00:00Z'))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The refiner's workbook with other contents in some of its parts, or with parts of their own. */
export async function changed(changes: Changes): Promise<Buffer> {
  const contents = new Map<string, string | Uint8Array | null>([
    ...(await contentsOf(WORKBOOK)),
    ...Object.entries(changes),
  ]);
  const files = [...contents].flatMap(([name, content]) =>
    content === null ? [] : [deflated(name, Buffer.from(content as string))],
  );
  return archived(files);
}

export function deflated(name: string, content: Uint8Array): ZipFile {
  const whole = { crc32: crc32(content), size: content.length };
  return { name, bytes: deflateRawSync(content), deflated: whole };
}

export type Said = Readonly<Record<string, Json>>;

/** What the clerk is told who brings such a file, or such a mapping. */
export async function refusal(file: Uint8Array, said = MAPPING as unknown as Said): Promise<Rejection> {
  const error: unknown = await openForm(file, said).catch((one: unknown) => one);
  if (error instanceof Rejection) return error;
  throw new Error(`not refused: ${error instanceof Error ? error.stack : 'it was taken'}`);
}

export async function fill(bars = [bar(1)], said = MAPPING as unknown as Said, file: Uint8Array = WORKBOOK) {
  const form = await openForm(file, said);
  return form.filledFor(consignment(bars));
}

/** The same with a word of one part replaced. */
export async function replaced(name: string, from: string | RegExp, to: string): Promise<Buffer> {
  const before = await textOf(WORKBOOK, name);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${name} has nothing like ${String(from)}`);
  return changed({ [name]: after });
}

const PARTY = { role: 'exporter', country: 'CO', credentials: [] } as const;

export function bar(n: number, more: Partial<BarOfForm> = {}): BarOfForm {
  const grossMg = 12_345_678 + n;
  return {
    number: n,
    lot: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    code: `B-${n}`,
    seal: `S-${n}`,
    madeOn: '2026-02-06',
    grossMg,
    finenessPpm: 931_275,
    method: 'fire-assay',
    fineNg: (BigInt(grossMg) * 931_275n).toString(),
    ...more,
  };
}

export function consignment(bars: readonly BarOfForm[], more: Partial<Consignment['facts']> = {}): Consignment {
  return {
    facts: {
      exporter: {
        ...PARTY,
        organisation: 'exp',
        name: 'Pacífico & Hijos',
        taxId: '900.000.002-9',
        address: 'Medellín',
      },
      consignee: { ...PARTY, organisation: 'ref', name: 'Valmara', country: 'CH', taxId: null, address: null },
      shipment: {
        code: 'EXP-1',
        packedOn: '2026-02-12',
        exportedOn: '2026-02-13',
        tz: 'America/Bogota',
        airWaybill: '045-01234635',
        incoterm: 'CIP Zürich',
        corridor: 'CO>CH',
        box: 'BOX-1',
        hs: '7108.12',
      },
      ...more,
    },
    bars,
    totals: totalsOf(bars),
  };
}
