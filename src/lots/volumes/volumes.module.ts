import { Module } from '@nestjs/common';
import { Balances } from '../balances/balances.js';
import { Capacity } from './capacity.js';
import { VolumesController } from './volumes.controller.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [VolumesController], providers: [Balances, Capacity] })
export class VolumesModule {}
