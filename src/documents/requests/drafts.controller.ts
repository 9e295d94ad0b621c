import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Reader } from '../../lots/desk/asked.js';
import { SHIPMENT_KINDS } from './desk.js';
import { Drafts } from './drafts.js';

@ApiTags('documents')
@Controller('api')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get('shipments/:code/documents/:kind/draft.pdf')
  @Needs('registrar')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({
    summary: 'How a paper of a shipment of yours would look now: not kept, without a number, DRAFT across it',
  })
  @ApiParam({ name: 'kind', enum: SHIPMENT_KINDS })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async draft(
    @Caller() by: Actor,
    @Reader() language: Language,
    @Param('code') code: string,
    @Param('kind') kind: string,
  ): Promise<StreamableFile> {
    const bytes = await this.drafts.ofShipment(by, code, kind, language);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="draft.pdf"`,
      length: bytes.length,
    });
  }
}
