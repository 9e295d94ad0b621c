import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { AmendmentsController } from './amendments/amendments.controller.js';
import { Amendments } from './amendments/amendments.js';
import { LotHistory } from './amendments/lot.history.js';
import { AssaysController } from './assays/assays.controller.js';
import { AssaysDesk } from './assays/assays.desk.js';
import { Assays } from './assays/assays.js';
import { AssayBias } from './assays/bias.js';
import { AssaySeries } from './assays/series.js';
import { Desk } from './desk/desk.js';
import { DoubtsModule } from './doubts/doubts.module.js';
import { HandoverController } from './handover/handover.controller.js';
import { HandoverModule } from './handover/handover.module.js';
import { HandoverDesk } from './handover/handover.desk.js';
import { Handovers } from './handover/handovers.js';
import { IncorporatedController } from './incorporated/incorporated.controller.js';
import { IncorporatedDesk } from './incorporated/incorporated.desk.js';
import { Incorporated } from './incorporated/incorporated.js';
import { LotQueries } from './lot.queries.js';
import { LotsController } from './desk/lots.controller.js';
import { Lots } from './lots.js';
import { OreController } from './ore/ore.controller.js';
import { OreDesk } from './ore/ore.desk.js';
import { Outlines } from './desk/outlines.js';
import { Places } from './desk/places.js';
import { Recorder } from './desk/recorder.js';
import { PreviewModule } from './preview/preview.module.js';
import { RecallsModule } from './recalls/recalls.module.js';
import { RulesModule } from './rules/rules.module.js';
import { Shown } from './shown/shown.js';
import { ShownController } from './shown/shown.controller.js';
import { Shipments } from './shipments/shipments.js';
import { ShipmentsDesk } from './shipments/shipments.desk.js';
import { ShipmentsController } from './shipments/shipments.controller.js';
import { EvidenceFiles } from '../parties/evidence/evidence.js';
import { Surroundings } from './signed/around.js';
import { StatementsController } from './statements/statements.controller.js';
import { StatementsDesk } from './statements/statements.desk.js';
import { SignedStatements } from './signed/signed.js';
import { StatementQueries } from './statements/statement.view.js';
import { VolumesModule } from './volumes/volumes.module.js';

/** Wants the ledger and the database from the application; `registerLots` must have registered the projections. */
@Module({
  imports: [DoubtsModule, HandoverModule, PreviewModule, RecallsModule, RulesModule, VolumesModule],
  controllers: [
    AssaysController,
    OreController,
    LotsController,
    HandoverController,
    ShipmentsController,
    IncorporatedController,
    ShownController,
    StatementsController,
    AmendmentsController,
  ],
  providers: [
    Desk,
    Recorder,
    Assays,
    AssaysDesk,
    AssaySeries,
    AssayBias,
    OreDesk,
    HandoverDesk,
    ShipmentsDesk,
    Shown,
    Amendments,
    Incorporated,
    IncorporatedDesk,
    LotHistory,
    Places,
    Outlines,
    LotQueries,
    StatementsDesk,
    SignedStatements,
    StatementQueries,
    {
      provide: Surroundings,
      useFactory: (dataSource: DataSource, ledger: Ledger) =>
        new Surroundings(dataSource, ledger.vault, new EvidenceFiles(dataSource, ledger)),
      inject: [DataSource, Ledger],
    },
    { provide: Lots, useFactory: (ledger: Ledger) => new Lots(ledger), inject: [Ledger] },
    { provide: Shipments, useFactory: (lots: Lots) => new Shipments(lots), inject: [Lots] },
    { provide: Handovers, useFactory: (lots: Lots) => new Handovers(lots), inject: [Lots] },
  ],
  exports: [Lots, LotQueries, Recorder],
})
export class LotsModule {}
