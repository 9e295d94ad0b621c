import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Does, DONE, Problems } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs, Open } from '../../http/needs.js';
import { Caller, type Incoming } from '../../http/request.js';
import { ResetBody, ResetMade } from './resets.dto.js';
import { Resets } from './resets.js';

@ApiTags('sessions')
@Controller('api')
export class ResetsController {
  constructor(private readonly resets: Resets) {}

  @Post('people/:person/reset')
  @Needs('manager')
  @Does('Somebody of yours lost the password: a token that is shown once, used once, within the hour; nobody is mailed')
  @ApiCreatedResponse({ type: ResetMade })
  begin(@Caller() by: Actor, @Once() once: Idempotency, @Param('person') person: string): Promise<ResetMade> {
    return this.resets.begin(by, once, person);
  }

  @Post('session/reset')
  @HttpCode(200)
  @Open()
  @ApiOperation({ summary: 'Set a new password with a token you were given; every session of yours ends' })
  @Answers(DONE)
  @Problems()
  use(@Req() request: Incoming, @Body() body: ResetBody): Promise<{ id: string }> {
    return this.resets.use(body, request);
  }
}
