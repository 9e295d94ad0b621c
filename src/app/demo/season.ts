/** What the demo does after the books, and what it counts. */
import { Balance } from '../../core/custody/balance.js';
import { instantOf } from '../../core/day.js';
import { timeZoneOf } from '../../core/time-zones.js';
import { Bundles } from '../../documents/bundle/bundles.js';
import { RequestsDesk } from '../../documents/requests/desk.js';
import type { Report } from '../../exchange/import/report.js';
import type { Season } from '../../exchange/season/season.js';
import { LotQueries } from '../../lots/lot.queries.js';
import { digestOf } from '../../lots/lots.js';
import { SignInSettings } from '../../parties/sessions/settings.js';
import type { House } from '../house.js';

/** Every piece the jeweller still owns is shown to the public, so that its page and proof can be looked at. */
export async function releasePieces({ database, lots }: House, season: Season): Promise<void> {
  const rows: { id: string; owner: string; country: string }[] = await database.dataSource.query(
    `SELECT lot.id, lot.owner, organisation.country FROM lot JOIN organisation ON organisation.org = lot.owner
      WHERE form = 'piece' AND NOT held ORDER BY registrar, code`,
  );
  const last = season.pieces.reduce((day, piece) => (piece.day > day ? piece.day : day), '');
  await Promise.all(
    rows.map(({ id, owner, country }) => {
      const on = { date: last, tz: timeZoneOf(country) };
      const act = { org: owner, on, at: instantOf(on.date, on.tz), today: last, attested: 'platform' as const };
      return lots.release({ act, actor: 'demo', key: `demo:release:${id}`, digest: digestOf(id) }, id);
    }),
  );
}

/** Every shipment's papers that can be made by now, and the cover that lists them, as the exporter's clerk asks for them. */
export async function bundleShipments({ database, ledger, config, documents }: House): Promise<void> {
  // A final invoice trues up one that was issued.
  await documents.awaitIdle();
  const { dataSource } = database;
  const queries = new LotQueries(dataSource);
  const settings = new SignInSettings(config.publicUrl);
  const bundles = new Bundles(dataSource, queries, new RequestsDesk(dataSource, ledger, queries, settings));
  const rows: { org: string; code: string }[] = await dataSource.query(
    `SELECT org, split_part(id, '/', 2) AS code FROM shipment WHERE exported ORDER BY id`,
  );
  for (const { org, code } of rows) await bundles.ask({ org, role: 'registrar', name: 'demo' }, code);
}

export interface Summary {
  readonly lots: number;
  readonly statements: number;
  readonly entries: number;
  readonly deliveries: { readonly accepted: number; readonly refused: number; readonly held: number };
  readonly bars: number;
  readonly shipments: number;
  readonly pieces: number;
  readonly piecesWithClaim: number;
  readonly documents: number;
  /** Shipments whose papers lie behind an issued cover. */
  readonly paperBundles: number;
  readonly balanceErrors: number;
}

function ofDeliveries(list: Report['refused']): number {
  return list.filter(({ file }) => file === 'deliveries.csv').length;
}

export async function summaryOf(house: House, report: Report): Promise<Summary> {
  const [counts]: Record<string, number>[] = await house.database.dataSource.query(
    `SELECT count(*)::int AS lots,
            (SELECT count(*)::int FROM statement) AS statements,
            (SELECT count(*)::int FROM entry) AS entries,
            count(*) FILTER (WHERE form = 'dore')::int AS bars,
            (SELECT count(*)::int FROM shipment WHERE exported) AS shipments,
            count(*) FILTER (WHERE form = 'piece')::int AS pieces,
            count(*) FILTER (WHERE form = 'piece' AND 'fairmined' = ANY(claims))::int AS "piecesWithClaim",
            (SELECT count(*)::int FROM document WHERE status = 'issued') AS documents,
            (SELECT count(*)::int FROM bundle JOIN document d ON d.id = cover WHERE d.status = 'issued') AS "paperBundles"
       FROM lot`,
  );
  if (counts === undefined) throw new Error('bug: count answers one row');
  const { lots, statements, entries, ...rest } = counts as unknown as Omit<Summary, 'deliveries' | 'balanceErrors'>;
  const deliveries = {
    accepted: report.accepted,
    refused: ofDeliveries(report.refused),
    held: ofDeliveries(report.held),
  };
  return { lots, statements, entries, deliveries, ...rest, balanceErrors: await balanceErrors(house) };
}

/** The gold counted again from the statements' bytes, and compared with what the tables say is left. */
async function balanceErrors({ database, history }: House): Promise<number> {
  const rows: { id: string; mg: string }[] = await database.dataSource.query('SELECT id, gross_mg AS mg FROM lot');
  const left = new Map(rows.map(({ id, mg }) => [id, Number(mg)]));
  const balance = new Balance();
  let errors = 0;
  for await (const { statement } of history.all()) errors += balance.add(statement).length;
  return errors + balance.compare((lot) => left.get(lot)).length;
}
