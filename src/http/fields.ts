/**
 * Fields of request bodies. Each decorator carries its validation and its OpenAPI schema together, so that neither is
 * written twice; what a broken rule means travels as the constraint's context, from which `door/reading.pipe.ts` makes the
 * Rejection. class-validator's own sentences never leave the house.
 */
import type { Type as Class } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import * as rule from 'class-validator';
import { check, fault, isRealDay, isRealInstant, matching, one, type Field } from './field.js';

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;
const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,10})?$/;
/** Letters, marks, digits, punctuation and spaces: no control characters, and something besides spaces. */
const TEXT = /^(?=.*\S)[^\p{Cc}\p{Cs}]*$/u;
const SHA256 = /^[0-9a-f]{64}$/;
/** A tonne: no lot is heavier. */
const HEAVIEST_MG = 1_000_000_000;

/** Gross mass, integer milligrams, more than zero. */
export function GrossMg(field: Field = {}): PropertyDecorator {
  return Whole({ ...field, min: 1, max: HEAVIEST_MG, example: 12_340 });
}

/** Fineness, integer parts per million: 995.8 ‰ is 995800. */
export function FinenessPpm(field: Field = {}): PropertyDecorator {
  return Whole({ ...field, min: 1, max: 1_000_000, example: 995_800 });
}

export function Whole(field: Field & { min: number; max: number; example: number }): PropertyDecorator {
  const { min, max } = field;
  const example = String(field.example);
  const low = fault(min === 1 ? 'not-positive' : 'out-of-range', { min: String(min), max: String(max), example });
  return one(
    field,
    { type: 'integer', minimum: min, maximum: max, example: field.example },
    rule.IsInt(fault('not-a-number', { example })),
    rule.Min(min, low),
    rule.Max(max, fault('out-of-range', { min: String(min), max: String(max) })),
  );
}

/** Code of a lot as on its tag, unique in the books of its registrar. */
export function LotCode(field: Field = {}): PropertyDecorator {
  return Code({ ...field, example: 'E-00001' });
}

/** Id of an organisation. */
export function OrganisationId(field: Field = {}): PropertyDecorator {
  return Code({ ...field, example: 'coop-limonal' });
}

/** Code of a site, scale, member, seal or shipment. */
export function Code(field: Field & { example: string }): PropertyDecorator {
  return matching(CODE, 40, field.example, field);
}

/** Local day of the calendar, `YYYY-MM-DD`. */
export function Day(field: Field = {}): PropertyDecorator {
  const example = '2026-03-15';
  return one(
    field,
    { type: 'string', format: 'date', example },
    check('day', isRealDay, fault('not-a-date', { example })),
  );
}

/** Calendar month, `YYYY-MM`. */
export function Month(field: Field = {}): PropertyDecorator {
  return matching(/^\d{4}-(0[1-9]|1[0-2])$/, 7, '2026-03', field);
}

/** UTC with milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function Instant(field: Field = {}): PropertyDecorator {
  const example = '2027-12-31T23:59:59.000Z';
  return one(
    field,
    { type: 'string', format: 'date-time', example },
    check('instant', isRealInstant, fault('malformed', { example })),
  );
}

/** Free text of a person; stored as it is, never as markup. */
export function Text(max: number, field: Field & { example?: string } = {}): PropertyDecorator {
  return matching(TEXT, max, field.example, field);
}

/** Money and prices: digits with a point, no sign, no exponent. */
export function DecimalString(field: Field = {}): PropertyDecorator {
  return matching(DECIMAL, 26, '1234.56', field);
}

/** ISO 3166-1 alpha-2. */
export function Country(field: Field = {}): PropertyDecorator {
  return matching(/^[A-Z]{2}$/, 2, 'CO', field);
}

/** IANA time zone of a local day. */
export function TimeZone(field: Field = {}): PropertyDecorator {
  return matching(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/, 40, 'America/Bogota', field);
}

