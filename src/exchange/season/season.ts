/**
 * A season's books, read: bytes in, typed rows and refused rows out, and nothing else touched. Good rows are taken whatever
 * the bad ones do. Only a folder without one cooperative to whom the books belong cannot be read at all.
 */
import { sha256 } from '#crypto';
import { toHex } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import type { Book, Columns, RowOf } from './sheet/book.js';
import * as cooperativeBooks from './cooperative-books.js';
import { withSeason } from './sheet/dialect.js';
import type { Dialect } from './sheet/dialect.js';
import { decode } from './sheet/encoding.js';
import type { Encoding } from './sheet/encoding.js';
import * as registers from './registers.js';
import { dialectOfBook, readBook } from './rows.js';
import type { BookFile } from './rows.js';
import { readSheet, sameHeading } from './sheet/sheet.js';
import * as tradeBooks from './trade-books.js';
import { OWNER_WORDS, recognise } from './sheet/words.js';
import type { Fault } from './wrong.js';

/**
 * All books, in the order they are read, organisations and sites first, since the others name them. File names and headings
 * are the same in every country.
 */
export const BOOKS = {
  organisations: registers.organisations,
  sites: registers.sites,
  scales: registers.scales,
  members: registers.members,
  credentials: registers.credentials,
  deliveries: cooperativeBooks.deliveries,
  opening: cooperativeBooks.opening,
  melts: cooperativeBooks.melts,
  assays: cooperativeBooks.assays,
  counts: cooperativeBooks.counts,
  handovers: cooperativeBooks.handovers,
  shipments: tradeBooks.shipments,
  outturns: tradeBooks.outturns,
  transfers: tradeBooks.transfers,
  alloys: tradeBooks.alloys,
  pieces: tradeBooks.pieces,
  papers: tradeBooks.papers,
  payouts: tradeBooks.payouts,
  premium: tradeBooks.premium,
  royalties: tradeBooks.royalties,
};
export type BookName = keyof typeof BOOKS;
export type Row<Name extends BookName> = RowOf<(typeof BOOKS)[Name]>;

/** How a file was understood. */
export interface FileRead {
  readonly file: string;
  readonly encoding: Encoding;
  readonly separator: string;
  readonly dialect: Dialect;
}

type Books = { readonly [Name in BookName]: readonly Row<Name>[] };

/** Books read after those that say who and where, since they name them. */
const LATER = (Object.keys(BOOKS) as BookName[]).filter(isLater);

function isLater(name: BookName): name is Exclude<BookName, 'organisations' | 'sites'> {
  return name !== 'organisations' && name !== 'sites';
}

export type Season = Books & {
  /** Whose books these are. */
  readonly owner: Row<'organisations'>;
  readonly refused: readonly Fault[];
  readonly files: readonly FileRead[];
};

/**
 * @param files bytes by file name, without a folder; names are known in any case, and other files are left alone
 * @param asOf the last day a fact may bear in that country (ISO 3166-1 alpha-2)
 * @throws Rejection where nobody, or more than one cooperative, could own the books
 */
export function readSeason(files: ReadonlyMap<string, Uint8Array>, asOf: (country: string) => string): Season {
  const opened = openAll(files);
  const own = new Map(opened.map(({ name, file }) => [name, dialectOfBook(BOOKS[name].columns, file)]));
  const dialects = [...own.values()];
  const sites = new Map<string, string>();
  const organisations = new Map<string, string>();
  const refused: Fault[] = [];
  let home = '';
  const rowsOf = <Name extends BookName>(name: Name): readonly Row<Name>[] => {
    const file = opened.find((one) => one.name === name)?.file;
    if (file === undefined) return [];
    const dialect = withSeason(own.get(name) as Dialect, dialects);
    const lastDay = (place = '') => asOf(sites.get(place) ?? organisations.get(place) ?? home);
    const book = BOOKS[name] as unknown as Book<Columns>;
    const read = readBook(book, file, { dialect, sites, organisations }, lastDay);
    refused.push(...read.refused);
    return read.rows as unknown as readonly Row<Name>[];
  };
  const parties = rowsOf('organisations');
  for (const row of parties) organisations.set(row.code, row.country);
  const owner = ownerOf(parties);
  home = owner.country;
  const places = rowsOf('sites');
  for (const row of places) sites.set(row.code, row.country);
  const rest = Object.fromEntries(LATER.map((name) => [name, rowsOf(name)])) as Pick<Books, (typeof LATER)[number]>;
  const read = opened.map(({ name, file, encoding }): FileRead => {
    return {
      file: file.name,
      encoding,
      separator: file.separator,
      dialect: withSeason(own.get(name) as Dialect, dialects),
    };
  });
  return { ...rest, organisations: parties, sites: places, owner, refused, files: read };
}

type Opened = { readonly name: BookName; readonly file: BookFile; readonly encoding: Encoding };

function openAll(files: ReadonlyMap<string, Uint8Array>): Opened[] {
  const opened: Opened[] = [];
  for (const name of Object.keys(BOOKS) as BookName[]) {
    const [found, ...more] = [...files.keys()].filter((file) => file.toLowerCase() === BOOKS[name].file);
    if (more.length > 0) throw new Rejection('code-used', BOOKS[name].file, { code: [found, ...more].join(', ') });
    if (found !== undefined) opened.push(open(name, found, files.get(found) as Uint8Array));
  }
  return opened;
}

function open(name: BookName, fileName: string, bytes: Uint8Array): Opened {
  const { text, damaged, encoding } = decode(bytes);
  const sheet = readSheet(text, new Set(Object.values(BOOKS[name].columns).map((column) => column.heading)));
  const places = new Map(sheet.headings.map((heading, at) => [sameHeading(heading), at]));
  return { name, encoding, file: { ...sheet, places, name: fileName, sha256: toHex(sha256(bytes)), damaged } };
}

/** Where somebody is called a cooperative outright, associations beside it are its partners and not the owner. */
function ownerOf(organisations: readonly Row<'organisations'>[]): Row<'organisations'> {
  const producers = organisations.filter((row) => row.role === 'cooperative');
  const outright = producers.filter((row) => recognise(row.raw['rol'] ?? '', OWNER_WORDS) === 'cooperative');
  const [owner, ...more] = outright.length > 0 ? outright : producers;
  if (owner !== undefined && more.length === 0) return owner;
  if (owner === undefined) throw new Rejection('missing', 'organisations.csv: rol', { example: 'cooperativa' });
  const value = [owner, ...more].map((row) => `${row.code} = cooperativa`).join(', ');
  throw new Rejection('malformed', 'organisations.csv: rol', { value, example: `${owner.code} = cooperativa` });
}
