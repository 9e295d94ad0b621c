import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { listOf, object, oneOf, text, uuid, whole } from '../../http/answer.js';
import { Answers, Does, Lists } from '../../http/describe.js';
import { Text } from '../../http/fields.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { DOCUMENT_STATUS, type DocumentStatus } from '../document.row.js';
import { FailedPapers, type FailedPaper } from './failed.js';

const INSTANT = text('2026-03-02T14:00:00.000Z');

const RETRY = object({
  at: INSTANT,
  by: text('person:8f6c5b0a-6d1f-4c0e-9a43-2d2f1f6f4a10'),
  why: text('La fuente volvió'),
  attempts: whole(5),
  error: text('the font has gone'),
});

const FAILED = object(
  {
    id: uuid,
    kind: text('packing-list'),
    number: text('PKL-EXP-PACIFICO-2026-000001'),
    version: whole(1),
    reason: text('the font has gone'),
    attempts: whole(5),
    requestedAt: INSTANT,
    retries: listOf(RETRY),
  },
  { shipment: text('EXP-2026-03') },
);

export class RetryBody {
  @Text(200, { example: 'La fuente volvió', description: 'Kept with the paper, beside who asked' }) why: string;
}

@ApiTags('documents')
@Controller('api/documents')
export class FailedController {
  constructor(private readonly failed: FailedPapers) {}

  @Get('failed')
  @Needs('registrar')
  @Lists('Papers of your organisation that could not be made, and why', FAILED)
  list(@Caller() by: Actor, @Query() page: PageQuery): Promise<Page<FailedPaper>> {
    return this.failed.list(by, page);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Needs('registrar')
  @Does('Try a paper that failed once more, from its first attempt')
  @Answers(object({ id: uuid, status: oneOf(DOCUMENT_STATUS) }))
  retry(
    @Caller() by: Actor,
    @Once() _once: Idempotency,
    @Param('id') id: string,
    @Body() { why }: RetryBody,
  ): Promise<{ readonly id: string; readonly status: DocumentStatus }> {
    return this.failed.retry(by, id, why);
  }
}
