import { Body, Controller, Get, Header, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CAPTURED_KIND_IDS, CAPTURED_KINDS, type CapturedKind } from '../../core/custody/papers/kinds.js';
import type { Actor } from '../../http/actor.js';
import { Lists, Problems } from '../../http/describe.js';
import { Needs, Open } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import type { Language } from '../../http/sentences.js';
import { Asking, Reader, type Asked } from '../../lots/desk/asked.js';
import { RecordsGold } from '../../lots/desk/describe.js';
import type { Told } from '../../lots/desk/recorder.js';
import { EXTENSIONS, MEDIA_TYPES } from '../../parties/evidence/media-type.js';
import { CAPTURED, CaptureBody, CapturedQuery, CapturedToldView, KIND } from './captured.dto.js';
import { CapturedPapers } from './captured.js';
import type { CapturedView } from './captured.view.js';

@ApiTags('documents')
@Controller('api')
export class CapturedController {
  constructor(private readonly papers: CapturedPapers) {}

  @Get('captured-kinds')
  @Open()
  @Lists('Papers that others issue: who keeps each, and what it says', KIND)
  kinds(@Reader() language: Language): { readonly items: readonly object[] } {
    return { items: CAPTURED_KIND_IDS.map((kind) => kindIn(kind, CAPTURED_KINDS[kind], language)) };
  }

  @Post('shipments/:code/captured')
  @Needs('registrar')
  @RecordsGold(
    'Keep a paper that somebody else issued for a shipment, with what it says and its file',
    CapturedToldView,
  )
  capture(@Asking() asked: Asked, @Param('code') code: string, @Body() said: CaptureBody): Promise<Told> {
    return this.papers.capture(asked, code, said);
  }

  @Get('shipments/:code/captured')
  @Needs('registrar')
  @Lists(
    'Papers kept for a shipment of yours, or those you keep for another’s, with what is to be pointed out',
    CAPTURED,
  )
  list(
    @Caller() by: Actor,
    @Param('code') code: string,
    @Query() { exporter }: CapturedQuery,
    @Reader() language: Language,
  ): Promise<{ readonly items: readonly CapturedView[] }> {
    return this.papers.list(by, code, language, exporter);
  }

  @Get('shipments/:code/captured/:sid/file')
  @Needs('registrar')
  @Header('cache-control', 'private, no-store')
  @Header('x-content-type-options', 'nosniff')
  @Header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiOperation({ summary: 'The paper itself, byte for byte, to be saved and not shown' })
  @ApiProduces(...MEDIA_TYPES)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async file(@Caller() by: Actor, @Param('code') code: string, @Param('sid') sid: string): Promise<StreamableFile> {
    const { sha256, mediaType, bytes } = await this.papers.file(by, code, sid);
    const disposition = `attachment; filename="${sha256}.${EXTENSIONS[mediaType]}"`;
    return new StreamableFile(bytes, { type: mediaType, disposition, length: bytes.length });
  }
}

function kindIn(kind: string, { title, untdid, keepers, head, fields }: CapturedKind, language: Language): object {
  return {
    kind,
    title: title[language],
    ...(untdid !== null && { untdid }),
    keepers,
    head,
    fields: fields.map(({ like: _, required = false, ...field }) => ({ ...field, required })),
  };
}
