/** `/log/…`: what witnesses, mirrors and verifiers fetch (C2SP tlog-tiles). Bytes here never change, but the checkpoint. */
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Tiles } from './tiles.js';

@ApiExcludeController()
@Controller('log')
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
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  @Header('Access-Control-Allow-Origin', '*')
  async tile(@Param('*') path: string): Promise<StreamableFile> {
    return new StreamableFile(await this.tiles.tile(`tile/${path}`));
  }
}
