/** A CSV file as a form (RFC 4180): everything up to its headings stays as it came, and under them stands a line for each bar. */
import { parse } from 'csv-parse/sync';
import { utf8 } from '../../core/bytes.js';
import { own } from '../../core/own.js';
import { Rejection } from '../../core/rejection.js';
import { csvOf } from '../../http/csv.js';
import { valueOf, type BarOfForm, type Consignment } from './mapping/fields.js';
import type { CsvMapping } from './mapping/mapping.js';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Each is filled for each bar. */
const MOST_HEADINGS = 1000;
type Separator = (typeof SEPARATORS)[number];

interface Headings {
  readonly separator: Separator;
  /** Without spaces around them. */
  readonly names: readonly string[];
  /** All of the file up to its first line of figures. */
  readonly head: string;
}

export class CsvForm {
  readonly kind = 'csv';

  private constructor(
    private readonly headings: Headings,
    readonly mapping: CsvMapping,
  ) {}

  /** @throws Rejection where text or mapping will not do */
  static open(text: string, mapping: CsvMapping): CsvForm {
    const headings = headingsIn(text, mapping);
    const counted = countedIn(headings);
    for (const at of ['columns', 'texts'] as const) {
      for (const name of Object.keys(mapping[at])) checkHeading(counted, name, at);
    }
    const twice = Object.keys(mapping.texts).find((name) => Object.hasOwn(mapping.columns, name));
    if (twice !== undefined) {
      const cell = twice.slice(0, 60);
      throw new Rejection('form-cell-twice', `mapping.texts.${cell}`, { cell });
    }
    return new CsvForm(headings, mapping);
  }

  async filledFor(consignment: Consignment): Promise<Uint8Array> {
    const { head, names, separator } = this.headings;
    const [end = '\r\n'] = /(\r\n|\r|\n)$/.exec(head) ?? [];
    const lines = consignment.bars.map((bar) => {
      const cells = names.map((name) => this.cellOf(name, consignment, bar));
      return csvOf([cells], separator).slice(0, -2) + end;
    });
    return utf8([/[\r\n]$/.test(head) ? head : head + end, ...lines].join(''));
  }

  private cellOf(heading: string, consignment: Consignment, bar: BarOfForm): string {
    const { columns, texts, decimalMark } = this.mapping;
    const text = own(texts, heading);
    const field = own(columns, heading);
    const value = field === undefined ? undefined : valueOf(field, consignment, bar);
    if (value === undefined) return text ?? '';
    return 'number' in value ? value.number.replace('.', decimalMark) : value.text;
  }
}

/** @throws Rejection where it is no text, or one that is not in UTF-8 */
export function csvText(file: Uint8Array): string {
  try {
    // A mark of byte order stays where it is, as part of the head.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
    if (/^[^\p{Cc}]*$/u.test(text.replace(/[\t\r\n]/g, ''))) return text;
  } catch {
    // Told below, as what is no text at all.
  }
  throw new Rejection('form-unreadable', 'file');
}

/** Parted by whatever shows most of the headings that are mapped. */
function headingsIn(text: string, { header, columns, texts }: CsvMapping): Headings {
  const known = new Set([...Object.keys(columns), ...Object.keys(texts)]);
  const read = SEPARATORS.flatMap((separator) => headingsBy(text, header, separator) ?? []);
  const [first] = read;
  if (first === undefined) throw new Rejection('form-unreadable', 'file');
  // Where none of them shows, the clerk is told of as many headings as there may be.
  const shown = ({ names }: Headings) => {
    return names.filter((name) => known.has(name)).length * MOST_HEADINGS + Math.min(names.length, MOST_HEADINGS - 1);
  };
  const best = read.reduce((best, next) => (shown(next) > shown(best) ? next : best), first);
  if (best.names.length > MOST_HEADINGS) {
    throw new Rejection('form-large', 'mapping.header', { headings: String(MOST_HEADINGS) });
  }
  return best;
}

function headingsBy(text: string, header: number, separator: Separator): Headings | undefined {
  const mark = text.startsWith('\u{FEFF}') ? 1 : 0;
  try {
    const options = { delimiter: separator, relax_column_count: true, skip_empty_lines: false, to: header, info: true };
    const rows = parse(text.slice(mark), options) as unknown as { record: string[]; info: { bytes: number } }[];
    const row = rows[header - 1];
    if (row === undefined) return undefined;
    const bytes = Buffer.byteLength(text.slice(0, mark)) + row.info.bytes;
    return {
      separator,
      names: row.record.map((name) => name.trim()),
      head: Buffer.from(text).subarray(0, bytes).toString(),
    };
  } catch {
    return undefined;
  }
}

interface Counted {
  readonly times: ReadonlyMap<string, number>;
  /** For the clerk. */
  readonly all: string;
}

function countedIn({ names }: Headings): Counted {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return { times, all: names.join(', ').slice(0, 500) };
}

function checkHeading({ times, all }: Counted, heading: string, at: 'columns' | 'texts'): void {
  const [found, said] = [times.get(heading) ?? 0, heading.slice(0, 60)];
  const path = `mapping.${at}.${said}`;
  if (found > 1) throw new Rejection('form-cell-twice', path, { cell: said });
  if (found === 0) throw new Rejection('form-column-missing', path, { column: said, all });
}
