/** A house without doors for a season's books: a cloned database, the ledger on it, the importer, and eyes to look with. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Balance } from '../../src/core/custody/balance.js';
import type { Lot } from '../../src/core/custody/lot.js';
import type { Statement } from '../../src/core/log/statement.js';
import type { RowFinding } from '../../src/exchange/import/report.js';
import { registerCaptured } from '../../src/documents/captured/captured.projection.js';
import { SeasonImport, type Imported, type ImportOptions } from '../../src/exchange/import/season-import.js';
import { History, type Disclosed } from '../../src/ledger/history.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open.js';
import { registerLots } from '../../src/lots/lot.projection.js';
import { lotFrom } from '../../src/lots/lot.state.js';
import { Lots } from '../../src/lots/lots.js';
import { registerParties } from '../../src/parties/projections/projections.js';
import { openProvenance, type Provenance } from '../../src/provenance/provenance.js';
import { cloneDatabase, type TestDatabase } from './database.js';

export type Books = ReadonlyMap<string, Uint8Array>;

export const LIMONAL = new URL('../../docs/samples/limonal/', import.meta.url);
export const season = (name: string): URL => new URL(`../fixtures/seasons/${name}/`, import.meta.url);

export function booksIn(folder: URL): Books {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]));
}

/** The books with the text of one file changed; the letters are those of the sample season, UTF-8. */
export function edited(books: Books, file: string, edit: (text: string) => string): Books {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(books.get(file));
  const changed = edit(text);
  if (changed === text) throw new Error(`the edit changed nothing in ${file}`);
  return new Map(books).set(file, new TextEncoder().encode(changed));
}

export function only(books: Books, names: readonly string[]): Books {
  return new Map([...books].filter(([name]) => names.includes(name.replace('.csv', ''))));
}

export class SeasonHouse {
  private constructor(
    private readonly database: TestDatabase,
    readonly ledger: Ledger,
    private readonly signerDir: string,
  ) {}

  static async open(): Promise<SeasonHouse> {
    const database = await cloneDatabase();
    const signerDir = mkdtempSync(join(tmpdir(), 'veta-season-'));
    return new SeasonHouse(database, await ledgerOn(database, signerDir), signerDir);
  }

  /** The same database opened again, as after a stop. */
  async reopened(): Promise<SeasonHouse> {
    await this.ledger.close();
    return new SeasonHouse(this.database, await ledgerOn(this.database, this.signerDir), this.signerDir);
  }

  import(books: Books, options: ImportOptions = { asOf: '2026-07-31' }): Promise<Imported> {
    return new SeasonImport(this.database.dataSource, this.ledger, new Lots(this.ledger)).run(books, options);
  }

  get provenance(): Provenance {
    const { dataSource } = this.database;
    return openProvenance(dataSource, this.ledger, new History(dataSource, this.ledger.vault));
  }

  /** A registrar's lots by their codes. */
  async lotsOf(registrar: string): Promise<Map<string, Lot>> {
    const rows: { state: object }[] = await this.database.dataSource.query(
      'SELECT state FROM lot WHERE registrar = $1 ORDER BY code',
      [registrar],
    );
    return new Map(rows.map(({ state }) => lotFrom(state)).map((lot) => [lot.code, lot]));
  }

  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.dataSource.query(sql, values);
  }

  /** As whoever has the owner's login. */
  asOwner(sql: string): Promise<unknown> {
    return this.database.ownerQuery(sql);
  }

  get ownerAccess(): { connection: TestDatabase['ownerConnection']; dataSource: TestDatabase['dataSource'] } {
    return { connection: this.database.ownerConnection, dataSource: this.database.dataSource };
  }

  /** All private values, opened. */
  async privateValues(): Promise<Disclosed[]> {
    const history = new History(this.database.dataSource, this.ledger.vault);
    const sids = await this.query<{ sid: Buffer }>('SELECT DISTINCT sid FROM private_value');
    return history.disclosuresOf(sids.map(({ sid }) => sid));
  }

  async statements(): Promise<Statement[]> {
    const all: Statement[] = [];
    for await (const { statement } of new History(this.database.dataSource).all()) all.push(statement);
    return all;
  }

  /** Every gram counted again from the statements, and against what the tables hold. */
  async balanceErrors(): Promise<unknown[]> {
    const rows = await this.query<{ id: string; mg: string }>('SELECT id, gross_mg AS mg FROM lot');
    const left = new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
    const balance = new Balance();
    const errors = (await this.statements()).flatMap((statement) => balance.add(statement));
    return [...errors, ...balance.compare((lot) => left.get(lot))];
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.database.drop();
    rmSync(this.signerDir, { recursive: true, force: true });
  }
}

async function ledgerOn({ dataSource }: TestDatabase, signerDir: string): Promise<Ledger> {
  const ledger = await openLedger({ dataSource, signerDir, origin: 'season.example/log', sample: true });
  registerParties(ledger);
  registerLots(ledger);
  registerCaptured(ledger);
  return ledger;
}

/** Report lines as a reader would point at them: file, line, column, code, and the codes of further faults. */
export const lines = (list: readonly RowFinding[]): string[] =>
  list.map(({ file, line, column, code, also }) =>
    [`${file}:${line}`, column, code, ...also.map((one) => one.code)].join(' '),
  );
