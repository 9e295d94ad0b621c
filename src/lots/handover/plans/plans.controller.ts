import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../http/actor.js';
import { Problems } from '../../../http/describe.js';
import { Needs } from '../../../http/needs.js';
import { Caller } from '../../../http/request.js';
import { PlanBody, RouteBody } from './plans.dto.js';
import { TransportPlans } from './plans.js';

@ApiTags('handovers')
@Controller('api/lots/:code/plan')
export class PlansController {
  constructor(private readonly plans: TransportPlans) {}

  @Put()
  @HttpCode(204)
  @Needs('registrar')
  @ApiOperation({ summary: 'Route, times and courier of a lot you sent, for two named persons; gone with the receipt' })
  @ApiNoContentResponse({ description: 'Kept, sealed' })
  @Problems()
  keep(@Caller() by: Actor, @Param('code') code: string, @Body() said: PlanBody): Promise<void> {
    return this.plans.keep(by, code, said);
  }

  @Get()
  @Needs('registrar')
  @ApiOperation({ summary: 'The plan of a lot on the road, if you are one of the two persons it names' })
  @ApiOkResponse({ type: RouteBody, description: 'Until the gold has arrived' })
  @Problems()
  read(@Caller() by: Actor, @Param('code') code: string): Promise<RouteBody> {
    return this.plans.read(by, code);
  }
}
