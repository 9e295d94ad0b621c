import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../http/actor.js';
import { byName, listOf, object, text } from '../../../http/answer.js';
import { Answers, Problems } from '../../../http/describe.js';
import { Needs } from '../../../http/needs.js';
import { Caller } from '../../../http/request.js';
import type { Language } from '../../../http/sentences.js';
import { Reader } from '../../../lots/desk/asked.js';
import { PriceDesk, type PriceView } from './price.js';

const amount = text('60739.94');
const SUMS = object({
  gold: amount,
  charge: amount,
  silver: amount,
  premium: amount,
  total: amount,
  now: amount,
  balance: amount,
});
const WARNING = object({
  code: text('fixing-differs'),
  sentence: text('The terms say USD 4428.79 for the fixing PM of 2026-02-13; entered and confirmed is USD 4428.97.'),
  figures: byName(text('4428.97')),
  source: text('LBMA Gold Price, ICE Benchmark Administration'),
});

@ApiTags('money')
@Controller('api')
export class PriceController {
  constructor(private readonly desk: PriceDesk) {}

  @Get('shipments/:code/price')
  @Needs('registrar')
  @ApiOperation({ summary: 'What a shipment of yours comes to by its terms, in US dollars, and what does not fit' })
  @Answers(object({ warnings: listOf(WARNING) }, { sums: SUMS }))
  @Problems()
  price(@Caller() by: Actor, @Reader() language: Language, @Param('code') code: string): Promise<PriceView> {
    return this.desk.price(by, code, language);
  }
}
