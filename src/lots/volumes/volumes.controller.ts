import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { Balances, type BalanceView, type CountView } from '../balances/balances.js';
import { Capacity, type CapacityView, type VolumesView } from './capacity.js';
import { BALANCE, BalanceQuery, CAPACITY, COUNT, MonthQuery, PICTURE, TABLE, VOLUMES } from './volumes.dto.js';

@ApiTags('volumes')
@Controller('api')
export class VolumesController {
  constructor(
    private readonly balances: Balances,
    private readonly capacity: Capacity,
  ) {}

  @Get('balances')
  @Needs('registrar')
  @Lists(
    'Your stock book of a month: opening + in − out − loss = closing, by site and form or by claim and form',
    BALANCE,
  )
  month(@Caller() by: Actor, @Query() query: BalanceQuery): Promise<Page<BalanceView>> {
    return this.balances.month(by, query);
  }

  @Get('balances.csv')
  @Needs('registrar')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="balances.csv"')
  @ApiOperation({ summary: 'The same month as a table, all of its rows' })
  @ApiProduces('text/csv')
  @Answers(TABLE)
  @Problems()
  csv(@Caller() by: Actor, @Query() query: BalanceQuery): Promise<string> {
    return this.balances.csv(by, query);
  }

  @Get('counts')
  @Needs('registrar')
  @Lists('Physical counts of your stock and how far each was from the book, the newest first', COUNT)
  counts(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<CountView>> {
    return this.balances.counts(by, query);
  }

  @Get('sites/:code/capacity')
  @Needs('registrar')
  @ApiOperation({ summary: 'What a site of yours gave in a month, against the ceilings of what it can give' })
  @Answers(CAPACITY)
  @Problems()
  site(@Caller() by: Actor, @Param('code') code: string, @Query() { month }: MonthQuery): Promise<CapacityView> {
    return this.capacity.site(by, code, month);
  }

  @Get('sites/:code/capacity.svg')
  @Needs('registrar')
  @Header('content-type', 'image/svg+xml')
  @Header('content-security-policy', "default-src 'none'")
  @ApiOperation({ summary: 'Twelve months of a site of yours against its lowest ceiling, drawn small' })
  @ApiProduces('image/svg+xml')
  @Answers(PICTURE)
  @Problems()
  drawn(@Caller() by: Actor, @Param('code') code: string, @Query() { month }: MonthQuery): Promise<string> {
    return this.capacity.drawn(by, code, month);
  }

  @Get('members/:code/volumes')
  @Needs('registrar')
  @ApiOperation({
    summary: 'What a member of yours handed in this month and year, the limits, and what is left of them',
  })
  @Answers(VOLUMES)
  @Problems()
  member(@Caller() by: Actor, @Param('code') code: string, @Query() { month }: MonthQuery): Promise<VolumesView> {
    return this.capacity.member(by, code, month);
  }
}
