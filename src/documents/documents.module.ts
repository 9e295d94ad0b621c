import { Module } from '@nestjs/common';
import { LotsModule } from '../lots/lots.module.js';
import { EvidenceModule } from '../parties/evidence/evidence.module.js';
import { AmendController } from './amend/amend.controller.js';
import { Amending } from './amend/amending.js';
import { Versions } from './amend/versions.js';
import { BundleArchives } from './bundle/archive.js';
import { BundlesController } from './bundle/bundles.controller.js';
import { Bundles } from './bundle/bundles.js';
import { CapturedModule } from './captured/captured.module.js';
import { CorridorsModule } from './corridors/corridors.module.js';
import { DocumentsController } from './documents.controller.js';
import { IntakeModule } from './intake/intake.module.js';
import { FailedController } from './jobs/failed.controller.js';
import { FailedPapers } from './jobs/failed.js';
import { HoldsController } from './keep/holds.controller.js';
import { Holds } from './keep/holds.js';
import { MoneyModule } from './money/money.module.js';
import { DraftsController } from './requests/drafts.controller.js';
import { Drafts } from './requests/drafts.js';
import { RequestsDesk } from './requests/desk.js';
import { RequestsController } from './requests/requests.controller.js';
import { SealsController } from './seal/seals.controller.js';
import { Seals } from './seal/seals.js';
import { IssuedPapers } from './issued-papers.js';
import { PaperFiles } from './store/paper-files.js';

/** The doors to the papers; `openDocuments` starts what makes them. */
@Module({
  imports: [CapturedModule, CorridorsModule, EvidenceModule, IntakeModule, LotsModule, MoneyModule],
  controllers: [
    DocumentsController,
    AmendController,
    BundlesController,
    FailedController,
    HoldsController,
    RequestsController,
    DraftsController,
    SealsController,
  ],
  providers: [
    IssuedPapers,
    Amending,
    BundleArchives,
    Bundles,
    FailedPapers,
    Holds,
    PaperFiles,
    Versions,
    RequestsDesk,
    Drafts,
    Seals,
  ],
  exports: [IssuedPapers, Versions, RequestsDesk],
})
export class DocumentsModule {}
