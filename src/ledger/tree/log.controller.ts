/** `/log/…`: what witnesses, mirrors and verifiers fetch (C2SP tlog-tiles). Bytes here never change, but the checkpoint. */
import { Controller, Get, Header, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../../http/needs.js';
import { Tiles } from './tiles.js';

/** What is needed of Fastify's reply. */
interface Reply {
  header(name: string, value: string): unknown;
}

@ApiExcludeController()
@Controller('log')
@Open()
export class LogController {
  constructor(private readonly tiles: Tiles) {}

  @Get('checkpoint')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('Access-Control-Allow-Origin', '*')
  checkpoint(): Promise<string> {
    return this.tiles.checkpoint();
  }

  @Get('tile/*')
  @Header('Access-Control-Allow-Origin', '*')
  async tile(@Param('*') path: string, @Res({ passthrough: true }) reply: Reply): Promise<StreamableFile> {
    const bytes = await this.tiles.tile(`tile/${path}`);
    // Only now: "not there" must not be kept for ever, for it may be there in a second.
    reply.header('Cache-Control', 'public, max-age=31536000, immutable');
    return new StreamableFile(bytes);
  }
}
