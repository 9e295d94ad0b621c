/** A refiner's form of either kind, told by its bytes and not by its name: opened with its mapping, and filled. */
import type { Json } from '../../core/log/canonical-json.js';
import { Rejection } from '../../core/rejection.js';
import { CsvForm, csvText } from './csv-form.js';
import type { Consignment } from './mapping/fields.js';
import { csvMapping, workbookMapping } from './mapping/mapping.js';
import { WorkbookForm } from './workbook/form.js';

export const FORM_KINDS = ['xlsx', 'csv'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export const FORM_MEDIA_TYPES: Readonly<Record<FormKind, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
};

export interface Form {
  readonly kind: FormKind;
  /** Complete: opened again with it, the form is the same. */
  readonly mapping: object;
  filledFor(consignment: Consignment): Promise<Uint8Array>;
}

/** With its mapping in base64 it must go through the door for bodies of one MiB. */
const MOST_BYTES = 700 * 1024;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** What Office wraps an encrypted workbook in, and all of an older one (MS-CFB, 2.2). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** @throws Rejection where file or mapping will not do, naming the place */
export async function openForm(file: Uint8Array, mapping: Readonly<Record<string, Json>>): Promise<Form> {
  const begins = (bytes: readonly number[]) => bytes.every((byte, n) => file[n] === byte);
  if (file.length > MOST_BYTES) throw new Rejection('form-large', 'file', { most: String(MOST_BYTES >> 10) });
  if (begins(COMPOUND)) throw new Rejection('form-encrypted', 'file');
  if (begins(ZIP)) return WorkbookForm.open(file, workbookMapping(mapping));
  // First what the file is: a workbook that broke is no CSV with a wrong mapping.
  const text = csvText(file);
  return CsvForm.open(text, csvMapping(mapping));
}
