/** Tables are only a reading of history: thrown away they come back row by row, and meddled with they are put right. */
import { setThreshold } from '../../src/core/custody/rules/own/set.js';
import { rebuild, type RebuildReport } from '../../src/ledger/rebuild.js';
import { Vault } from '../../src/ledger/private/vault.js';
import { History } from '../../src/ledger/history.js';
import type { Projection, RebuiltTable } from '../../src/ledger/projection.js';
import { openDataSource } from '../../src/database/connect.js';
import { Lots } from '../../src/lots/lots.js';
import { projectionsOf } from '../../src/app/log/rebuild.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';

/** Filled by others than a fold of history: history itself, what lies beside it, and work in hand. */
const NOT_REBUILT = `statement entry lot_link tile checkpoint log_state idempotency disclosure signature device_link
  cosignature cosigned_checkpoint document document_counter document_file document_hold sealed_bytes moved_bytes bundle book_row api_key
  member private_value data_key private_book_row erasure recorded_by signer_mail signer_status
  person membership invitation password password_reset passkey passkey_challenge session sign_in_attempt denial access_read
  token_mapping transport_plan whereabouts recorded_by evidence_file planned_departure organisation_seal
  quotation quotation_confirmation intake_form schema_files migrations`.split(/\s+/);

/** A figure of its own, by a person: who it was is all that history does not tell of it. */
async function tighten({ ledger }: SeasonHouse, org: string): Promise<void> {
  const on = { date: '2026-07-31', tz: 'UTC' };
  const act = { org, on, at: '2026-07-31T12:00:00.000Z', today: on.date, attested: 'platform' as const };
  const input = { threshold: 'melt-loss', key: 'dore', value: 2_500, level: 'hold', reason: 'house rule' } as const;
  const by = 'person:00000000-0000-4000-8000-000000000001';
  const once = { key: 'tighten', digest: new Uint8Array(32) };
  const decide = () => ({ drafts: setThreshold([], act, input), result: {} });
  await ledger.append({ org, actor: 'test', by, ...once, needs: { thresholds: [org] }, decide });
}

/** Which tables there are does not hang on the key of the vault. */
const tables = projectionsOf(new Vault(new Uint8Array(32))).flatMap(
  ({ rebuilt }): readonly RebuiltTable[] => rebuilt?.tables ?? [],
);

const differing = ({ tables: all }: RebuildReport) =>
  all.filter(({ missing, extra, changed }) => missing + extra + changed > 0);

/** Its owner gives it a public page, and so a public code. */
async function release(house: SeasonHouse, lot: string, org: string): Promise<void> {
  const on = { date: '2026-07-31', tz: 'America/Bogota' };
  const act = { org, on, at: '2026-07-31T12:00:00.000Z', today: on.date, attested: 'platform' as const };
  await new Lots(house.ledger).release({ act, actor: 'test', key: 'release', digest: new Uint8Array(32) }, lot);
}

