/**
 * Reading what somebody outside says in a statement's `data`: each member is taken by its name and kind, or refused with
 * the path at which it stands. Members nobody takes are not read; the comparison that follows finds them.
 */
import { isDay } from '../../day.js';
import { isList, isRecord, type Json } from '../../log/canonical-json.js';
import { isCount, isUuid, isWord } from '../../log/shape.js';
import { Rejection } from '../../rejection.js';
import type { Reading } from '../assays/reading.js';
import { METHODS, type On } from '../statements.js';

/** As the desk takes them: what is printed on a tag. */
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;
const PRINTABLE = /^(?=.*\S)[^\p{Cc}\p{Cs}]+$/u;
const MOST_UNCERTAIN = 500_000;
const NANOGRAMS = /^(0|[1-9]\d{0,29})$/;

export class Said {
  constructor(
    private readonly value: { readonly [name: string]: Json },
    private readonly at = 'data',
  ) {}

  has(name: string): boolean {
    return Object.hasOwn(this.value, name);
  }

  readonly text = (name: string): string => this.take(name, isText) as string;

  readonly code = (name: string): string =>
    this.take(name, (value) => typeof value === 'string' && CODE.test(value)) as string;

  readonly uuid = (name: string): string => this.take(name, isUuid) as string;

  /** Identity of a statement, lowercase hex. */
  readonly sid = (name: string): string =>
    this.take(name, (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) as string;

  isNull(name: string): boolean {
    return this.has(name) && this.value[name] === null;
  }

  /** An integer of any sign and size that JSON of the profile has; what it must be, the rules say. */
  readonly whole = (name: string): number => this.take(name, Number.isSafeInteger) as number;

  /** Parts per million of doubt. */
  readonly uncertainty = (name: string): number =>
    this.take(name, (value) => isCount(value, 0) && value <= MOST_UNCERTAIN, { example: '5000' }) as number;

  readonly nanograms = (name: string): bigint =>
    BigInt(this.take(name, (value) => typeof value === 'string' && NANOGRAMS.test(value)) as string);

  flag(name: string): boolean {
    return this.take(name, (value) => typeof value === 'boolean') as boolean;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    return this.take(name, (value) => words.includes(value as Word), { choices: words.join(', ') }) as Word;
  }

  maybe<Value>(name: string, read: (name: string) => Value): Value | undefined {
    return this.has(name) ? read(name) : undefined;
  }

  /** `{name: …}` where the member is there, nothing where it is not. */
  optional<Name extends string, Value>(name: Name, read: (name: string) => Value): { readonly [name in Name]?: Value } {
    return (this.has(name) ? { [name]: read(name) } : {}) as { readonly [name in Name]?: Value };
  }

  record(name: string): { readonly [name: string]: Json } {
    return this.take(name, isObject) as { readonly [name: string]: Json };
  }

  part(name: string): Said {
    return new Said(this.record(name), `${this.at}.${name}`);
  }

  readonly words = (name: string): string[] => this.take(name, isWords) as string[];

  list(name: string): Said[] {
    const value = this.take(name, (value) => isList(value as Json)) as readonly Json[];
    return value.map((item, i) => {
      const at = `${this.at}.${name}[${i}]`;
      if (!isRecord(item)) throw new Rejection('malformed', at, { example: '{ … }' });
      return new Said(item, at);
    });
  }

  /** The list, or an empty one where the member is absent. */
  listOrNone(name: string): Said[] {
    return this.has(name) ? this.list(name) : [];
  }

  readonly day = (name: string): string =>
    this.take(name, (value) => typeof value === 'string' && isDay(value)) as string;

  on(): On {
    const on = this.part('on');
    const date = on.day('date');
    return { date, tz: on.take('tz', isZone, { example: 'America/Bogota' }) as string };
  }

  readonly reading = (name: string): Reading => {
    const said = this.part(name);
    const method = said.oneOf('method', METHODS);
    return { ppm: said.whole('ppm'), method, ...said.optional('uncertaintyPpm', said.uncertainty) };
  };

  private take(name: string, is: (value: Json | undefined) => boolean, detail = {}): Json {
    const value = this.has(name) ? this.value[name] : undefined;
    if (value === undefined) throw new Rejection('missing', `${this.at}.${name}`, detail);
    if (is(value)) return value;
    throw new Rejection('malformed', `${this.at}.${name}`, { ...detail, value: JSON.stringify(value).slice(0, 60) });
  }
}

/** A private value that must be a word. */
export function wordIn(values: ReadonlyMap<string, Json>, name: string): string | undefined {
  const value = values.get(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '' && value.length <= 500) return value;
  throw new Rejection('malformed', `disclosures.${name}`);
}

/** A private mass: milligrams, more than none. */
export function massIn(values: ReadonlyMap<string, Json>, name: string): number | undefined {
  const value = values.get(name);
  if (value === undefined || (typeof value === 'number' && isCount(value, 1))) return value;
  throw new Rejection('malformed', `disclosures.${name}`);
}

/** The SHA-256 of a private file, lowercase hex. */
export function hashIn(values: ReadonlyMap<string, Json>, name: string): string | undefined {
  const value = wordIn(values, name);
  if (value === undefined || /^[0-9a-f]{64}$/.test(value)) return value;
  throw new Rejection('malformed', `disclosures.${name}`);
}

function isObject(value: Json | undefined): boolean {
  return value !== undefined && isRecord(value) && !isList(value);
}

/** A word of the log's format that can be printed. */
function isText(value: Json | undefined): boolean {
  return isWord(value) && PRINTABLE.test(value);
}

function isWords(value: Json | undefined): boolean {
  return value !== undefined && isList(value) && value.every(isText);
}

function isZone(value: Json | undefined): boolean {
  if (typeof value !== 'string' || value.length > 64) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
