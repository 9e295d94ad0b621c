/** The modules of the folders right of parties, around what the house opened. */
import type { DynamicModule, Type } from '@nestjs/common';
import { BoardModule } from '../documents/jobs/board.controller.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { ExchangeModule } from '../exchange/exchange.module.js';
import { LogFiles } from '../ledger/files/log-files.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceModule } from '../provenance/provenance.module.js';
import { WebModule } from '../web/web.module.js';
import type { House } from './house.js';

export function modulesOf({ ledger, database, config, documents }: House): (Type | DynamicModule)[] {
  const files = new LogFiles(config.logDir);
  const log = LedgerModule.with(ledger, database.dataSource, { files, releaseDays: config.releaseDays });
  return [
    log,
    LotsModule,
    DocumentsModule,
    BoardModule.of(documents.engine),
    ProvenanceModule,
    ExchangeModule,
    WebModule,
  ];
}
