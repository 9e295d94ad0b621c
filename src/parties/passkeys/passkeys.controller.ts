import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Open, Self } from '../../http/needs.js';
import { Caller, type Incoming } from '../../http/request.js';
import type { Reply } from '../sessions/cookie.js';
import { Entry } from '../sessions/entry.js';
import { SignedInView } from '../sessions/sessions.dto.js';
import { SignIn } from '../sessions/sign-in.js';
import { OwnPasskeys } from './own-passkeys.js';
import { ASKED, ENROLLED, EnrolmentBody, PasskeySignInBody, PasskeyView } from './passkeys.dto.js';

/** Two steps each: what the device is asked, and what it answers. No Idempotency-Key: a challenge is answered once. */
@ApiTags('sessions')
@Controller('api')
export class PasskeysController {
  constructor(
    private readonly own: OwnPasskeys,
    private readonly signIn: SignIn,
    private readonly entry: Entry,
  ) {}

  @Post('session/passkey/options')
  @HttpCode(200)
  @Open()
  @ApiOperation({ summary: 'What your device is asked to sign you in' })
  @Answers(ASKED)
  @Problems()
  asking(@Req() request: Incoming): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return this.signIn.asking(request);
  }

  @Post('session/passkey')
  @Open()
  @ApiOperation({ summary: 'Sign in with a passkey; the session is a cookie' })
  @ApiCreatedResponse({ type: SignedInView })
  @Problems()
  async byPasskey(
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
    @Body() { passkey, organisation }: PasskeySignInBody,
  ): Promise<SignedInView> {
    return this.entry.let(reply, await this.signIn.byPasskey(passkey, organisation, request));
  }

  @Post('passkeys/options')
  @HttpCode(200)
  @Self()
  @ApiOperation({ summary: 'What your device is asked to make a passkey of yours' })
  @Answers(ASKED)
  @Problems()
  enrolling(@Caller() by: Actor): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return this.own.enrolling(by);
  }

  @Post('passkeys')
  @Self()
  @ApiOperation({ summary: 'Sign in with this device too, from now on; asked soon after signing in' })
  @Answers(ENROLLED, 201)
  @Problems()
  enrol(@Caller() by: Actor, @Body() { passkey }: EnrolmentBody): Promise<{ id: string }> {
    return this.own.enrol(by, passkey);
  }

  @Get('passkeys')
  @Self()
  @Lists('Devices you sign in with', PasskeyView)
  list(@Caller() by: Actor): Promise<{ items: PasskeyView[] }> {
    return this.own.list(by);
  }

  @Post('passkeys/:id/revocation')
  @HttpCode(200)
  @Self()
  @ApiOperation({ summary: 'A device of yours signs you in no longer' })
  @Answers(ENROLLED)
  @Problems()
  revoke(@Caller() by: Actor, @Param('id') id: string): Promise<{ id: string }> {
    return this.own.revoke(by, id);
  }
}
