import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Does, DONE, Lists } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { PeopleQuery } from '../people/people.dto.js';
import { KeyDesk } from './key-desk.js';
import { ApiKeyView, KeyBody, KeyMade } from './keys.dto.js';

@ApiTags('people and keys')
@Controller('api/keys')
export class KeysController {
  constructor(private readonly keys: KeyDesk) {}

  @Post()
  @Needs('manager')
  @Does('Make a key for a machine, or for one of your people; its secret is shown once')
  @ApiCreatedResponse({ type: KeyMade })
  create(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: KeyBody): Promise<KeyMade> {
    return this.keys.create(by, once, body);
  }

  @Get()
  @Needs('manager')
  @Lists('Keys of your organisation, those revoked among them; never a secret', ApiKeyView)
  list(@Caller() by: Actor, @Query() query: PeopleQuery): Promise<Page<ApiKeyView>> {
    return this.keys.list(by, query);
  }

  @Post(':id/revocation')
  @Needs('manager')
  @Does('Revoke a key, for good')
  @Answers(DONE, 201)
  revoke(@Caller() by: Actor, @Once() _once: Idempotency, @Param('id') id: string): Promise<{ id: string }> {
    return this.keys.revoke(by, id);
  }
}
