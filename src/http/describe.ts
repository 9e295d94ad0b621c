/** What every route of a kind says of itself in the OpenAPI document. */
import { applyDecorators } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiDefaultResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
} from '@nestjs/swagger';

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

/** A POST that records something: 201 means durable. */
export function Records(summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      schema: { type: 'string', maxLength: 128 },
      description: 'The same key with the same request is done once and answered alike',
    }),
    ApiCreatedResponse({ type: RecordedView, description: 'Recorded and durable' }),
    Problems(),
  );
}

/** A POST that changes something beside the ledger. */
export function Does(summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      schema: { type: 'string', maxLength: 128 },
      description: 'The same key with the same request is done once and answered alike',
    }),
    Problems(),
  );
}

/** A GET that answers one keyset page. */
export function Lists(summary: string): MethodDecorator {
  const schema = {
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: { type: 'object' } }, next: { type: 'string' } },
  };
  return applyDecorators(ApiOperation({ summary }), ApiOkResponse({ schema, description: 'One page' }), Problems());
}

export function Problems(): MethodDecorator {
  return applyDecorators(
    ApiDefaultResponse({
      description: 'What was wrong, where, and what would be right',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
    }),
  );
}
