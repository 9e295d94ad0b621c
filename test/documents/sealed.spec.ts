/** Whoever has the server's disk, its database, its logs or a dump of it finds no person and no price. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../src/database/server.js';
import { tellSeason } from '../../src/app/demo/demo.js';
import { openHouse, type House } from '../../src/app/house.js';
import { loadConfig } from '../../src/config/config.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import { booksIn, LIMONAL } from '../support/season.js';

const folder = mkdtempSync(join(tmpdir(), 'veta-sealed-'));
const config = loadConfig({ VETA_DATA: join(folder, 'data'), VETA_PUBLIC_URL: 'https://veta.example' });

let house: House;
beforeAll(async () => {
  house = await openHouse(config, { sample: true, worker: true });
  await tellSeason(house);
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Columns of one book, by heading. */
function column(book: string, ...headings: string[]): string[] {
  const lines = new TextDecoder().decode(booksIn(LIMONAL).get(book)).split('\n').filter(Boolean);
  const [head = [], ...rows] = lines.map((line) => line.trim().split(';'));
  return headings.flatMap((heading) => {
    const at = head.findIndex((one) => one.replace('\uFEFF', '') === heading);
    if (at < 0) throw new Error(`${book} has no column ${heading}`);
    return rows.map((row) => row[at] ?? '');
  });
}

/** What the season's books hold of people, prices and places, as they write it and as it is read. */
function secrets(): string[] {
  const written = [
    ...column('members.csv', 'codigo', 'registro'),
    ...column('deliveries.csv', 'declaracion'),
    ...column('organisations.csv', 'nit', 'direccion'),
    ...column('shipments.csv', 'precio_usd_oz', 'flete_usd'),
    ...column('payouts.csv', 'precio_usd_oz', 'neto_cop'),
    ...column('premium.csv', 'valor_usd'),
  ];
  const read = written.flatMap((one) => [one, one.replace(',', '.')]);
  // Shorter ones are found in any noise of bytes; of long columns every seventh tells enough.
  return [...new Set(read)].filter((one, i) => one.length >= 6 && (i < 200 || i % 7 === 0 || one.startsWith('4428')));
}

/** A number is found only where it stands alone: the digits of a price occur in many a hash. */
function foundIn(bytes: Buffer, sought: readonly string[]): string[] {
  return sought.filter((one) => {
    const needle = Buffer.from(one);
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
      const around =
        bytes.toString('latin1', Math.max(at - 1, 0), at) +
        bytes.toString('latin1', at + needle.length, at + needle.length + 1);
      if (!/^[\d.,]+$/.test(one) || !/[\dA-Za-z]/.test(around)) return true;
    }
    return false;
  });
}

const sought = secrets();

test('the season has people, papers and prices to hide', async () => {
  expect(sought.length).toBeGreaterThan(300);
  expect(foundIn(Buffer.from('{"minero":"LIM-003","usd":4428.79}'), sought)).toEqual(['LIM-003', '4428.79']);
  expect((await house.documents.awaitIdle()).issued).toBeGreaterThan(10);
  const shown: string[] = [];
  for await (const { name, bytes } of new IssuedPapers(
    house.database.dataSource,
    new PaperFiles(house.database.dataSource, house.ledger),
  ).everything()) {
    if (name.startsWith('INV-')) shown.push(...foundIn(Buffer.from(bytes), sought));
  }
  // Who may read it reads it: the price stands in the invoice's own payload.
  expect(shown).toContain('4428.79');
});

test('no column of any table', async () => {
  const found = await withClient(house.database.ownerConnection, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const hits: string[] = [];
    for (const { name } of tables) {
      // Bytes as they are, so that what hides in a bytea is read too.
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      const values = rows.flatMap((row) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)))),
      );
      for (const one of foundIn(Buffer.concat(values), sought)) hits.push(`${name}: ${one}`);
    }
    return hits;
  });
  expect(found).toEqual([]);
});

/** Nothing of a folder, nor of a file that PostgreSQL took away meanwhile. */
function contentOf(file: string): Buffer {
  try {
    return statSync(file).isFile() ? readFileSync(file) : Buffer.of();
  } catch {
    return Buffer.of();
  }
}

test('no file of the data folder, write-ahead log and server log included, none of the signer and none of the log', async () => {
  await withClient(house.database.ownerConnection, (client) => client.query('CHECKPOINT'));
  const folders = [config.dataDir, config.signerDir, config.logDir];
  const files = folders.flatMap((one) =>
    readdirSync(one, { recursive: true, encoding: 'utf8' }).map((file) => join(one, file)),
  );
  // Digits alone occur in any binary file by chance: people's codes and numbers with letters do not.
  const telling = sought.filter((one) => /\p{L}/u.test(one)).slice(0, 200);
  const found: string[] = [];
  for (const file of files) {
    for (const one of foundIn(contentOf(file), telling)) found.push(`${file}: ${one}`);
  }
  expect(files.some((file) => file.includes('pg_wal'))).toBe(true);
  expect(found).toEqual([]);
});

test('a paper put in the place of another does not open', async () => {
  const { dataSource } = house.database;
  const rows: { document: string; org: string; name: string }[] = await dataSource.query(
    `SELECT document, org, name FROM document_file WHERE name LIKE 'INV-%.pdf' ORDER BY name LIMIT 2`,
  );
  const [mine, other] = rows;
  await withClient(house.database.ownerConnection, async (client) => {
    await client.query('ALTER TABLE document_file DISABLE TRIGGER document_file_unedited');
    await client.query(
      `UPDATE document_file SET sealed_sha256 = (SELECT sealed_sha256 FROM document_file WHERE document = $2 AND name = $3)
        WHERE document = $1 AND name = $4`,
      [mine?.document, other?.document, other?.name, mine?.name],
    );
    await client.query('ALTER TABLE document_file ENABLE ALWAYS TRIGGER document_file_unedited');
  });
  const store = new IssuedPapers(dataSource, new PaperFiles(dataSource, house.ledger));
  const actor = { org: mine?.org ?? '', role: 'registrar', name: 'test' } as const;
  await expect(store.file(actor, mine?.document ?? '', mine?.name ?? '')).rejects.toThrow(/^bug: the stored bytes/);
});
