import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Asking, Reader, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { HandoverDesk } from './handover.desk.js';
import * as body from './handover.dto.js';
import { HandoverQueries, HandoverView } from './handover.queries.js';

@ApiTags('handovers')
@Controller('api')
export class HandoverController {
  constructor(
    private readonly desk: HandoverDesk,
    private readonly queries: HandoverQueries,
  ) {}

  @Post('lots/:code/dispatch')
  @Needs('registrar')
  @RecordsGold('Send a lot; custody moves when the other side accepts it')
  dispatch(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.DispatchBody): Promise<Told> {
    return this.desk.dispatch(asked, code, said);
  }

  @Post('lots/:code/receive')
  @Needs('registrar')
  @RecordsGold('Accept a lot that was sent to you, as your own scale weighs it')
  receive(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.ReceiptBody): Promise<Told> {
    return this.desk.receive(asked, code, said);
  }

  @Post('lots/:code/refuse')
  @Needs('registrar')
  @RecordsGold('Refuse a lot that was sent to you; it stays with its sender')
  refuse(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.RefusalBody): Promise<Told> {
    return this.desk.refuse(asked, code, said);
  }

  @Post('lots/:code/relay')
  @Needs('registrar')
  @RecordsGold('Take over closed bags by counting them and their seals; custody moves, nobody weighs')
  relay(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.RelayBody): Promise<Told> {
    return this.desk.relay(asked, code, said);
  }

  @Post('lots/:code/decline')
  @Needs('registrar')
  @RecordsGold('Do not take over closed bags that were sent to you; they stay with their sender')
  decline(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.DeclineBody): Promise<Told> {
    return this.desk.decline(asked, code, said);
  }

  @Post('lots/:code/seal')
  @Needs('registrar')
  @RecordsGold('A seal of a lot you answer for was opened, broken or replaced')
  seal(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.SealBody): Promise<Told> {
    return this.desk.seal(asked, code, said);
  }

  @Post('lots/:code/detention')
  @Needs('registrar')
  @RecordsGold('An authority keeps a lot you answer for: nothing is done with it meanwhile')
  detain(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.AuthorityBody): Promise<Told> {
    return this.desk.detain(asked, code, said);
  }

  @Post('lots/:code/clearance')
  @Needs('registrar')
  @RecordsGold('The authority lets a detained lot go on')
  clear(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.AuthorityBody): Promise<Told> {
    return this.desk.clear(asked, code, said);
  }

  @Post('lots/:code/seizure')
  @Needs('registrar')
  @RecordsGold('An authority takes all that is left of a lot you answer for')
  seize(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.AuthorityBody): Promise<Told> {
    return this.desk.seize(asked, code, said);
  }

  @Post('lots/:code/loss')
  @Needs('registrar')
  @RecordsGold('All that was left of a lot you answer for was robbed or lost')
  lose(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.LossBody): Promise<Told> {
    return this.desk.lose(asked, code, said);
  }

  @Post('lots/:code/title/decline')
  @Needs('registrar')
  @RecordsGold('Give up a lot that was promised to you; its owner may offer it to another')
  declineTitle(
    @Asking() asked: Asked,
    @Param('code') code: string,
    @Body() said: body.TitleDeclineBody,
  ): Promise<Told> {
    return this.desk.declineTitle(asked, code, said);
  }

  @Get('handovers')
  @Needs('registrar')
  @Lists('Handovers from you, to you and of your gold, the newest first', HandoverView)
  handovers(
    @Caller() by: Actor,
    @Reader() language: Language,
    @Query() query: body.HandoversQuery,
  ): Promise<Page<HandoverView>> {
    return this.queries.list(by, query, language);
  }

  @Post('lots/:code/title')
  @Needs('registrar')
  @RecordsGold('Pass the title of a lot you own')
  title(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.TitleBody): Promise<Told> {
    return this.desk.title(asked, code, said);
  }
}
