import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../http/actor.js';
import { Lists, Records } from '../http/describe.js';
import { Once, type Idempotency } from '../http/idempotency.js';
import { Needs } from '../http/needs.js';
import { PageQuery, type Page } from '../http/page.js';
import { Caller } from '../http/request.js';
import { MEMBER, ORGANISATION, SCALE, SITE } from './describe.js';
import { MemberBody, OrganisationBody, ScaleBody, SiteBody } from './parties.dto.js';
import { Parties, type MemberView, type Registered } from './parties.js';
import type { OrganisationRow, ScaleRow, SiteRow } from './registry.row.js';

@ApiTags('parties')
@Controller('api')
export class PartiesController {
  constructor(private readonly parties: Parties) {}

  @Post('organisations')
  @Needs('operator')
  @Records('Register an organisation')
  organisation(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: OrganisationBody): Promise<Registered> {
    return this.parties.organisation(by, once, body);
  }

  @Post('sites')
  @Needs('registrar')
  @Records('Register a site of your organisation')
  site(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: SiteBody): Promise<Registered> {
    return this.parties.site(by, once, body);
  }

  @Post('scales')
  @Needs('registrar')
  @Records('Register a scale of your organisation')
  scale(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: ScaleBody): Promise<Registered> {
    return this.parties.scale(by, once, body);
  }

  @Post('members')
  @Needs('registrar')
  @Records('Register a member of your organisation')
  member(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: MemberBody): Promise<Registered> {
    return this.parties.member(by, once, body);
  }

  @Get('organisations')
  @Needs('registrar')
  @Lists('Organisations, by code', ORGANISATION)
  organisations(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<OrganisationRow>> {
    return this.parties.organisations(by, query);
  }

  @Get('sites')
  @Needs('registrar')
  @Lists('Sites of your organisation, by code', SITE)
  sites(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<SiteRow>> {
    return this.parties.sites(by, query);
  }

  @Get('scales')
  @Needs('registrar')
  @Lists('Scales of your organisation, by code', SCALE)
  scales(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<ScaleRow>> {
    return this.parties.scales(by, query);
  }

  @Get('members')
  @Needs('registrar')
  @Lists('Members of your organisation, by code', MEMBER)
  members(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<MemberView>> {
    return this.parties.members(by, query);
  }
}