/** Degrees of latitude (`most` 90) or longitude (180), WGS 84, as a decimal string. */
export function Degrees(most: 90 | 180, field: Field = {}): PropertyDecorator {
  const example = '2.95';
  const broken = fault('out-of-range', { min: `-${most}`, max: `${most}` });
  const validate = (value: unknown) =>
    typeof value === 'string' && /^-?\d{1,3}(\.\d{1,8})?$/.test(value) && Math.abs(Number(value)) <= most;
  return one(field, { type: 'string', example }, check('degrees', validate, broken));
}

export function Flag(field: Field = {}): PropertyDecorator {
  return one(field, { type: 'boolean' }, rule.IsBoolean(fault('malformed', { choices: 'true, false' })));
}

export function OneOf(choices: readonly string[], field: Field = {}): PropertyDecorator {
  const broken = fault('malformed', { choices: choices.join(', ') });
  return one(field, { type: 'string', enum: [...choices] }, rule.IsIn(choices, broken));
}

/** An object whose members a standard gives: whoever reads it checks them. */
export function Given(standard: string, field: Field = {}): PropertyDecorator {
  return one(
    { ...field, description: field.description ?? standard },
    { type: 'object', additionalProperties: true } as ApiPropertyOptions,
    rule.IsObject(fault('malformed', { example: standard })),
  );
}

export function Nested(type: Class, field: Field = {}): PropertyDecorator {
  return one(
    field,
    { type },
    rule.IsObject(fault('malformed', {})),
    rule.ValidateNested(),
    Type(() => type),
  );
}

/** A list of 1 to `max` objects. */
export function Each(type: Class, max: number, field: Field = {}): PropertyDecorator {
  return one(
    field,
    { type: [type], minItems: 1, maxItems: max } as ApiPropertyOptions,
    rule.IsArray(fault('malformed', { example: '[ … ]' })),
    rule.ArrayNotEmpty(fault('missing', {})),
    rule.ArrayMaxSize(max, fault('too-many-lots', { max: String(max) })),
    rule.ValidateNested({ each: true }),
    Type(() => type),
  );
}

/** A list of 1 to `max` hashes of files: SHA-256, lowercase hex. */
export function Sha256s(max: number, field: Field = {}): PropertyDecorator {
  const example = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
  const broken = fault('malformed', { example });
  const items = { type: 'string', pattern: SHA256.source, example };
  return one(
    field,
    { type: 'array', items, minItems: 1, maxItems: max } as ApiPropertyOptions,
    rule.IsArray(broken),
    rule.ArrayNotEmpty(fault('missing', { example })),
    rule.ArrayMaxSize(max, broken),
    rule.Matches(SHA256, { ...broken, each: true }),
  );
}

/** A list of 1 to `max` words. */
export function Words(max: number, field: Field & { example: string }): PropertyDecorator {
  const broken = fault('malformed', { example: field.example });
  return one(
    field,
    {
      type: 'array',
      items: { type: 'string', maxLength: 60, example: field.example },
      minItems: 1,
      maxItems: max,
    } as ApiPropertyOptions,
    rule.IsArray(broken),
    rule.ArrayNotEmpty(fault('missing', { example: field.example })),
    rule.ArrayMaxSize(max, broken),
    rule.IsString({ ...broken, each: true }),
    rule.MaxLength(60, { ...broken, each: true }),
  );
}

/** A list of words from a closed list, each once. */
export function WordsOf(choices: readonly string[], field: Field = {}): PropertyDecorator {
  const broken = fault('malformed', { choices: choices.join(', ') });
  return one(
    field,
    {
      type: 'array',
      items: { type: 'string', enum: [...choices] },
      minItems: 1,
      uniqueItems: true,
    } as ApiPropertyOptions,
    rule.IsArray(broken),
    rule.ArrayNotEmpty(broken),
    rule.ArrayUnique(broken),
    rule.IsIn(choices, { ...broken, each: true }),
  );
}
