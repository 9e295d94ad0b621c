import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists } from '../../http/describe.js';
import { Needs, Open } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Asking, Reader, type Asked } from './asked.js';
import { CountedView, RecordsGold, ShowsLot } from './describe.js';
import { Desk } from './desk.js';
import { LotQueries } from '../lot.queries.js';
import { LotView, pageView, viewOf, type SeenLot } from '../lot.view.js';
import * as body from './lots.dto.js';
import type { Told } from './recorder.js';

@ApiTags('lots')
@Controller('api')
export class LotsController {
  constructor(
    private readonly desk: Desk,
    private readonly queries: LotQueries,
  ) {}

  @Post('lots')
  @Needs('registrar')
  @RecordsGold('Register a delivery: one delivery, one lot')
  delivery(@Asking() asked: Asked, @Body() said: body.DeliveryBody): Promise<Told> {
    return this.desk.delivery(asked, said);
  }

  @Post('lots/:code/split')
  @Needs('registrar')
  @RecordsGold('Split parts off a lot; what is left stays the lot it was')
  split(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.SplitBody): Promise<Told> {
    return this.desk.split(asked, code, said);
  }

  @Post('melts')
  @Needs('registrar')
  @RecordsGold('Melt or pool lots into one')
  melt(@Asking() asked: Asked, @Body() said: body.MeltBody): Promise<Told> {
    return this.desk.melt(asked, said);
  }

  @Post('refinings')
  @Needs('registrar')
  @RecordsGold('Refine bars into a lot of grain')
  refining(@Asking() asked: Asked, @Body() said: body.RefiningBody): Promise<Told> {
    return this.desk.refining(asked, said);
  }

  @Post('workings')
  @Needs('registrar')
  @RecordsGold('Alloy grain, or make a piece')
  working(@Asking() asked: Asked, @Body() said: body.WorkingBody): Promise<Told> {
    return this.desk.working(asked, said);
  }

  @Post('lots/:code/release')
  @Needs('registrar')
  @RecordsGold('Open the public page of a lot you own')
  release(@Asking() asked: Asked, @Param('code') code: string): Promise<Told> {
    return this.desk.release(asked, code);
  }

  @Post('counts')
  @Needs('registrar')
  @RecordsGold('Count what the safe holds against the book', CountedView)
  count(@Asking() asked: Asked, @Body() said: body.CountBody): Promise<Told> {
    return this.desk.count(asked, said);
  }

  @Get('lots')
  @Needs('registrar')
  @Lists('Lots your organisation made, holds, awaits or owns, by code', LotView)
  lots(@Caller() by: Actor, @Reader() language: Language, @Query() query: body.LotsQuery): Promise<Page<SeenLot>> {
    return this.queries.visible(by, query).then((page) => pageView(page, language));
  }

  @Get('lots/:code')
  @Open()
  @ShowsLot()
  lot(@Caller() by: Actor, @Reader() language: Language, @Param('code') code: string): Promise<SeenLot> {
    return this.queries.find(by, code).then((found) => viewOf(found, language));
  }
}
