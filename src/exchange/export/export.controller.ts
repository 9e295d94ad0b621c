import { Readable } from 'node:stream';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import { Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { Caller } from '../../http/request.js';
import { Everything } from './everything.js';
import { tar, type TarFile } from './tar.js';

@ApiTags('export')
@Controller('api')
export class ExportController {
  constructor(private readonly everything: Everything) {}

  @Get('export')
  @Needs('manager')
  @ApiOperation({ summary: 'Everything your organisation has here, with its proofs, as one tar archive' })
  @ApiProduces('application/x-tar')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Problems()
  async export(@Caller() { org }: Actor): Promise<StreamableFile> {
    if (org === undefined) throw new Rejection('not-permitted', 'org');
    const files = this.everything.files(org);
    // What cannot begin is refused in words; what breaks off later leaves an archive without its end.
    const first = await files.next();
    const archive = Readable.from(tar(again(first, files), Math.floor(Date.now() / 1000)), { objectMode: false });
    return new StreamableFile(archive, { type: 'application/x-tar', disposition: 'attachment; filename="export.tar"' });
  }
}

async function* again(first: IteratorResult<TarFile>, rest: AsyncGenerator<TarFile>): AsyncGenerator<TarFile> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}
