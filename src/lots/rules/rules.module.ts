import { Module } from '@nestjs/common';
import { Places } from '../desk/places.js';
import { OwnFigures } from './own.js';
import { RulesController } from './rules.controller.js';

/** Wants the ledger and the database from the application, for what organisations set for themselves. */
@Module({ controllers: [RulesController], providers: [OwnFigures, Places] })
export class RulesModule {}
