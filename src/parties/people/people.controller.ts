import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Does, DONE, Lists } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { Invitations } from './invitations.js';
import {
  InvitationBody,
  Invited,
  LeavingBody,
  PeopleQuery,
  RoleBody,
  InvitationView,
  PersonView,
  RoleView,
} from './people.dto.js';
import { People } from './people.js';
import type { GivenRole } from './people.row.js';

@ApiTags('people and keys')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly invitations: Invitations,
  ) {}

  @Get()
  @Needs('manager')
  @Lists('People who act for your organisation', PersonView)
  list(@Caller() by: Actor, @Query() query: PeopleQuery): Promise<Page<PersonView>> {
    return this.people.list(by, query);
  }

  @Post('invitations')
  @Needs('manager')
  @Does('Invite somebody; the token is shown once, used once, and nobody is mailed')
  @ApiCreatedResponse({ type: Invited })
  invite(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: InvitationBody): Promise<Invited> {
    return this.invitations.invite(by, once, body);
  }

  @Get('invitations')
  @Needs('manager')
  @Lists('Invitations of your organisation', InvitationView)
  invited(@Caller() by: Actor, @Query() query: PeopleQuery): Promise<Page<InvitationView>> {
    return this.invitations.list(by, query);
  }

  @Post('invitations/:id/withdrawal')
  @Needs('manager')
  @Does('Withdraw an invitation that nobody accepted yet')
  @Answers(DONE, 201)
  withdraw(@Caller() by: Actor, @Once() _once: Idempotency, @Param('id') id: string): Promise<{ id: string }> {
    return this.invitations.revoke(by, id);
  }

  @Post(':person/role')
  @Needs('manager')
  @Does('Give somebody another role; they sign in anew')
  @Answers(RoleView, 201)
  role(
    @Caller() by: Actor,
    @Once() _once: Idempotency,
    @Param('person') person: string,
    @Body() body: RoleBody,
  ): Promise<{ id: string; role: GivenRole }> {
    return this.people.giveRole(by, person, body);
  }

  @Post(':person/end')
  @Needs('manager')
  @Does('Somebody acts for your organisation no longer; their sessions and keys end with this')
  @Answers(DONE, 201)
  end(
    @Caller() by: Actor,
    @Once() _once: Idempotency,
    @Param('person') person: string,
    @Body() body: LeavingBody,
  ): Promise<{ id: string }> {
    return this.people.end(by, person, body);
  }
}
