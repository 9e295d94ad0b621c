import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import { POLICY, SIGNING_KEY } from '../describe.js';
import type { Registered } from '../parties.js';
import { RevocationBody, SigningKeyBody } from './signing-keys.dto.js';
import { SigningKeys, type SigningKeysView } from './signing-keys.js';

@ApiTags('keys')
@Controller('api/organisations/:organisation/keys')
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Post()
  @Needs('operator')
  @Records('Enter the first key of an organisation; it signs for its others itself')
  add(
    @Caller() by: Actor,
    @Once() once: Idempotency,
    @Param('organisation') organisation: string,
    @Body() body: SigningKeyBody,
  ): Promise<Registered> {
    return this.keys.add(by, once, organisation, body);
  }

  @Post(':kid/revocation')
  @Needs('operator')
  @Records('Revoke a key, for good; what it signed before still stands')
  revoke(
    @Caller() by: Actor,
    @Once() once: Idempotency,
    @Param('organisation') organisation: string,
    @Param('kid') kid: string,
    @Body() body: RevocationBody,
  ): Promise<Registered> {
    return this.keys.revoke(by, once, organisation, kid, body);
  }

  @Get()
  @Needs('registrar')
  @Lists(
    'Keys of an organisation and its devices, in the order in which they were added, and whether anything else speaks for it',
    SIGNING_KEY,
    { policy: POLICY },
  )
  list(@Caller() by: Actor, @Param('organisation') organisation: string): Promise<SigningKeysView> {
    return this.keys.list(by, organisation);
  }
}
