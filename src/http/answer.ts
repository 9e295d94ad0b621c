/** What answers are made of, where no class says it: schemas for the OpenAPI document, each leaf with an example. */
import type { ApiResponseSchemaHost } from '@nestjs/swagger';

export type Answer = ApiResponseSchemaHost['schema'] & object;

export const text = (example: string, description?: string) => said({ type: 'string', example }, description);
export const whole = (example: number, description?: string) => said({ type: 'integer', example }, description);
export const oneOf = (choices: readonly string[]): Answer => ({ type: 'string', enum: [...choices] });
export const orNull = (one: Answer): Answer => ({ ...one, nullable: true }) as Answer;
export const listOf = (items: Answer): Answer => ({ type: 'array', items }) as Answer;
export const byName = (one: Answer): Answer => ({ type: 'object', additionalProperties: one }) as Answer;

export const flag: Answer = { type: 'boolean', example: true };
export const day: Answer = { type: 'string', format: 'date', example: '2026-03-15' };
export const month = text('2026-03');
export const instant: Answer = { type: 'string', format: 'date-time', example: '2026-03-15T14:02:11.000Z' };
export const uuid: Answer = { type: 'string', format: 'uuid', example: '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69' };
export const sha256 = text('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
export const mg = whole(12_340, 'Milligrams');
export const ppm = whole(940_000, 'Parts per million');
export const fineNg = text('11599600000', 'Fine gold, nanograms');
export const organisation = text('coop-limonal');
/** Whatever its type says: docs/ledger-format.md has the members. */
export const open: Answer = { type: 'object', additionalProperties: true };

/** All of its members are there but the optional ones. */
export function object(
  members: Readonly<Record<string, Answer>>,
  optional: Readonly<Record<string, Answer>> = {},
): Answer {
  return {
    type: 'object',
    required: Object.keys(members),
    properties: { ...members, ...optional },
  } as Answer;
}

function said(schema: Answer, description: string | undefined): Answer {
  return description === undefined ? schema : ({ ...schema, description } as Answer);
}
