import { Body, Controller, Get, Header, Param, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { listOf } from '../../http/answer.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { FilledForms } from './filled.js';
import { FORM_MEDIA_TYPES } from './form.js';
import { IntakeForms, type IntakeFormView } from './intake-forms.js';
import { ALL_FIELDS, FIELD, FORM, IntakeFormBody } from './intake.dto.js';

@ApiTags('documents')
@Controller('api')
export class IntakeController {
  constructor(
    private readonly forms: IntakeForms,
    private readonly filled: FilledForms,
  ) {}

  @Put('intake-forms/:name')
  @Needs('registrar')
  @ApiOperation({
    summary:
      'Keep a form that a refiner wants filled for each consignment, with what goes where in it; the newest counts',
  })
  @Answers(FORM)
  @Problems()
  keep(@Caller() by: Actor, @Param('name') name: string, @Body() body: IntakeFormBody): Promise<IntakeFormView> {
    return this.forms.keep(by, name, body);
  }

  @Get('intake-forms')
  @Needs('registrar')
  @Lists('Forms your organisation keeps, the newest of each name; and all that a form can be filled with', FORM, {
    fields: listOf(FIELD),
  })
  async list(
    @Caller() by: Actor,
    @Query() query: PageQuery,
  ): Promise<Page<IntakeFormView> & { readonly fields: readonly object[] }> {
    return { ...(await this.forms.list(by, query)), fields: ALL_FIELDS };
  }

  @Get('intake-forms/:name')
  @Needs('registrar')
  @ApiOperation({ summary: 'One of them: whose it is, and what goes where' })
  @Answers(FORM)
  @Problems()
  view(@Caller() by: Actor, @Param('name') name: string): Promise<IntakeFormView> {
    return this.forms.view(by, name);
  }

  @Get('shipments/:code/intake/:name')
  @Needs('registrar')
  @Header('cache-control', 'private, no-store')
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({ summary: 'The form filled for a shipment of yours, with the figures of its packing list' })
  @ApiProduces(...Object.values(FORM_MEDIA_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async fill(@Caller() by: Actor, @Param('code') code: string, @Param('name') name: string): Promise<StreamableFile> {
    const { name: file, kind, bytes } = await this.filled.of(by, code, name);
    // A shipment's code may be of any alphabet; a header is not (RFC 6266, 4.3).
    const disposition = `attachment; filename="${file.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(file)}`;
    return new StreamableFile(bytes, { type: FORM_MEDIA_TYPES[kind], disposition, length: bytes.length });
  }
}
