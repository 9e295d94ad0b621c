import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { object, oneOf, text, uuid, whole } from '../../http/answer.js';
import { Answers, Does } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../../lots/desk/asked.js';
import { DOCUMENT_STATUS } from '../document.row.js';
import { AmendmentBody } from './amend.dto.js';
import { Amending, type NextVersion } from './amending.js';

const NEXT = object({
  id: uuid,
  number: text('PKL-EXP-PACIFICO-2026-000001'),
  version: whole(2),
  status: oneOf(DOCUMENT_STATUS),
});

@ApiTags('documents')
@Controller('api/documents')
export class AmendController {
  constructor(private readonly amending: Amending) {}

  @Post(':id/supersede')
  @Needs('registrar')
  @Does('Make an issued paper anew, of the facts as they are now: the next version of its number takes its place')
  @Answers(NEXT, 201)
  supersede(
    @Caller() actor: Actor,
    @Once() _once: Idempotency,
    @Reader() language: Language,
    @Param('id') document: string,
    @Body() { reason }: AmendmentBody,
  ): Promise<NextVersion> {
    return this.amending.supersede({ actor, document, reason, language });
  }

  @Post(':id/void')
  @Needs('registrar')
  @Does('Void an issued paper for good: the next version of its number is the notice of it')
  @Answers(NEXT, 201)
  void(
    @Caller() actor: Actor,
    @Once() _once: Idempotency,
    @Reader() language: Language,
    @Param('id') document: string,
    @Body() { reason }: AmendmentBody,
  ): Promise<NextVersion> {
    return this.amending.void({ actor, document, reason, language });
  }
}
