import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { History } from '../ledger/history.js';
import { Ledger } from '../ledger/ledger.js';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceController } from './provenance.controller.js';
import { openProvenance, Provenance } from './provenance.js';

@Module({
  imports: [LotsModule],
  controllers: [ProvenanceController],
  providers: [{ provide: Provenance, useFactory: openProvenance, inject: [DataSource, Ledger, History] }],
  exports: [Provenance],
})
export class ProvenanceModule {}
