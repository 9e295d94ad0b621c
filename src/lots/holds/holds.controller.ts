import { applyDecorators, Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Asking, Reader, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { HoldsDesk } from './holds.desk.js';
import { AnswerBody, HoldEndBody, HoldReleaseBody, HoldsQuery, QuestionsQuery } from './holds.dto.js';
import { Receipts, ReceiptView } from './receipts.js';
import { WaitingCountView, WaitingView, WorkLists, type WorkList } from '../doubts/worklist.js';

function listOf(view: new () => object) {
  return { type: 'array' as const, items: { $ref: getSchemaPath(view) } };
}

function WaitList(summary: string): MethodDecorator {
  const properties = {
    items: listOf(WaitingView),
    next: { type: 'string' as const },
    counts: listOf(WaitingCountView),
  };
  const schema = { type: 'object' as const, required: ['items', 'counts'], properties };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiExtraModels(WaitingView, WaitingCountView),
    ApiOkResponse({ schema, description: 'One page, the oldest first, and how much waits by its rule' }),
    Problems(),
  );
}

@ApiTags('holds and questions')
@Controller('api')
export class HoldsController {
  constructor(
    private readonly desk: HoldsDesk,
    private readonly lists: WorkLists,
    private readonly receipts: Receipts,
  ) {}

  @Post('lots/:code/hold/release')
  @Needs('approver', 'compliance', 'manager')
  @RecordsGold('Say, as a second person, why the doubt about a held lot is settled; it may be used from then on')
  release(@Asking() asked: Asked, @Param('code') code: string, @Body() said: HoldReleaseBody): Promise<Told> {
    return this.desk.release(asked, code, said);
  }

  @Post('lots/:code/hold/return')
  @Needs('approver', 'compliance', 'manager')
  @RecordsGold('Give a held delivery back, all of it, to whoever brought it')
  giveBack(@Asking() asked: Asked, @Param('code') code: string, @Body() said: HoldEndBody): Promise<Told> {
    return this.desk.giveBack(asked, code, said);
  }

  @Post('lots/:code/hold/refuse')
  @Needs('approver', 'compliance', 'manager')
  @RecordsGold('Refuse a held lot for good; it stays apart until it is returned or seized')
  refuse(@Asking() asked: Asked, @Param('code') code: string, @Body() said: HoldEndBody): Promise<Told> {
    return this.desk.refuse(asked, code, said);
  }

  @Post('questions/:sid/answer')
  @Needs('approver', 'compliance', 'manager')
  @RecordsGold('Answer a question that a rule raised')
  answer(@Asking() asked: Asked, @Param('sid') sid: string, @Body() said: AnswerBody): Promise<Told> {
    return this.desk.answer(asked, sid, said);
  }

  @Get('lots/:code/receipt')
  @Needs('registrar')
  @ApiOperation({
    summary: 'The receipt of a delivery you took in: weighed, held or not, why, and what would settle it',
  })
  @ApiOkResponse({ type: ReceiptView, description: 'What whoever brought the gold gets' })
  @Problems()
  receipt(@Caller() by: Actor, @Reader() language: Language, @Param('code') code: string): Promise<ReceiptView> {
    return this.receipts.of(by, code, language);
  }

  @Get('holds')
  @Needs('registrar')
  @WaitList('Held gold you have, a line for each open reason')
  holds(@Caller() by: Actor, @Reader() language: Language, @Query() query: HoldsQuery): Promise<WorkList> {
    return this.lists.holds(by, query, language);
  }

  @Get('questions')
  @Needs('registrar')
  @WaitList('Questions that rules raised in your books; they stop nothing')
  questions(@Caller() by: Actor, @Reader() language: Language, @Query() query: QuestionsQuery): Promise<WorkList> {
    return this.lists.questions(by, query, language);
  }
}
