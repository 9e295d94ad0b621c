import { Module } from '@nestjs/common';
import { LotsModule } from '../lots/lots.module.js';
import { CapturedModule } from './captured/captured.module.js';
import { DocumentsController } from './documents.controller.js';
import { MoneyModule } from './money/money.module.js';
import { RequestsDesk } from './requests/desk.js';
import { RequestsController } from './requests/requests.controller.js';
import { SealsController } from './seal/seals.controller.js';
import { Seals } from './seal/seals.js';
import { DocumentStore } from './store.js';

/** The doors to the papers; `openDocuments` starts what makes them. */
@Module({
  imports: [CapturedModule, LotsModule, MoneyModule],
  controllers: [DocumentsController, RequestsController, SealsController],
  providers: [DocumentStore, RequestsDesk, Seals],
  exports: [DocumentStore, RequestsDesk],
})
export class DocumentsModule {}
