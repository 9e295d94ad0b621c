import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Blobs } from '../documents/store/blobs.js';
import { TableBlobs } from '../documents/store/table-blobs.js';
import { readMigrations } from '../database/sql-migrations.js';
import { READINESS_CHECKS, type ReadinessCheck } from '../http/health.controller.js';
import { HttpModule } from '../http/http.module.js';
import { Metrics } from '../http/metrics.js';
import { Sight } from '../http/sight.js';
import { Ledger } from '../ledger/ledger.js';
import { SignInSettings } from '../parties/sessions/settings.js';
import { PartiesModule } from '../parties/parties.module.js';

/** What the application is made of; opened by whoever starts it, and closed by them. */
export interface Parts {
  /** Acts as `veta_app`. */
  readonly dataSource: DataSource;
  /** Every projection is registered. */
  readonly ledger: Ledger;
  readonly metrics?: Metrics;
  /** Where people sign in; this machine where nothing is said. */
  readonly signIn?: SignInSettings;
  /** Where papers are kept; in the database where nothing is said. */
  readonly blobs?: Blobs;
  /** Beyond those of the database and the ledger. */
  readonly checks?: readonly ReadinessCheck[];
  /** Modules of folders further right. */
  readonly modules?: readonly (Type | DynamicModule)[];
}

const HERE = new SignInSettings('http://localhost:3000');

@Global()
@Module({})
class PartsModule {
  static of({ dataSource, ledger, metrics = new Metrics(), checks = [], signIn = HERE, blobs }: Parts): DynamicModule {
    const all = [databaseAnswers(dataSource), migrationsAreCurrent(dataSource), ledgerGoesOn(ledger), ...checks];
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: Ledger, useValue: ledger },
      { provide: Metrics, useValue: metrics },
      { provide: SignInSettings, useValue: signIn },
      { provide: Blobs, useValue: blobs ?? new TableBlobs(dataSource) },
      Sight,
      { provide: READINESS_CHECKS, useValue: all },
    ];
    return { module: PartsModule, providers, exports: providers };
  }
}

@Module({})
export class ApplicationModule {
  static of(parts: Parts): DynamicModule {
    const modules = [HttpModule, PartiesModule, ...(parts.modules ?? [])];
    return { module: ApplicationModule, imports: [PartsModule.of(parts), ...modules] };
  }
}

function databaseAnswers(dataSource: DataSource): ReadinessCheck {
  return {
    name: 'database',
    trouble: async () => {
      await dataSource.query('SELECT 1');
      return undefined;
    },
  };
}

/** Another process may have migrated, or be older than the database, since this one started. */
function migrationsAreCurrent(dataSource: DataSource): ReadinessCheck {
  const expected = readMigrations().map(({ name }) => name);
  return {
    name: 'migrations',
    trouble: async () => {
      const rows: { name: string }[] = await dataSource.query('SELECT name FROM schema_files');
      const applied = new Set(rows.map(({ name }) => name));
      const pending = expected.filter((name) => !applied.has(name));
      if (pending.length > 0) return `Migrations are pending: ${pending.join(', ')}. Run veta migrate.`;
      if (applied.size > expected.length) return 'The database is newer than this program: update it.';
      return undefined;
    },
  };
}

function ledgerGoesOn(ledger: Ledger): ReadinessCheck {
  return { name: 'ledger', trouble: () => Promise.resolve(ledger.trouble), warning: () => ledger.warning };
}
