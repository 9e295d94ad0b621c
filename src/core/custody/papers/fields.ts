/**
 * The typed data of a paper that somebody else issued: how each member looks, and what of it stays beside the ledger. Masses are
 * whole milligrams, fineness parts per million, money a decimal string with its currency (ISO 4217).
 */
import { isDay } from '../../day.js';
import { isList, isRecord, type Json } from '../../log/canonical-json.js';
import { isCount } from '../../log/shape.js';
import type { Reveal } from '../../log/statement.js';
import { own } from '../../own.js';
import { Rejection } from '../../rejection.js';

export const FIELD_TYPES = ['text', 'day', 'month', 'grams', 'ppm', 'count', 'money', 'code', 'list'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Why a field is a commitment in the statement and its value beside it. */
export type Privacy = 'price' | 'person' | 'route';

export interface PaperField {
  readonly name: string;
  readonly type: FieldType;
  readonly required?: true;
  readonly private?: Privacy;
  /** Of a `code`: the words it is one of, or what it looks like. */
  readonly choices?: readonly string[];
  readonly like?: RegExp;
  readonly example: Json;
}

export interface Read {
  readonly fields: { readonly [name: string]: Json };
  readonly reveals: readonly Reveal[];
}

const TEXT = /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,200}$/u;
const DECIMAL = /^(0|[1-9]\d{0,14})(\.\d{1,4})?$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const MOST_MG = 1_000_000_000;
const MOST_PIECES = 10_000;
const LONGEST_LIST = 200;

const TYPES: Readonly<Record<FieldType, (value: Json, field: PaperField) => boolean>> = {
  text: isText,
  day: (value) => typeof value === 'string' && isDay(value),
  month: (value) => typeof value === 'string' && MONTH.test(value),
  grams: (value) => isCount(value, 1) && value <= MOST_MG,
  ppm: (value) => isCount(value, 0) && value <= 1_000_000,
  count: (value) => isCount(value, 1) && value <= MOST_PIECES,
  money: isMoney,
  code: (value, { choices, like }) =>
    isText(value) && (choices?.includes(value) ?? true) && (like?.test(value) ?? true),
  list: (value) => isList(value) && value.length > 0 && value.length <= LONGEST_LIST && value.every(isText),
};

/**
 * What is said of a paper by its table: the members for the statement, and those for beside it.
 * @param subject whose the persons in it are, where they are in a register: `member:<org>/<code>`
 * @throws Rejection `missing`, `malformed` or `unknown-field` at `fields.<name>`
 */
export function readFields(
  table: readonly PaperField[],
  said: { readonly [name: string]: Json },
  subject?: string,
): Read {
  const strange = Object.keys(said).find((name) => !table.some((field) => field.name === name));
  if (strange !== undefined) throw new Rejection('unknown-field', `fields.${strange.slice(0, 60)}`);
  const fields: { [name: string]: Json } = {};
  const reveals: Reveal[] = [];
  for (const field of table) {
    const value = valueOf(field, said);
    if (value === undefined) continue;
    if (field.private === undefined) fields[field.name] = value;
    else reveals.push({ name: field.name, value, ...(field.private === 'person' && subject && { subject }) });
  }
  return { fields, reveals };
}

function valueOf(field: PaperField, said: { readonly [name: string]: Json }): Json | undefined {
  const { name, type, required, choices, example } = field;
  const value = own(said, name);
  const right = choices === undefined ? { example: printed(example) } : { choices: choices.join(', ') };
  if (value === undefined || value === null) {
    if (required === undefined) return undefined;
    throw new Rejection('missing', `fields.${name}`, right);
  }
  if (TYPES[type](value, field)) return value;
  throw new Rejection('malformed', `fields.${name}`, { ...right, value: printed(value).slice(0, 60) });
}

function printed(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isText(value: Json): value is string {
  return typeof value === 'string' && TEXT.test(value);
}

function isMoney(value: Json): boolean {
  if (!isRecord(value) || Object.keys(value).sort().join() !== 'amount,currency') return false;
  const { amount, currency } = value;
  return (
    typeof amount === 'string' && DECIMAL.test(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
  );
}
