import { Module } from '@nestjs/common';
import { Places } from '../desk/places.js';
import { LotQueries } from '../lot.queries.js';
import { RecallsController } from './recalls.controller.js';
import { Recalls } from './recalls.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [RecallsController], providers: [Recalls, Places, LotQueries] })
export class RecallsModule {}
