import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../http/needs.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { OreDesk } from './ore.desk.js';
import { MillingBody, OreBody } from './ore.dto.js';

@ApiTags('ore')
@Controller('api')
export class OreController {
  constructor(private readonly desk: OreDesk) {}

  @Post('ore')
  @Needs('registrar')
  @RecordsGold('Register ore: bags, mass, grade and moisture; it has no fineness and only a mill takes it')
  ore(@Asking() asked: Asked, @Body() said: OreBody): Promise<Told> {
    return this.desk.ore(asked, said);
  }

  @Post('millings')
  @Needs('registrar')
  @RecordsGold('Record a milling campaign: whose ore went in, what was recovered, tailings as lots of their own')
  milling(@Asking() asked: Asked, @Body() said: MillingBody): Promise<Told> {
    return this.desk.milling(asked, said);
  }
}
