/** `/log/checkpoint.cosigned`: the newest checkpoint that enough witnesses have signed, for whoever trusts no operator. */
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Rejection } from '../../core/rejection.js';
import { Open } from '../../http/needs.js';
import { Cosigned } from './kept.js';

@ApiExcludeController()
@Controller('log')
@Open()
export class CosignedController {
  constructor(private readonly kept: Cosigned) {}

  @Get('checkpoint.cosigned')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  @Header('Access-Control-Allow-Origin', '*')
  async cosigned(): Promise<string> {
    const newest = await this.kept.newest();
    if (newest === undefined) throw new Rejection('not-found', 'checkpoint.cosigned');
    return newest.note;
  }
}
