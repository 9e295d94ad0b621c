import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/needs.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { ShowBody } from './shown.dto.js';
import { Shown } from './shown.js';

@ApiTags('access')
@Controller('api/lots/:code/access')
export class ShownController {
  constructor(private readonly shown: Shown) {}

  @Post()
  @Needs('manager')
  @RecordsGold('Let another organisation see one lot of yours until a day; it ends as an auditor’s access does')
  show(@Asking() asked: Asked, @Param('code') code: string, @Body() body: ShowBody): Promise<Told> {
    return this.shown.show(asked, code, body);
  }
}
