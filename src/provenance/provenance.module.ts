import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { History } from '../ledger/history.js';
import { Ledger } from '../ledger/ledger.js';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceController } from './provenance.controller.js';
import { openProvenance, Provenance } from './provenance.js';
import { RecallQueries } from './recalls/recall.queries.js';
import { RecallViewsController } from './recalls/recalls.controller.js';

@Module({
  imports: [LotsModule],
  controllers: [ProvenanceController, RecallViewsController],
  providers: [
    RecallQueries,
    { provide: Provenance, useFactory: openProvenance, inject: [DataSource, Ledger, History] },
  ],
  exports: [Provenance],
})
export class ProvenanceModule {}
