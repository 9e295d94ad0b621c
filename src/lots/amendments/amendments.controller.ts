import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { CorrectionBody, DisputeBody, PAST_ACT, WithdrawalBody } from './amendments.dto.js';
import { Amendments } from './amendments.js';
import { LotHistory, type PastAct } from './lot.history.js';

@ApiTags('statements')
@Controller('api')
export class AmendmentsController {
  constructor(
    private readonly amendments: Amendments,
    private readonly history: LotHistory,
  ) {}

  @Post('statements/:sid/correction')
  @Needs('registrar')
  @RecordsGold('Correct an act of yours; gold moves only with a registration of a lot that nothing has happened to')
  correction(@Asking() asked: Asked, @Param('sid') sid: string, @Body() said: CorrectionBody): Promise<Told> {
    return this.amendments.correction(asked, sid, said);
  }

  @Post('statements/:sid/dispute')
  @Needs('registrar')
  @RecordsGold('Dispute an act that concerns you; every reader sees it, and it stops nothing by itself')
  dispute(@Asking() asked: Asked, @Param('sid') sid: string, @Body() said: DisputeBody): Promise<Told> {
    return this.amendments.dispute(asked, sid, said);
  }

  @Post('statements/:sid/withdrawal')
  @Needs('registrar')
  @RecordsGold('Withdraw a dispute of yours')
  withdrawal(@Asking() asked: Asked, @Param('sid') sid: string, @Body() said: WithdrawalBody): Promise<Told> {
    return this.amendments.withdrawal(asked, sid, said);
  }

  @Get('lots/:code/history')
  @Needs('registrar')
  @Lists('Everything that was said of a lot, in order, with what was said of it since', PAST_ACT)
  lotHistory(@Caller() by: Actor, @Param('code') code: string, @Query() query: PageQuery): Promise<Page<PastAct>> {
    return this.history.of(by, code, query);
  }
}
