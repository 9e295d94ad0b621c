import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Keyed, Lists, Problems, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Registered } from '../parties.js';
import { DISCLOSURE, ErasureBody, ErasureView, type DisclosureView } from './erasure.dto.js';
import { Erasures } from './erasures.js';

@ApiTags('private values')
@Controller('api')
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  @Post('erasures')
  @HttpCode(202)
  @Needs('registrar')
  @ApiOperation({ summary: 'Ask that private values of your organisation be erased; an operator must agree' })
  @Keyed()
  @ApiAcceptedResponse({ type: ErasureView, description: 'Asked for; nothing is erased yet' })
  @Problems()
  request(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: ErasureBody): Promise<ErasureView> {
    return this.erasures.request(by, once, body);
  }

  @Get('erasures')
  @Needs('registrar')
  @Lists('What was asked to be erased, the newest first', ErasureView)
  list(@Caller() by: Actor): Promise<{ items: ErasureView[] }> {
    return this.erasures.list(by);
  }

  @Post('erasures/:id/approval')
  @Needs('operator')
  @Records('Agree to an erasure that somebody else asked for: the values are destroyed, and an entry says so')
  approve(@Caller() by: Actor, @Once() _once: Idempotency, @Param('id') id: string): Promise<Registered> {
    return this.erasures.approve(by, id);
  }

  @Get('statements/:sid/disclosures')
  @Needs('registrar')
  @Lists('Private values of a statement, with salt and commitment, for the organisation whose they are', DISCLOSURE)
  disclosures(@Caller() by: Actor, @Param('sid') sid: string): Promise<{ items: DisclosureView[] }> {
    return this.erasures.disclosures(by, sid);
  }
}
