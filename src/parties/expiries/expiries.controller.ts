import { Controller, Get, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller, header, type Incoming } from '../../http/request.js';
import { languageOf } from '../../http/sentences.js';
import { Expiries, ExpiryView } from './expiries.js';

@ApiTags('parties')
@Controller('api')
export class ExpiriesController {
  constructor(private readonly expiries: Expiries) {}

  @Get('expiries')
  @Needs('registrar')
  @Lists(
    'Licences, registrations and calibrations of yours that end within 60 days, and what that stops, the soonest first',
    ExpiryView,
  )
  list(@Caller() by: Actor, @Req() request: Incoming): Promise<{ items: ExpiryView[] }> {
    return this.expiries.of(by, languageOf(header(request, 'accept-language')));
  }
}
