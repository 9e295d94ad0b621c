import { Module } from '@nestjs/common';
import { RulesController } from './rules.controller.js';

/** What is published of rules needs no ledger: it is the code's own. */
@Module({ controllers: [RulesController] })
export class RulesModule {}
