/**
 * `veta rebuild [--check] [--json]`: the tables that decisions believe, made again from the bytes of history. Exit 0; with
 * `--check`, which changes nothing, 1 where something differs.
 */
import { parseArgs } from 'node:util';
import { loadConfig } from '../../config/config.js';
import { openDatabase, openDataSource } from '../../database/connect.js';
import { History } from '../../ledger/history.js';
import { openVault, type Vault } from '../../ledger/private/vault.js';
import type { Projection } from '../../ledger/projection.js';
import { rebuild, type RebuildReport } from '../../ledger/rebuild.js';
import { registerCaptured } from '../../documents/captured/captured.projection.js';
import { registerLots } from '../../lots/lot.projection.js';
import { registerParties } from '../../parties/projections/projections.js';
import { progressBar } from '../progress-bar.js';

export async function rebuildCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const config = loadConfig(process.env);
  const database = await openDatabase(config, []);
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  try {
    const bar = progressBar('Reconstrucción · rebuild');
    const vault = await openVault(database.dataSource, config.vaultKey);
    const history = new History(database.dataSource, vault);
    const projections = projectionsOf(vault);
    const report = await rebuild({ dataSource: owner, history, projections, replace: !values.check, progress: bar.to });
    bar.done();
    console.log(values.json ? JSON.stringify(report) : textOf(report, values.check));
    return values.check && !report.ok ? 1 : 0;
  } finally {
    await owner.destroy();
    await database.close();
  }
}

/** Those of every folder that has some: what a ledger would be opened with. */
export function projectionsOf(vault: Vault): Projection<unknown>[] {
  const projections: Projection<unknown>[] = [];
  const ledger = {
    vault,
    register: <State>(projection: Projection<State>) => {
      projections.push(projection as unknown as Projection<unknown>);
    },
  };
  registerParties(ledger);
  registerLots(ledger);
  registerCaptured(ledger);
  return projections;
}

function textOf({ ok, size, tables }: RebuildReport, check: boolean): string {
  if (ok)
    return `${size} entries make exactly the rows that are there: ${tables.map(({ table }) => table).join(', ')}.`;
  const lines = tables
    .filter(({ missing, extra, changed }) => missing + extra + changed > 0)
    .map(({ table, missing, extra, changed, first }) => {
      const what = `${changed} rows were changed, ${missing} were missing, ${extra} were of no entry`;
      return `${table}: ${what}\n${first.map((one) => `  ${one}\n`).join('')}`;
    });
  const last = check
    ? 'Nothing was changed: run veta rebuild without --check.'
    : 'They are now what history makes them.';
  return `${lines.join('')}${last}`;
}
