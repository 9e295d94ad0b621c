import { Body, Controller, Get, Header, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs, Open } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../../lots/desk/asked.js';
import { CORRIDOR, DEADLINE, DepartureBody, READINESS } from './corridors.dto.js';
import { Readiness, type DeadlineView } from './readiness/readiness.js';
import { corridorsIn, type ReadinessView } from './readiness/views.js';

@ApiTags('documents')
@Controller('api')
export class CorridorsController {
  constructor(private readonly readiness: Readiness) {}

  @Get('corridors')
  @Open()
  @Lists(
    'Ways for gold from a country to another: papers, tariff digits, licences and limits, with their sources',
    CORRIDOR,
  )
  @Header('cache-control', 'public, max-age=3600')
  @Header('vary', 'accept-language')
  corridors(@Reader() language: Language): { readonly items: readonly object[] } {
    return corridorsIn(new Date().toISOString().slice(0, 10), language);
  }

  @Get('shipments/deadlines')
  @Needs('registrar')
  @Lists('Papers that shipments of yours still lack, by the working day on which each is due', DEADLINE)
  deadlines(@Caller() by: Actor, @Query() query: PageQuery, @Reader() language: Language): Promise<Page<DeadlineView>> {
    return this.readiness.deadlines(by, query, language);
  }

  @Get('shipments/:code/readiness')
  @Needs('registrar')
  @ApiOperation({
    summary: 'Whether a shipment of yours has the papers its way asks for, who brings each, and by when',
  })
  @Answers(READINESS)
  @Problems()
  of(@Caller() by: Actor, @Param('code') code: string, @Reader() language: Language): Promise<ReadinessView> {
    return this.readiness.of(by, code, language);
  }

  @Put('shipments/:code/departure')
  @Needs('registrar')
  @HttpCode(204)
  @ApiOperation({
    summary: 'The day a shipment of yours is to leave: yours alone to know, and forgotten when it has left',
  })
  @ApiNoContentResponse()
  @Problems()
  plan(@Caller() by: Actor, @Param('code') code: string, @Body() { on }: DepartureBody): Promise<void> {
    return this.readiness.plan(by, code, on);
  }
}
