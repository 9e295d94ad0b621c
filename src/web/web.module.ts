import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { ProvenanceModule } from '../provenance/provenance.module.js';
import { Season } from './home/season.js';
import { PagesController } from './pages.controller.js';
import { Pages } from './pages.js';

/** Wants the ledger and the database from the application. */
@Module({
  imports: [DocumentsModule, LotsModule, ProvenanceModule],
  controllers: [PagesController],
  providers: [Pages, Season],
})
export class WebModule {}
