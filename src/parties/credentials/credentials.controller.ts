import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { ReachedView, type Reached } from '../reach.js';
import { CredentialBody, CredentialsQuery } from './credentials.dto.js';
import { CREDENTIAL } from '../describe.js';
import { Credentials, type CredentialView } from './credentials.js';

@ApiTags('credentials')
@Controller('api/credentials')
export class CredentialsController {
  constructor(private readonly credentials: Credentials) {}

  @Post()
  @Needs('compliance', 'manager')
  @Records(
    'Record what happened to a licence or certificate; a holder’s own word counts once somebody else says the same',
    ReachedView,
  )
  change(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: CredentialBody): Promise<Reached> {
    return this.credentials.change(by, once, body);
  }

  @Get()
  @Needs('registrar')
  @Lists('Licences and certificates of all who take part, by holder', CREDENTIAL)
  list(@Caller() by: Actor, @Query() query: CredentialsQuery): Promise<Page<CredentialView>> {
    return this.credentials.list(by, query);
  }
}
