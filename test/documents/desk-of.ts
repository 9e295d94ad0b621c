/** A desk of the office: a server on its ledger, and a key for whoever asks at it. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Parts } from '../../src/app/application.module.js';
import { createApplication } from '../../src/app/serve.js';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { ApiKeys } from '../../src/parties/keys/keys.js';
import type { Office } from './office.js';

type Role = Parameters<ApiKeys['create']>[1];

/** Of which organisation, null for the operator's, and in which role. */
export type Who = readonly [org: string | null, role: Role];

export const REGISTRARS = {
  exporter: ['exp-pacifico', 'registrar'],
  cooperative: ['coop-limonal', 'registrar'],
} as const;

export interface DeskOf<Name extends string> {
  /** Closed before the office is. */
  readonly app: NestFastifyApplication;
  readonly keyOf: Readonly<Record<Name, string>>;
}

export async function openDeskOf<Name extends string>(
  { market: { database, ledger } }: Office,
  people: Readonly<Record<Name, Who>>,
  modules: NonNullable<Parts['modules']> = [DocumentsModule],
): Promise<DeskOf<Name>> {
  const { dataSource } = database;
  const parts = { dataSource, ledger, modules: [LedgerModule.with(ledger, dataSource), ...modules] };
  const app = await createApplication(parts, { logger: false });
  const keys = app.get(ApiKeys);
  const keyOf = {} as Record<Name, string>;
  for (const [name, [org, role]] of Object.entries(people) as [Name, Who][]) {
    keyOf[name] = (await keys.create(org, role, name)).secret;
  }
  return { app, keyOf };
}
