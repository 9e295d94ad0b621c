/** What every route of a kind says of itself in the OpenAPI document. */
import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiDefaultResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  getSchemaPath,
} from '@nestjs/swagger';
import { listOf, object, text, uuid, type Answer } from './answer.js';

/** problem+json, RFC 9457. */
export class ProblemView {
  @ApiProperty({ example: '/problems/overspent' }) type: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: 'integer', example: 409 }) status: number;
  @ApiProperty({ description: 'What was wrong, where, and what would be right, in the language asked for' })
  detail: string;
  @ApiProperty({ example: 'overspent' }) code: string;
  @ApiProperty({ example: 'inputs[0].grossMg' }) at: string;
}

export class EntryView {
  @ApiProperty({ description: 'Identity of the statement, lowercase hex' }) sid: string;
  @ApiProperty({ type: 'integer', description: 'Its index in the log' }) idx: number;
  @ApiProperty({ description: 'Leaf hash, base64url' }) leaf: string;
}

export class RecordedView {
  @ApiProperty({ description: 'Code of what was recorded' }) id: string;
  @ApiProperty({ type: [EntryView] }) entries: EntryView[];
}

/** Done once however often it is sent. */
export function Keyed(): MethodDecorator {
  return ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', maxLength: 128, example: '7d3f8a52-delivery-417' },
    description: 'The same key with the same request is done once and answered alike',
  });
}

/** A POST that records something: 201 means durable. */
export function Records(summary: string, type: Type = RecordedView): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    Keyed(),
    ApiCreatedResponse({ type, description: 'Recorded and durable' }),
    Problems(),
  );
}

/** A POST that changes something beside the ledger. */
export function Does(summary: string): MethodDecorator {
  return applyDecorators(ApiOperation({ summary }), Keyed(), Problems());
}

/** What is told of what was done where there is nothing else to tell. */
export const DONE = object({ id: uuid });

/** What a list or an answer shows: a class of ours, or a schema. */
type Shown = Type | Answer;

/** A GET that answers one keyset page of what it shows, and what stands beside the rows. */
export function Lists(summary: string, shown: Shown, beside: Readonly<Record<string, Answer>> = {}): MethodDecorator {
  const schema = object(
    { items: listOf(schemaOf(shown)), ...beside },
    { next: text('E-00050', 'Absent on the last page') },
  );
  return applyDecorators(
    ApiOperation({ summary }),
    ...modelsOf(shown),
    ApiOkResponse({ schema, description: 'One page' }),
    Problems(),
  );
}

/** What is answered with 200, or with 201 where something was made of it. */
export function Answers(shown: Shown, status: 200 | 201 = 200): MethodDecorator {
  const describe = status === 200 ? ApiOkResponse : ApiCreatedResponse;
  return applyDecorators(...modelsOf(shown), describe({ schema: schemaOf(shown) }));
}

function schemaOf(shown: Shown): Answer {
  return typeof shown === 'function' ? { $ref: getSchemaPath(shown) } : shown;
}

function modelsOf(shown: Shown): ReturnType<typeof ApiExtraModels>[] {
  return typeof shown === 'function' ? [ApiExtraModels(shown)] : [];
}

export function Problems(): MethodDecorator {
  return applyDecorators(
    ApiDefaultResponse({
      description: 'What was wrong, where, and what would be right',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
    }),
  );
}
