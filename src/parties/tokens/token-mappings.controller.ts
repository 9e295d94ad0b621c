import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Does, DONE, Lists } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { PeopleQuery } from '../people/people.dto.js';
import { MappingBody, MappingView } from './token-mappings.dto.js';
import { TokenMappings } from './token-mappings.js';

@ApiTags('people and keys')
@Controller('api/token-mappings')
export class TokenMappingsController {
  constructor(private readonly mappings: TokenMappings) {}

  @Post()
  @Needs('manager')
  @Does('Let tokens of the configured issuer that bear a claim act for your organisation')
  @ApiCreatedResponse({ type: MappingView })
  add(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: MappingBody): Promise<MappingView> {
    return this.mappings.add(by, once, body);
  }

  @Get()
  @Needs('manager')
  @Lists('Claims that act for your organisation', MappingView)
  list(@Caller() by: Actor, @Query() query: PeopleQuery): Promise<Page<MappingView>> {
    return this.mappings.list(by, query);
  }

  @Post(':id/end')
  @Needs('manager')
  @Does('Tokens with this claim act for your organisation no longer')
  @Answers(DONE, 201)
  end(@Caller() by: Actor, @Once() _once: Idempotency, @Param('id') id: string): Promise<{ id: string }> {
    return this.mappings.end(by, id);
  }
}
