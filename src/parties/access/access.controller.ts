import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import type { Registered } from '../parties.js';
import { DenialsQuery, EndingBody, GrantBody, DenialView, GrantView, ReadView } from './access.dto.js';
import { Access } from './access.js';
import { Audits } from './audits.js';
import { Denials } from './denials.js';

@ApiTags('access')
@Controller('api')
export class AccessController {
  constructor(
    private readonly access: Access,
    private readonly audits: Audits,
    private readonly denials: Denials,
  ) {}

  @Post('accesses')
  @Needs('manager')
  @Records('Let an auditor read what your organisation reads, for a time; you see every read')
  grant(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: GrantBody): Promise<Registered> {
    return this.access.grant(by, once, body);
  }

  @Get('accesses')
  @Needs('manager', 'approver', 'compliance')
  @Lists('Who may read, or could, and until when', GrantView)
  list(@Caller() by: Actor, @Query() query: DenialsQuery): Promise<Page<GrantView>> {
    return this.access.list(by, query);
  }

  @Get('accesses/received')
  @Needs('registrar')
  @Lists('What other organisations let yours see: their records, to audit, or one lot', GrantView)
  received(@Caller() by: Actor, @Query() query: DenialsQuery): Promise<Page<GrantView>> {
    return this.access.received(by, query);
  }

  @Get('accesses/reads')
  @Needs('manager')
  @Lists('What auditors read of your organisation, the newest first', ReadView)
  reads(@Caller() by: Actor, @Query() query: DenialsQuery): Promise<Page<ReadView>> {
    return this.audits.reads(by, query);
  }

  @Post('accesses/:id/end')
  @Needs('manager')
  @Records('End access before its time')
  end(
    @Caller() by: Actor,
    @Once() once: Idempotency,
    @Param('id') id: string,
    @Body() { reason }: EndingBody,
  ): Promise<Registered> {
    return this.access.end(by, once, id, reason);
  }

  @Get('denials')
  @Needs('manager')
  @Lists('Who was not let in, the newest first', DenialView)
  refused(@Caller() by: Actor, @Query() query: DenialsQuery): Promise<Page<DenialView>> {
    return this.denials.list(by, query);
  }
}
