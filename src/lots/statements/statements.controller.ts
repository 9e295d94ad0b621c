import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { Problems } from '../../http/describe.js';
import { idempotencyKeyOf } from '../../http/idempotency.js';
import { Needs, Open } from '../../http/needs.js';
import { Caller, type Incoming } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../desk/asked.js';
import { Doubts } from '../doubts/told.js';
import { ENVELOPE, PREPARED, SIGNED_RECEIPT, STATEMENT, TO_PREPARE, type SignedReceipt } from './describe.js';
import { StatementsDesk } from './statements.desk.js';
import type { Prepared } from '../signed/signed.js';
import { StatementQueries, type StatementView } from './statement.view.js';

/** What is needed of Fastify's reply. */
interface Reply {
  status(code: number): unknown;
}

@ApiTags('statements')
@Controller('api/statements')
export class StatementsController {
  constructor(
    private readonly desk: StatementsDesk,
    private readonly queries: StatementQueries,
    private readonly doubts: Doubts,
  ) {}

  /** No key of ours is asked for: the signature says whose act it is, and whoever carries it here may. */
  @Post()
  @Open()
  @ApiOperation({ summary: 'Record a statement as its author signed it, to the byte' })
  @ApiBody({ schema: ENVELOPE })
  @ApiCreatedResponse({ schema: SIGNED_RECEIPT, description: 'Recorded and durable' })
  @ApiOkResponse({ schema: SIGNED_RECEIPT, description: 'Recorded before: answered as it was then' })
  @Problems()
  async record(
    @Caller() by: Actor,
    @Req() request: Incoming,
    @Reader() language: Language,
    @Body() body: object,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SignedReceipt> {
    const { result, entries, repeated } = await this.desk.record(by, body, idempotencyKeyOf(request));
    const [first] = entries;
    if (first === undefined) throw new Error('bug: a signed statement without an entry');
    if (repeated) reply.status(200);
    return { ...first, entries, ...(await this.doubts.told(result, entries, language)), flags: result.flags };
  }

  @Post('prepare')
  @Needs('registrar', 'approver', 'compliance')
  @HttpCode(200)
  @ApiOperation({ summary: 'The exact bytes to sign for an act of your organisation; nothing is recorded' })
  @ApiBody({ schema: TO_PREPARE })
  @ApiOkResponse({ schema: PREPARED, description: 'What the act comes to as things stand' })
  @Problems()
  prepare(@Caller() by: Actor, @Body() body: object): Promise<Prepared> {
    if (by.org === undefined) throw new Rejection('not-permitted', 'org');
    return this.desk.prepare({ ...by, org: by.org }, body);
  }

  @Get(':sid')
  @Needs('registrar')
  @ApiOperation({ summary: 'A statement that concerns you: its bytes, signatures, entry and proof' })
  @ApiOkResponse({ schema: STATEMENT, description: 'Everything by which it can be checked' })
  @Problems()
  statement(@Caller() by: Actor, @Param('sid') sid: string): Promise<StatementView> {
    return this.queries.find(by, sid);
  }
}
