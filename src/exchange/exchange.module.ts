import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { IntakeModule } from '../documents/intake/intake.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { EvidenceModule } from '../parties/evidence/evidence.module.js';
import { ProvenanceModule } from '../provenance/provenance.module.js';
import { Everything } from './export/everything.js';
import { ExportController } from './export/export.controller.js';

@Module({
  imports: [LotsModule, DocumentsModule, EvidenceModule, IntakeModule, ProvenanceModule],
  controllers: [ExportController],
  providers: [Everything],
  exports: [Everything],
})
export class ExchangeModule {}
