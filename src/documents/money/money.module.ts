import { Module } from '@nestjs/common';
import { EvidenceModule } from '../../parties/evidence/evidence.module.js';
import { QuotationsController } from './quotations/quotations.controller.js';
import { Quotations } from './quotations/quotations.js';

/** Prices and rates that people enter. */
@Module({
  imports: [EvidenceModule],
  controllers: [QuotationsController],
  providers: [Quotations],
  exports: [Quotations],
})
export class MoneyModule {}
