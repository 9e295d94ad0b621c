import { Module } from '@nestjs/common';
import { CraftReports } from './craft.js';
import { DiligenceController } from './diligence.controller.js';
import { Diligence } from './diligence.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [DiligenceController], providers: [Diligence, CraftReports] })
export class DiligenceModule {}
