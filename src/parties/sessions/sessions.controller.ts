import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import type { Actor } from '../../http/actor.js';
import { Answers, DONE, Lists, Problems } from '../../http/describe.js';
import { Needs, Open, Self } from '../../http/needs.js';
import { Caller, type Incoming } from '../../http/request.js';
import { ASKED } from '../passkeys/passkeys.dto.js';
import { Acceptance } from './acceptance.js';
import { Entry } from './entry.js';
import type { Reply } from './cookie.js';
import {
  AcceptanceBody,
  AcceptancePasskeyBody,
  PasswordBody,
  SessionView,
  SignedInView,
  SignInBody,
  WhoView,
} from './sessions.dto.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

/** Signing in is no act: it has no Idempotency-Key, and done twice it is two sessions. */
@ApiTags('sessions')
@Controller('api')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly acceptance: Acceptance,
    private readonly sessions: Sessions,
    private readonly entry: Entry,
  ) {}

  @Post('session')
  @Open()
  @ApiOperation({ summary: 'Sign in with a password; the session is a cookie' })
  @ApiCreatedResponse({ type: SignedInView })
  @Problems()
  async byPassword(
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
    @Body() body: SignInBody,
  ): Promise<SignedInView> {
    return this.entry.let(reply, await this.signIn.byPassword(body, request));
  }

  @Get('session')
  @Needs('registrar')
  @ApiOperation({ summary: 'Who you are here, and for whom you act' })
  @ApiOkResponse({ type: WhoView })
  @Problems()
  who(@Caller() by: Actor): Promise<WhoView> {
    return this.entry.who(by);
  }

  @Post('session/end')
  @HttpCode(200)
  @Self()
  @ApiOperation({ summary: 'Sign out: the cookie is worth nothing from now on' })
  @Answers(DONE)
  @Problems()
  async end(@Caller() by: Actor, @Res({ passthrough: true }) reply: Reply): Promise<{ id: string }> {
    this.entry.forget(reply);
    return this.sessions.end(by, by.session ?? '');
  }

  @Post('session/password')
  @HttpCode(200)
  @Self()
  @ApiOperation({ summary: 'Change your password; every other session of yours ends' })
  @Answers(DONE)
  @Problems()
  async password(@Caller() by: Actor, @Req() request: Incoming, @Body() body: PasswordBody): Promise<{ id: string }> {
    await this.signIn.changePassword(by, body, request);
    return { id: by.person ?? '' };
  }

  @Get('sessions')
  @Self()
  @Lists('Your own sessions', SessionView)
  list(@Caller() by: Actor): Promise<{ items: SessionView[] }> {
    return this.sessions.list(by);
  }

  @Post('sessions/:id/end')
  @HttpCode(200)
  @Self()
  @ApiOperation({ summary: 'End one of your sessions, such as that of a lost telephone' })
  @Answers(DONE)
  @Problems()
  endOne(@Caller() by: Actor, @Param('id') id: string): Promise<{ id: string }> {
    return this.sessions.end(by, id);
  }

  @Post('people/accept/passkey')
  @HttpCode(200)
  @Open()
  @ApiOperation({ summary: 'What your device is asked for a passkey, before you accept an invitation with it' })
  @Answers(ASKED)
  @Problems()
  enrolling(
    @Req() request: Incoming,
    @Body() body: AcceptancePasskeyBody,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return this.acceptance.enrolling(body, request);
  }

  @Post('people/accept')
  @Open()
  @ApiOperation({
    summary: 'Accept an invitation, with a password or a passkey, or signed in; the session is a cookie',
  })
  @ApiCreatedResponse({ type: SignedInView })
  @Problems()
  async accept(
    @Caller() by: Actor,
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
    @Body() body: AcceptanceBody,
  ): Promise<SignedInView> {
    return this.entry.let(reply, await this.acceptance.accept(by, body, request));
  }
}
