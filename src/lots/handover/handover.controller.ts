import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/needs.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { HandoverDesk } from './handover.desk.js';
import * as body from './handover.dto.js';

@ApiTags('handovers')
@Controller('api')
export class HandoverController {
  constructor(private readonly desk: HandoverDesk) {}

  @Post('lots/:code/dispatch')
  @Needs('registrar')
  @RecordsGold('Send a lot; custody moves when the other side accepts it')
  dispatch(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.DispatchBody): Promise<Told> {
    return this.desk.dispatch(asked, code, said);
  }

  @Post('lots/:code/receive')
  @Needs('registrar')
  @RecordsGold('Accept a lot that was sent to you, as your own scale weighs it')
  receive(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.ReceiptBody): Promise<Told> {
    return this.desk.receive(asked, code, said);
  }

  @Post('lots/:code/refuse')
  @Needs('registrar')
  @RecordsGold('Refuse a lot that was sent to you; it stays with its sender')
  refuse(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.RefusalBody): Promise<Told> {
    return this.desk.refuse(asked, code, said);
  }

  @Post('lots/:code/title')
  @Needs('registrar')
  @RecordsGold('Pass the title of a lot you own')
  title(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.TitleBody): Promise<Told> {
    return this.desk.title(asked, code, said);
  }
}
