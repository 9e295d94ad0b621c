import { Module } from '@nestjs/common';
import { Places } from '../desk/places.js';
import { Recorder } from '../desk/recorder.js';
import { LotQueries } from '../lot.queries.js';
import { HoldsController } from '../holds/holds.controller.js';
import { HoldsDesk } from '../holds/holds.desk.js';
import { Receipts } from '../holds/receipts.js';
import { Doubts } from './told.js';
import { WorkLists } from './worklist.js';

/** Wants the ledger and the database from the application. */
@Module({
  controllers: [HoldsController],
  providers: [Doubts, HoldsDesk, Places, Receipts, Recorder, LotQueries, WorkLists],
  exports: [Doubts],
})
export class DoubtsModule {}