describe('rebuild', () => {
  let house: SeasonHouse;

  beforeAll(async () => {
    house = await SeasonHouse.open();
    await house.import(booksIn(LIMONAL));
    const [piece] = await house.query<{ id: string; owner: string }>(
      `SELECT id, owner FROM lot WHERE form = 'piece' AND NOT held ORDER BY code LIMIT 1`,
    );
    await release(house, piece?.id ?? '', piece?.owner ?? '');
    await tighten(house, piece?.owner ?? '');
  });
  afterAll(() => house.close());

  const again = async (
    replace: boolean,
    of: readonly Projection<unknown>[] = projectionsOf(house.ledger.vault),
  ): Promise<RebuildReport> => {
    const { connection, dataSource } = house.ownerAccess;
    const owner = await openDataSource({ ...connection, max: 1 }, []);
    try {
      return await rebuild({
        dataSource: owner,
        history: new History(dataSource, house.ledger.vault),
        projections: of,
        replace,
      });
    } finally {
      await owner.destroy();
    }
  };
  const rows = (table: string) => house.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);

  test('of an honest season not a row differs, and nothing is written', async () => {
    const before = await Promise.all(tables.map(({ name }) => rows(name)));
    const report = await again(true);
    expect(differing(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true });
    expect(report.tables.find(({ table }) => table === 'lot')?.rows).toBeGreaterThan(1000);
    expect(await Promise.all(tables.map(({ name }) => rows(name)))).toEqual(before);
  });

  test('every table thrown away comes back row by row', async () => {
    const before = await Promise.all(tables.map(({ name }) => rows(name)));
    const counts = await Promise.all(tables.map(({ name }) => rows(name).then(({ length }) => length)));
    // A public code is chance, and no entry tells it: the one thing that is lost with its row.
    const codes = await house.query<{ id: string; code: string }>(
      'SELECT id, public_code AS code FROM lot WHERE public_code IS NOT NULL',
    );
    for (const { name } of tables) await house.asOwner(`DELETE FROM ${name}`);
    const report = await again(true);
    expect(report.tables.map(({ missing }) => missing)).toEqual(counts);
    for (const { id, code } of codes) await house.asOwner(`UPDATE lot SET public_code = '${code}' WHERE id = '${id}'`);
    expect(await Promise.all(tables.map(({ name }) => rows(name)))).toEqual(before);
    expect(await again(false)).toMatchObject({ ok: true });
  });

  test.each([
    ['gold lent to a lot', 'lot', 'changed', `UPDATE lot SET gross_mg = gross_mg + 1000 WHERE code = 'E-00001'`],
    [
      'a claim that nobody judged',
      'lot',
      'changed',
      `UPDATE lot SET claims = array_append(claims, 'fairmined-ecological') WHERE code = 'E-00001'`,
    ],
    ['a hold lifted without a word', 'lot', 'changed', `UPDATE lot SET held = false WHERE held`],
    ['gold in other hands', 'lot', 'changed', `UPDATE lot SET custodian = 'thief' WHERE code = 'E-00002'`],
    [
      'a lot that no entry made',
      'lot',
      'extra',
      `INSERT INTO lot SELECT gen_random_uuid(), registrar, 'X-1', form, custodian, owner, born, gross_mg, fineness_ppm,
         held, claims, shipment, released, NULL, state, bound_for FROM lot WHERE code = 'E-00001'`,
    ],
    ['a certificate made longer', 'credential', 'changed', `UPDATE credential SET valid_until = '2099-01-01'`],
    [
      'a number freed to be used again',
      'used_number',
      'missing',
      `DELETE FROM used_number WHERE id LIKE 'code:%:E-00001'`,
    ],
    ['a site with other limits', 'site', 'changed', `UPDATE site SET max_ppm = 1000000`],
  ] as const)('%s is named, and put right', async (_, table, what, sql) => {
    const before = await rows(table);
    await house.asOwner(sql);
    const told = await again(false);
    expect(told.ok).toBe(false);
    expect(differing(told)).toMatchObject([{ table }]);
    expect(differing(told)[0]?.[what]).toBeGreaterThan(0);
    expect(differing(told)[0]?.first[0]).toMatch(new RegExp(`^${what} `));
    expect(await rows(table)).not.toEqual(before);
    await again(true);
    expect(await rows(table)).toEqual(before);
  });

  test('a public code that is on paper stays what it was', async () => {
    const [lot] = await house.query<{ id: string; code: string }>(
      'SELECT id, public_code AS code FROM lot WHERE public_code IS NOT NULL',
    );
    expect(lot?.code).toHaveLength(16);
    await house.asOwner(`UPDATE lot SET gross_mg = 0 WHERE id = '${lot?.id}'`);
    await again(true);
    expect(await house.query('SELECT public_code AS code FROM lot WHERE id = $1', [lot?.id])).toEqual([
      { code: lot?.code },
    ]);
  });

  test('a projection that keeps quiet about what it touches is found out', async () => {
    const lots = projectionsOf(house.ledger.vault).find(({ kind }) => kind === 'lots');
    const rebuilt = lots?.rebuilt;
    if (lots === undefined || rebuilt === undefined) throw new Error('lots are a projection');
    const quiet: Projection<unknown> = { ...lots, rebuilt: { ...rebuilt, touched: () => [] } };
    await expect(again(false, [quiet])).rejects.toThrow('which it did not say it touches');
  });

  test('every table is history, or made of it, or known to be neither', async () => {
    const all = await house.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const known = new Set([...NOT_REBUILT, ...tables.map(({ name }) => name)]);
    expect(all.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  test('an entry that was changed underneath is not folded: fsck comes first', async () => {
    await house.asOwner('ALTER TABLE statement DISABLE TRIGGER statement_append_only');
    const flip = `UPDATE statement SET org = org || 'x', bytes = bytes WHERE idx = 7`;
    await house.asOwner(flip);
    expect(await again(false)).toMatchObject({ ok: true }); // a column beside the bytes is believed by nobody here
    await house.asOwner('ALTER TABLE statement DROP CONSTRAINT statement_sid_is_its_hash');
    await house.asOwner('UPDATE statement SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) WHERE idx = 7');
    await expect(again(false)).rejects.toThrow(/entry 7 .* run veta fsck/);
  });
});
