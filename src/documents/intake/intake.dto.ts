import * as rule from 'class-validator';
import type { Json } from '../../core/log/canonical-json.js';
import { instant, object, oneOf, open, organisation, sha256, text, whole } from '../../http/answer.js';
import { fault, matching, one } from '../../http/field.js';
import { OrganisationId } from '../../http/fields.js';
import { FORM_KINDS } from './form.js';
import { FIELDS, isOfBars } from './mapping/fields.js';

/** What a body can hold at all: of a file that is too large for a form its sentence tells. */
const MOST_BASE64 = 1_048_576;

const EXAMPLE_FORM = Buffer.from('Bar No,Gross g,Fineness\r\n').toString('base64');
const EXAMPLE_MAPPING = {
  columns: { 'Bar No': 'bar.code', 'Gross g': 'bar.gross-g', Fineness: 'bar.fineness-permille' },
};

export class IntakeFormBody {
  @OrganisationId({ description: 'Whose form it is: it is filled for shipments to them' }) consignee: string;
  @matching(/^[A-Za-z0-9+/]+={0,2}$/, MOST_BASE64, EXAMPLE_FORM, {
    description: 'The empty form, .xlsx or CSV in UTF-8, at most 700 KiB',
  })
  file: string;
  @one(
    {
      description:
        'What goes where. Of a workbook: sheet, cells {"B4": field}, texts {"B2": words}, rows {from, to, columns {"A": field}}. Of CSV: header (the line of the headings), columns {heading: field}, texts {heading: words}, decimalMark',
    },
    { type: 'object', additionalProperties: true, example: EXAMPLE_MAPPING },
    rule.IsObject(fault('malformed', { example: JSON.stringify(EXAMPLE_MAPPING) })),
  )
  mapping: Readonly<Record<string, Json>>;
}

export const FORM = object({
  name: text('refinery-intake'),
  version: whole(1),
  kind: oneOf(FORM_KINDS),
  consignee: organisation,
  mapping: { ...open, description: 'As it is read: every cell by its own name, and rows up to their last' },
  size: whole(18_422),
  sha256,
  keptAt: instant,
});

export const FIELD = object({ name: oneOf(FIELDS), of: oneOf(['shipment', 'bar']) });

export const ALL_FIELDS = FIELDS.map((name) => ({ name, of: isOfBars(name) ? 'bar' : 'shipment' }));
