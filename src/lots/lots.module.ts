import { Module } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.js';
import { Desk } from './desk/desk.js';
import { LotQueries } from './lot.queries.js';
import { LotsController } from './desk/lots.controller.js';
import { Lots } from './lots.js';
import { Places } from './desk/places.js';
import { ShipmentsController } from './desk/shipments.controller.js';

/** Wants the ledger and the database from the application; `registerLots` must have registered the projections. */
@Module({
  controllers: [LotsController, ShipmentsController],
  providers: [
    Desk,
    Places,
    LotQueries,
    { provide: Lots, useFactory: (ledger: Ledger) => new Lots(ledger), inject: [Ledger] },
  ],
  exports: [Lots, LotQueries],
})
export class LotsModule {}
