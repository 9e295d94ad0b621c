import { type DynamicModule, Module } from '@nestjs/common';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceController } from './provenance.controller.js';
import { Provenance } from './provenance.js';

@Module({})
export class ProvenanceModule {
  static with(provenance: Provenance): DynamicModule {
    const providers = [{ provide: Provenance, useValue: provenance }];
    return {
      module: ProvenanceModule,
      imports: [LotsModule],
      controllers: [ProvenanceController],
      providers,
      exports: providers,
    };
  }
}
