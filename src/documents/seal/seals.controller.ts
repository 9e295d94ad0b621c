import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { object, organisation } from '../../http/answer.js';
import { Answers, Does, Problems } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import { SEAL, SealFileBody } from './seals.dto.js';
import { Seals, type SealView } from './seals.js';

@ApiTags('documents')
@Controller('api/organisations/me/seal')
export class SealsController {
  constructor(private readonly seals: Seals) {}

  @Put()
  @Needs('manager')
  @ApiOperation({
    summary: 'Set the electronic seal of your organisation: papers that are issued from now on are sealed with it',
  })
  @Answers(SEAL)
  @Problems()
  set(@Caller() by: Actor, @Body() body: SealFileBody): Promise<SealView> {
    return this.seals.set(by, body);
  }

  @Get()
  @Needs('registrar')
  @ApiOperation({ summary: 'Whose seal it is, who vouches for it and how long; never its key' })
  @Answers(SEAL)
  @Problems()
  shown(@Caller() by: Actor): Promise<SealView> {
    return this.seals.shown(by);
  }

  @Post('withdrawal')
  @Needs('manager')
  @Does('Withdraw the seal: its key is deleted here; papers that were sealed stay sealed')
  @Answers(object({ id: organisation }), 201)
  withdraw(@Caller() by: Actor, @Once() _once: Idempotency): Promise<{ id: string }> {
    return this.seals.withdraw(by);
  }
}
