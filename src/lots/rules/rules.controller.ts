/** What gold is judged by, for anybody: the same answer for an hour, in the language asked for. */
import { applyDecorators, Controller, Get, Header, Req } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/describe.js';
import { Open } from '../../http/needs.js';
import { header, type Incoming } from '../../http/request.js';
import { languageOf, type Language } from '../../http/sentences.js';
import { PROFILE_LIST, SCHEME_LIST } from './describe.js';
import { profilesIn, rulesIn, RulesView, schemesIn, type ProfileView, type SchemeView } from './rules.view.js';

@ApiTags('rules')
@Controller('api')
export class RulesController {
  @Get('rules')
  @Published('Every rule, with its figures, their first days and sources', RulesView)
  rules(@Req() request: Incoming): RulesView {
    return rulesIn(language(request));
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
    ApiHeader({ name: 'Accept-Language', required: false, schema: { type: 'string' } }),
    Answers(shown),
    Header('cache-control', 'public, max-age=3600'),
    Header('vary', 'accept-language'),
  );
}

function language(request: Incoming): Language {
  return languageOf(header(request, 'accept-language'));
}
