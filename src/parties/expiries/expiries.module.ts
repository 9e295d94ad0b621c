import { Module } from '@nestjs/common';
import { ExpiriesController } from './expiries.controller.js';
import { Expiries } from './expiries.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [ExpiriesController], providers: [Expiries] })
export class ExpiriesModule {}
