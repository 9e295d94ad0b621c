/** What the fields of request bodies are made of: a rule, its schema, and what it means when it is broken. */
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import * as rule from 'class-validator';
import { isDay } from '../core/day.js';
import { isInstant } from '../core/log/shape.js';
import type { RejectionCode, RejectionDetail } from '../core/rejection.js';

export interface Field {
  readonly optional?: true;
  readonly description?: string;
}

/** What a broken constraint means. */
export interface Fault {
  readonly code: RejectionCode;
  readonly detail: RejectionDetail;
}

export function matching(pattern: RegExp, max: number, example: string | undefined, field: Field): PropertyDecorator {
  const shown = example === undefined ? {} : { example };
  const broken = fault('malformed', { ...shown, length: String(max) });
  return one(
    field,
    { type: 'string', pattern: pattern.source, minLength: 1, maxLength: max, ...shown },
    rule.IsString(broken),
    rule.MaxLength(max, broken),
    rule.Matches(pattern, broken),
  );
}

export function isRealDay(value: unknown): boolean {
  return typeof value === 'string' && isDay(value);
}

export function isRealInstant(value: unknown): boolean {
  return typeof value === 'string' && isInstant(value);
}

/** A rule of our own. class-validator drops the context of one without a message, so it has one that nobody reads. */
export function check(
  name: string,
  validate: (value: unknown) => boolean,
  broken: rule.ValidationOptions,
): PropertyDecorator {
  return rule.ValidateBy({ name, validator: { validate, defaultMessage: () => name } }, broken);
}

/** `null` is not "left out": an optional field is absent or right. */
export function one(field: Field, schema: ApiPropertyOptions, ...rules: PropertyDecorator[]): PropertyDecorator {
  const { example, enum: choices } = schema as { example?: unknown; enum?: string[] };
  const hint = choices ? { choices: choices.join(', ') } : example === undefined ? {} : { example: String(example) };
  const presence = field.optional
    ? rule.ValidateIf((_, value) => value !== undefined)
    : rule.IsDefined(fault('missing', hint));
  const described = field.description === undefined ? {} : { description: field.description };
  return applyDecorators(
    presence,
    ...rules,
    ApiProperty({ ...schema, ...described, required: field.optional !== true } as ApiPropertyOptions),
  );
}

export function fault(code: RejectionCode, detail: RejectionDetail): rule.ValidationOptions {
  return { context: { code, detail } satisfies Fault };
}
