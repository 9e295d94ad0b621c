import { Module } from '@nestjs/common';
import { LotsModule } from '../../lots/lots.module.js';
import { EvidenceModule } from '../../parties/evidence/evidence.module.js';
import { CapturedController } from './captured.controller.js';
import { CapturedPapers } from './captured.js';

/** Wants the ledger and the database from the application; `registerCaptured` must have registered the projection. */
@Module({ imports: [LotsModule, EvidenceModule], controllers: [CapturedController], providers: [CapturedPapers] })
export class CapturedModule {}
