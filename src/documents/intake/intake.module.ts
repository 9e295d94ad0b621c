import { Module } from '@nestjs/common';
import { LotsModule } from '../../lots/lots.module.js';
import { FilledForms } from './filled.js';
import { IntakeController } from './intake.controller.js';
import { IntakeForms } from './intake-forms.js';

/** Wants the ledger, the database and the place of sealed bytes from the application. */
@Module({
  imports: [LotsModule],
  controllers: [IntakeController],
  providers: [IntakeForms, FilledForms],
  exports: [IntakeForms],
})
export class IntakeModule {}
