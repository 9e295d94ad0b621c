import { Body, Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import { HOLD, HoldBody } from './holds.dto.js';
import { Holds, type Hold } from './holds.js';

@ApiTags('documents')
@Controller('api/documents')
export class HoldsController {
  constructor(private readonly holds: Holds) {}

  @Put(':id/hold')
  @Needs('compliance')
  @ApiOperation({ summary: 'Hold a paper: it is kept whatever its term says, until the hold is lifted' })
  @Answers(HOLD)
  @Problems()
  set(@Caller() by: Actor, @Param('id') id: string, @Body() { reason }: HoldBody): Promise<Hold> {
    return this.holds.set(by, id, reason);
  }

  @Delete(':id/hold')
  @HttpCode(204)
  @Needs('compliance')
  @ApiOperation({ summary: 'Lift the hold of a paper; that there was one stays' })
  @ApiNoContentResponse()
  @Problems()
  lift(@Caller() by: Actor, @Param('id') id: string, @Body() { reason }: HoldBody): Promise<void> {
    return this.holds.lift(by, id, reason);
  }
}
