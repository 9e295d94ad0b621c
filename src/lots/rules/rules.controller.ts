/**
 * What gold is judged by, for anybody: the same answer for an hour, in the language asked for. Whoever signed in also reads what
 * their own organisation made stricter, and nobody in between keeps that.
 */
import { applyDecorators, Body, Controller, Get, Header, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs, Open } from '../../http/needs.js';
import { Caller, header, type Incoming } from '../../http/request.js';
import { languageOf, type Language } from '../../http/sentences.js';
import type { Registered } from '../../parties/parties.js';
import { PROFILE_LIST, SCHEME_LIST } from './describe.js';
import { OwnThresholdBody } from './own.dto.js';
import { OwnFigures } from './own.js';
import { profilesIn, rulesIn, RulesView, schemesIn, type ProfileView, type SchemeView } from './rules.view.js';

/** What is needed of the server's reply. */
interface Reply {
  header(name: string, value: string): Reply;
}

@ApiTags('rules')
@Controller('api')
export class RulesController {
  constructor(private readonly figures: OwnFigures) {}

  @Get('rules')
  @Published('Every rule, with its figures, their first days and sources, and what your organisation set', RulesView)
  async rules(
    @Caller() by: Actor,
    @Req() request: Incoming,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RulesView> {
    if (by.org === undefined) return rulesIn(language(request));
    reply.header('cache-control', 'private, no-store');
    return rulesIn(language(request), await this.figures.of(by));
  }

  @Post('rules/thresholds')
  @Needs('manager', 'compliance')
  @Records('Make a proposed figure stricter for your own acts, from a day on; back again by another person than set it')
  set(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: OwnThresholdBody): Promise<Registered> {
    return this.figures.set(by, once, body);
  }

  @Get('profiles')
  @Published('Countries: papers, numbers, limits, taxes, and the way gold leaves them', PROFILE_LIST)
  profiles(@Req() request: Incoming): { readonly items: ProfileView[] } {
    return profilesIn(language(request));
  }

  @Get('schemes')
  @Published('Schemes of responsible gold: roles, models, and what each permits', SCHEME_LIST)
  schemes(@Req() request: Incoming): { readonly items: SchemeView[] } {
    return schemesIn(language(request));
  }
}

function Published(summary: string, shown: Parameters<typeof Answers>[0]): MethodDecorator {
  return applyDecorators(
    Open(),
    ApiOperation({ summary }),
    ApiHeader({ name: 'Accept-Language', required: false, schema: { type: 'string', example: 'es' } }),
    Answers(shown),
    Header('cache-control', 'public, max-age=3600'),
    Header('vary', 'accept-language, authorization, cookie'),
  );
}

function language(request: Incoming): Language {
  return languageOf(header(request, 'accept-language'));
}
