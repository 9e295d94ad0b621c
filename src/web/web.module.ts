import { type DynamicModule, Module } from '@nestjs/common';
import { LotsModule } from '../lots/lots.module.js';
import { Provenance } from '../provenance/provenance.js';
import { Season } from './home/season.js';
import { PagesController } from './pages.controller.js';
import { Pages } from './pages.js';

/** Wants the ledger and the database from the application. */
@Module({})
export class WebModule {
  static with(provenance: Provenance): DynamicModule {
    return {
      module: WebModule,
      imports: [LotsModule],
      controllers: [PagesController],
      providers: [{ provide: Provenance, useValue: provenance }, Pages, Season],
    };
  }
}
