import { Controller, Get, Header, Param, Put, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller, type Incoming } from '../../http/request.js';
import { FILE, KeepQuery } from './evidence.dto.js';
import { EvidenceFiles, type FileView, type OpenedFile } from './evidence.js';
import { EXTENSIONS, MEDIA_TYPES } from './media-type.js';

@ApiTags('evidence')
@Controller('api/evidence')
export class EvidenceController {
  constructor(private readonly files: EvidenceFiles) {}

  @Put(':sha256')
  @Needs('registrar', 'compliance')
  @ApiOperation({
    summary: 'Keep a file under its SHA-256: a PDF, JPEG or PNG, sealed; the same file again is the same',
  })
  @ApiConsumes(...MEDIA_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary', example: '%PDF-1.7' } })
  @Answers(FILE)
  @Problems()
  keep(
    @Caller() by: Actor,
    @Param('sha256') sha256: string,
    @Query() { member }: KeepQuery,
    @Req() { body }: Incoming,
  ): Promise<FileView> {
    return this.files.keep(by, sha256, body instanceof Uint8Array ? body : new Uint8Array(), member);
  }

  @Get()
  @Needs('registrar')
  @Lists('Files your organisation keeps, by hash', FILE)
  list(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<FileView>> {
    return this.files.list(by, query);
  }

  @Get(':sha256')
  @Needs('registrar')
  @Header('cache-control', 'private, no-store')
  @Header('x-content-type-options', 'nosniff')
  @Header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiOperation({ summary: 'One of them, byte for byte, to be saved and not shown' })
  @ApiProduces(...MEDIA_TYPES)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async file(@Caller() by: Actor, @Param('sha256') sha256: string): Promise<StreamableFile> {
    return download(await this.files.file(by, sha256));
  }
}

/** Under a name of our own: none that it came with is kept. */
function download({ sha256, mediaType, bytes }: OpenedFile): StreamableFile {
  const disposition = `attachment; filename="${sha256}.${EXTENSIONS[mediaType]}"`;
  return new StreamableFile(bytes, { type: mediaType, disposition, length: bytes.length });
}
