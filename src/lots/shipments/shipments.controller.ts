import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/needs.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { ShipmentsDesk } from './shipments.desk.js';
import { ExportBody, PackingBody, RepackBody } from './shipments.dto.js';

@ApiTags('shipments')
@Controller('api/shipments')
export class ShipmentsController {
  constructor(private readonly desk: ShipmentsDesk) {}

  @Post()
  @Needs('registrar')
  @RecordsGold('Pack bars of yours into a shipment')
  packing(@Asking() asked: Asked, @Body() said: PackingBody): Promise<Told> {
    return this.desk.packing(asked, said);
  }

  @Post(':code/repack')
  @Needs('registrar')
  @RecordsGold('Pack a shipment anew before it leaves: another box, other seals, or with bars taken out')
  repacking(@Asking() asked: Asked, @Param('code') code: string, @Body() said: RepackBody): Promise<Told> {
    return this.desk.repacking(asked, code, said);
  }

  @Post(':code/export')
  @Needs('registrar')
  @RecordsGold('Export a packed shipment; its papers are made from here')
  departure(@Asking() asked: Asked, @Param('code') code: string, @Body() said: ExportBody): Promise<Told> {
    return this.desk.departure(asked, code, said);
  }
}
