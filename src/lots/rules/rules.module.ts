import { Module } from '@nestjs/common';
import { OwnFigures } from './own.js';
import { RulesController } from './rules.controller.js';

/** Wants the ledger and the database from the application, for what organisations set for themselves. */
@Module({ controllers: [RulesController], providers: [OwnFigures] })
export class RulesModule {}
