import { Module } from '@nestjs/common';
import { EvidenceModule } from '../../parties/evidence/evidence.module.js';
import { LotsModule } from '../../lots/lots.module.js';
import { PriceController } from './check/price.controller.js';
import { PriceDesk } from './check/price.js';
import { QuotationsController } from './quotations/quotations.controller.js';
import { Quotations } from './quotations/quotations.js';

/** Prices and rates that people enter. */
@Module({
  imports: [EvidenceModule, LotsModule],
  controllers: [PriceController, QuotationsController],
  providers: [PriceDesk, Quotations],
  exports: [Quotations],
})
export class MoneyModule {}
