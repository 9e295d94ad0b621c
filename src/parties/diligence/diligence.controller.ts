import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Answers, Lists, Problems, Records } from '../../http/describe.js';
import { Once, type Idempotency } from '../../http/idempotency.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { CRAFT_REPORT, DILIGENCE_FILE, SUPPLIER } from '../describe.js';
import type { Registered } from '../parties.js';
import { ReachedView, type Reached } from '../reach.js';
import { CraftReports, type CraftView } from './craft.js';
import { AssessmentBody, CraftBody } from './diligence.dto.js';
import { Diligence, type FileView, type SupplierView } from './diligence.js';

@ApiTags('due diligence')
@Controller('api')
export class DiligenceController {
  constructor(
    private readonly diligence: Diligence,
    private readonly craft: CraftReports,
  ) {}

  @Get('suppliers')
  @Needs('compliance', 'manager')
  @Lists('Everybody you got gold from or keep a file about: what was decided, and what is due', SUPPLIER)
  suppliers(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<SupplierView>> {
    return this.diligence.suppliers(by, query);
  }

  @Post('suppliers/:organisation/diligence')
  @Needs('compliance')
  @Records(
    'Record one part of your file about a supplier; a stop is taken back by another person than made it',
    ReachedView,
  )
  assess(
    @Caller() by: Actor,
    @Once() once: Idempotency,
    @Param('organisation') organisation: string,
    @Body() body: AssessmentBody,
  ): Promise<Reached> {
    return this.diligence.assess(by, once, organisation, body);
  }

  @Get('suppliers/:organisation/diligence')
  @Needs('compliance', 'manager')
  @ApiOperation({
    summary: 'Your file about a supplier in five steps: what is complete, missing or due, and red flags',
  })
  @Answers(DILIGENCE_FILE)
  @Problems()
  file(@Caller() by: Actor, @Param('organisation') organisation: string): Promise<FileView> {
    return this.diligence.file(by, organisation);
  }

  @Get('suppliers/:organisation/diligence.json')
  @Needs('compliance', 'manager')
  @Header('content-disposition', 'attachment; filename="diligence.json"')
  @ApiOperation({ summary: 'The same file, to keep' })
  @Answers(DILIGENCE_FILE)
  @Problems()
  exported(@Caller() by: Actor, @Param('organisation') organisation: string): Promise<FileView> {
    return this.diligence.file(by, organisation);
  }

  @Post('craft-reports')
  @Needs('compliance', 'manager')
  @Records('Report under the CRAFT Code, of your own organisation: shown as self-declared, for a year at most')
  report(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: CraftBody): Promise<Registered> {
    return this.craft.report(by, once, body);
  }

  @Get('organisations/:organisation/craft')
  @Needs('registrar')
  @ApiOperation({ summary: 'A producer’s newest CRAFT report, self-declared: your own, or of whom you got gold' })
  @Answers(CRAFT_REPORT)
  @Problems()
  of(@Caller() by: Actor, @Param('organisation') organisation: string): Promise<CraftView> {
    return this.craft.of(by, organisation);
  }
}
