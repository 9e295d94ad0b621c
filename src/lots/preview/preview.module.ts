import { Module } from '@nestjs/common';
import { Outlines } from '../desk/outlines.js';
import { Places } from '../desk/places.js';
import { LotQueries } from '../lot.queries.js';
import { PreviewController } from './preview.controller.js';
import { Previews } from './preview.js';

/** Wants the ledger and the database from the application. */
@Module({ controllers: [PreviewController], providers: [Previews, Places, Outlines, LotQueries] })
export class PreviewModule {}
