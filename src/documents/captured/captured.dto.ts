import { ApiProperty } from '@nestjs/swagger';
import { REMARKS } from '../../core/custody/papers/remarks.js';
import { CAPTURED_KIND_IDS, CAPTURED_KINDS, type CapturedKindId } from '../../core/custody/papers/kinds.js';
import type { Json } from '../../core/log/canonical-json.js';
import {
  day,
  fineNg,
  flag,
  listOf,
  object,
  oneOf,
  open,
  organisation,
  sha256,
  text,
  uuid,
  whole,
} from '../../http/answer.js';
import { matching } from '../../http/field.js';
import { Code, Day, Given, OneOf, OrganisationId, Text, Words } from '../../http/fields.js';
import { ToldView } from '../../lots/desk/describe.js';
import { FineNg, Zone } from '../../lots/desk/fields.js';
import { HeldFile } from '../../parties/evidence/evidence.dto.js';

/** `insurance: assured, sumInsured …`, of all kinds. */
const TABLES = CAPTURED_KIND_IDS.map((kind) => {
  const names = CAPTURED_KINDS[kind].fields.map(({ name }) => name);
  return `${kind}: ${names.join(', ')}`;
}).join('; ');

export class CaptureBody {
  @OneOf(CAPTURED_KIND_IDS) kind: CapturedKindId;
  @Text(60, { example: 'RG-2026-881', description: 'As its issuer numbered it' }) number: string;
  @Given('What it says', { description: `What it says, by its kind. ${TABLES}` }) fields: {
    readonly [name: string]: Json;
  };
  @OrganisationId({ optional: true, description: 'Whose shipment it is, where it is not yours' }) exporter?: string;
  @Text(120, { optional: true, example: 'Agencia Nacional de Minería', description: 'Who issued it' }) issuer?: string;
  @Day({ optional: true }) issuedOn?: string;
  @Day({ optional: true, description: 'First day it no longer holds' }) until?: string;
  @FineNg({ optional: true, description: 'Fine gold it covers' }) fineNg?: string;
  @Words(80, { optional: true, example: 'B-2026-014', description: 'Lots it is about; else the whole shipment' })
  lots?: string[];
  @HeldFile({ optional: true, description: 'The paper itself, kept under /api/evidence before' }) file?: string;
  @matching(/^[0-9a-f]{64}$/, 64, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', {
    optional: true,
    description: 'The statement that recorded the paper whose place it takes',
  })
  replaces?: string;
  @Code({
    optional: true,
    example: 'LIM-003',
    description: 'Member it tells of: what it says of them goes when they do',
  })
  member?: string;
  @Day() on: string;
  @Zone() tz?: string;
}

export class RemarkView {
  @ApiProperty({ enum: REMARKS }) code: string;
  @ApiProperty({ example: 'The air waybill 045-12345670 ends in a wrong check digit: 5 would be right.' })
  sentence: string;
}

export class CapturedToldView extends ToldView {
  @ApiProperty({ type: [RemarkView], description: 'What of the paper is pointed out' }) remarks: RemarkView[];
}

export class CapturedQuery {
  @OrganisationId({ optional: true, description: 'Whose shipment it is, where it is not yours' }) exporter?: string;
}

const REMARK = object({
  code: oneOf(REMARKS),
  sentence: text('The air waybill 045-12345670 ends in a wrong check digit: 5 would be right.'),
});

export const CAPTURED = object(
  {
    sid: sha256,
    keptBy: organisation,
    shipment: text('EXP-2026-03'),
    kind: text('air-waybill'),
    title: text('Air waybill'),
    number: text('045-12345675'),
    on: day,
    fields: open,
    beside: listOf(text('sumInsured')),
    remarks: listOf(REMARK),
  },
  {
    issuer: text('Aerolínea de Carga'),
    issuedOn: day,
    until: day,
    fineNg,
    covers: listOf(uuid),
    file: object({ sha256, mediaType: text('application/pdf'), size: whole(48_213) }),
    replaces: sha256,
    replacedBy: sha256,
  },
);

const FIELD = object(
  { name: text('grossMg'), type: text('grams'), required: flag, example: { example: 431_250 } },
  { private: text('price'), choices: listOf(text('drill')) },
);

export const KIND = object(
  {
    kind: oneOf(CAPTURED_KIND_IDS),
    title: text('Air waybill'),
    keepers: listOf(text('exporter')),
    head: listOf(text('issuer')),
    fields: listOf(FIELD),
  },
  { untdid: text('740') },
);
