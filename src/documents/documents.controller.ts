import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../http/actor.js';
import { day, listOf, object, oneOf, sha256, text, uuid, whole } from '../http/answer.js';
import { Lists, Problems } from '../http/describe.js';
import { Needs } from '../http/needs.js';
import { Caller } from '../http/request.js';
import { DOCUMENT_STATUS } from './document.row.js';
import { HOLD } from './keep/holds.dto.js';
import type { RenderedFile } from './payload.js';
import { UNSEALED } from './seal/seal.js';
import { IssuedPapers, type DocumentSummary } from './issued-papers.js';

const FILE = object(
  { name: text('LP-2026-000001.pdf'), mediaType: text('application/pdf'), sha256 },
  { unsignedSha256: { ...sha256, description: 'Of what was rendered, where a seal stands behind it' } },
);

const PAPER = object(
  {
    id: uuid,
    kind: text('packing-list'),
    number: text('LP-2026-000001'),
    version: whole(1),
    status: oneOf(DOCUMENT_STATUS),
    payloadSha256: sha256,
    files: listOf(FILE),
  },
  {
    error: text('the shipment has no air waybill'),
    unsealed: oneOf(UNSEALED),
    reason: text('El sello de la barra 3 era otro', 'Why it was asked for, where it amends the version before it'),
    keepUntil: {
      ...day,
      example: '2036-02-13',
      description: 'Last day it must be kept; while there is a hold, longer',
    },
    hold: HOLD,
  },
);

@ApiTags('documents')
@Controller('api')
export class DocumentsController {
  constructor(private readonly store: IssuedPapers) {}

  @Get('shipments/:code/documents')
  @Needs('registrar')
  @Lists('Papers of a shipment of your organisation, with how far each has come', PAPER)
  async ofShipment(
    @Caller() by: Actor,
    @Param('code') code: string,
  ): Promise<{ readonly items: readonly DocumentSummary[] }> {
    return { items: await this.store.ofShipment(by, code) };
  }

  @Get('documents/:id/files/:name')
  @Needs('registrar')
  @Header('cache-control', 'private, max-age=31536000, immutable')
  @ApiOperation({ summary: 'One file of an issued paper, byte for byte as its hash in the log says' })
  @ApiProduces('application/pdf', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async file(@Caller() by: Actor, @Param('id') id: string, @Param('name') name: string): Promise<StreamableFile> {
    return download(await this.store.file(by, id, name));
  }
}

/** The names are ours: letters, digits, hyphens and a point. */
function download({ name, mediaType, bytes }: RenderedFile): StreamableFile {
  const type = mediaType === 'text/csv' ? 'text/csv; charset=utf-8' : mediaType;
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"`, length: bytes.length });
}
