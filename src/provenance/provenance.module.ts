import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceController } from './provenance.controller.js';
import { openProvenance, Provenance } from './provenance.js';

@Module({
  imports: [LotsModule],
  controllers: [ProvenanceController],
  providers: [{ provide: Provenance, useFactory: openProvenance, inject: [DataSource] }],
  exports: [Provenance],
})
export class ProvenanceModule {}
