import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import { LiftBody, RecallBody } from './recalls.dto.js';
import { Recalls, type RecallTold } from './recalls.js';

@ApiTags('recalls')
@Controller('api/recalls')
@Needs('compliance')
export class RecallsController {
  constructor(private readonly recalls: Recalls) {}

  @Post()
  @Records('Recall what rests on a paper, site, party or lot: everything made of it is held, or its holders told')
  open(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: RecallBody): Promise<RecallTold> {
    return this.recalls.open(by, once, body);
  }

  @Post(':id/lift')
  @Records('Lift a recall that another person opened')
  lift(
    @Caller() by: Actor,
    @Once() once: Idempotency,
    @Param('id') id: string,
    @Body() body: LiftBody,
  ): Promise<RecallTold> {
    return this.recalls.lift(by, once, id, body);
  }
}
