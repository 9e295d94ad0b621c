import { Module } from '@nestjs/common';
import { CorridorsController } from './corridors.controller.js';
import { Readiness } from './readiness/readiness.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [CorridorsController], providers: [Readiness] })
export class CorridorsModule {}
