import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { AssaysDesk } from './assays.desk.js';
import * as body from './assays.dto.js';
import { AssayBias, type BiasView } from './bias.js';
import { AssaySeries, type SampleView, type SeriesView } from './series.js';

@ApiTags('assays')
@Controller('api')
export class AssaysController {
  constructor(
    private readonly desk: AssaysDesk,
    private readonly series: AssaySeries,
    private readonly biases: AssayBias,
  ) {}

  @Post('lots/:code/assays')
  @Needs('registrar')
  @RecordsGold('Record a further assay of a lot you hold; the answer says what it re-based', body.AssayToldView)
  assay(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.AssayBody): Promise<Told> {
    return this.desk.assay(asked, code, said);
  }

  @Get('lots/:code/assays')
  @Needs('registrar')
  @ApiOperation({ summary: 'The series of a lot’s readings: which governs and why, and what each re-basing changed' })
  @Answers(body.SERIES)
  @Problems()
  assays(@Caller() by: Actor, @Param('code') code: string): Promise<SeriesView> {
    return this.series.of(by, code);
  }

  @Post('lots/:code/samples')
  @Needs('registrar')
  @RecordsGold('Seal samples of a lot for seller, buyer and umpire; each is a lot of its own')
  sample(@Asking() asked: Asked, @Param('code') code: string, @Body() said: body.SamplingBody): Promise<Told> {
    return this.desk.samples(asked, code, said);
  }

  @Get('samples')
  @Needs('registrar')
  @Lists('Retained samples you hold, by the day until which they are kept', body.SAMPLE)
  samples(@Caller() by: Actor, @Query() query: body.SamplesQuery): Promise<Page<SampleView>> {
    return this.series.samples(by, query);
  }

  @Get('assays/bias')
  @Needs('registrar')
  @Lists('How far your field readings lie from later fire assays, per operator, method and site', body.BIAS)
  bias(@Caller() by: Actor, @Query() query: body.BiasQuery): Promise<{ items: BiasView[] }> {
    return this.biases.of(by, query);
  }
}
