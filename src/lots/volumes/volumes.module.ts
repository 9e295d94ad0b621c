import { Module } from '@nestjs/common';
import { Balances } from './balances.js';
import { VolumesController } from './volumes.controller.js';

/** Wants the database from the application. */
@Module({ controllers: [VolumesController], providers: [Balances] })
export class VolumesModule {}
