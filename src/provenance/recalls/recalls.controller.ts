import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Picture } from '../../core/provenance/recall-picture.js';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import type { Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { RecallQueries } from './recall.queries.js';
import { PICTURE, RecallDetail, RecalledLotView, RecallView } from './recall.view.js';
import { RecalledLotsQuery, RecallsQuery } from './recalls.dto.js';

@ApiTags('recalls')
@Controller('api/recalls')
@Needs('registrar')
export class RecallViewsController {
  constructor(private readonly queries: RecallQueries) {}

  @Get()
  @Lists('Recalls you opened, that are about you, or that reach a lot of yours, oldest first', RecallView)
  list(@Caller() by: Actor, @Query() query: RecallsQuery): Promise<Page<RecallView>> {
    return this.queries.list(by, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A recall and how much it reached' })
  @ApiOkResponse({ type: RecallDetail })
  @Problems()
  find(@Caller() by: Actor, @Param('id') id: string): Promise<RecallDetail> {
    return this.queries.find(by, id);
  }

  @Get(':id/lots')
  @Lists('Lots of yours that a recall reached: held, or out of reach and told', RecalledLotView)
  lots(
    @Caller() by: Actor,
    @Param('id') id: string,
    @Query() query: RecalledLotsQuery,
  ): Promise<Page<RecalledLotView>> {
    return this.queries.lots(by, id, query);
  }

  @Get(':id/picture')
  @ApiOperation({
    summary: 'From the cause to what was made of it, for drawing: lots of one generation, form and holder are one',
  })
  @Answers(PICTURE)
  @Problems()
  picture(@Caller() by: Actor, @Param('id') id: string): Promise<Picture> {
    return this.queries.picture(by, id);
  }
}
