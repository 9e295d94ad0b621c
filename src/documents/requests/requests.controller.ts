import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { listOf, object, oneOf, text, uuid } from '../../http/answer.js';
import { Answers, Does } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../../lots/desk/asked.js';
import { DOCUMENT_STATUS } from '../document.row.js';
import { DOCUMENT_KINDS } from '../types/document-types.js';
import { RequestsDesk, type AskedPaper } from './desk.js';
import { PapersBody } from './requests.dto.js';

const ASKED = object(
  { kind: oneOf(DOCUMENT_KINDS) },
  {
    id: uuid,
    number: text('PKL-EXP-PACIFICO-2026-000001'),
    status: oneOf(DOCUMENT_STATUS),
    lacks: text('the terms of the sale', 'What there must be before it can be made; then it has no number'),
  },
);

@ApiTags('documents')
@Controller('api')
export class RequestsController {
  constructor(private readonly desk: RequestsDesk) {}

  @Post('shipments/:code/documents')
  @Needs('registrar')
  @Does('Ask for papers of a shipment of yours; those there are already are answered as they are')
  @Answers(object({ items: listOf(ASKED) }), 201)
  async ofShipment(
    @Caller() by: Actor,
    @Once() _once: Idempotency,
    @Reader() language: Language,
    @Param('code') code: string,
    @Body() { kinds }: PapersBody,
  ): Promise<{ readonly items: readonly AskedPaper[] }> {
    return { items: await this.desk.ofShipment(by, code, language, kinds) };
  }

  @Post('lots/:code/receipt')
  @Needs('registrar')
  @Does('Ask for the receipt of a delivery that you took in')
  @Answers(ASKED, 201)
  receipt(
    @Caller() by: Actor,
    @Once() _once: Idempotency,
    @Reader() language: Language,
    @Param('code') code: string,
  ): Promise<AskedPaper> {
    return this.desk.receipt(by, code, language);
  }
}
