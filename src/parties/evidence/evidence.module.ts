import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceFiles } from './evidence.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [EvidenceController], providers: [EvidenceFiles], exports: [EvidenceFiles] })
export class EvidenceModule {}
