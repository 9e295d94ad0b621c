/** What the routes of lots say of themselves in the OpenAPI document, beyond what every route says (http/describe.ts). */
import { applyDecorators } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  getSchemaPath,
} from '@nestjs/swagger';
import { EntryView, Problems, Records } from '../../http/describe.js';
import { DoubtView } from '../doubts/told.js';
import { LotView, PublicLotView } from '../lot.view.js';

export class ToldView {
  @ApiProperty({ description: 'Code of the lot, shipment or stock' }) id: string;
  @ApiProperty({ type: [EntryView] }) entries: EntryView[];
  @ApiProperty({ type: [DoubtView], description: 'Why the gold is kept apart, if it is' }) held: DoubtView[];
  @ApiProperty({ type: [DoubtView], description: 'What a person is to look at; it stops nothing' }) asked: DoubtView[];
  @ApiProperty({ type: [DoubtView], description: 'What is only said' }) warned: DoubtView[];
}

/** What a count found. */
export class CountedView extends ToldView {
  @ApiProperty({ type: 'integer', description: 'What the book said' }) bookMg: number;
  @ApiProperty({ type: 'integer', description: 'Counted less booked' }) differenceMg: number;
}

/** A POST about gold: 201 means durable, and says whether the gold is held. */
export function RecordsGold(summary: string, type: typeof ToldView = ToldView): MethodDecorator {
  return applyDecorators(
    Records(summary),
    ApiCreatedResponse({ type, description: 'Recorded and durable; held says what a person must look at' }),
  );
}

export function ShowsLot(): MethodDecorator {
  const schema = { oneOf: [LotView, PublicLotView].map((view) => ({ $ref: getSchemaPath(view) })) };
  return applyDecorators(
    ApiOperation({ summary: 'A lot of yours by code or id, or anyone’s by the code of its public page' }),
    ApiExtraModels(LotView, PublicLotView),
    ApiOkResponse({ schema, description: 'What its parties see, or the public' }),
    Problems(),
  );
}
