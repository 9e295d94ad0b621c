import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Rejection } from '../../../core/rejection.js';
import type { Actor } from '../../../http/actor.js';
import { Answers, Does, Lists, Problems } from '../../../http/describe.js';
import { Once, type Idempotency } from '../../../http/idempotency.js';
import { Needs } from '../../../http/needs.js';
import { PageQuery, type Page } from '../../../http/page.js';
import { Caller } from '../../../http/request.js';
import { FIXING, FixingBody, RATE, RateBody } from './quotations.dto.js';
import { Quotations, type QuotationView } from './quotations.js';

@ApiTags('money')
@Controller('api')
export class QuotationsController {
  constructor(private readonly quotations: Quotations) {}

  @Post('fixings')
  @Needs('registrar')
  @Does('Enter a fixing you read; it counts once a second person has confirmed it')
  @Answers(FIXING, 201)
  async fixing(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: FixingBody): Promise<object> {
    const { metal, session, date, priceUsdPerOunce, source, licenceHolder, evidence } = body;
    if (metal === 'gold' && session === undefined) throw new Rejection('missing', 'session', { choices: 'AM, PM' });
    if (metal === 'silver' && session !== undefined) throw new Rejection('unknown-field', 'session');
    const said = { name: metal, session: session ?? '', day: date, value: priceUsdPerOunce, source, licenceHolder };
    const all = { ...said, evidence: evidence ?? null };
    return fixingView(await this.quotations.enter(by, once, 'fixing', all, 'priceUsdPerOunce'));
  }

  @Post('fixings/:id/confirm')
  @HttpCode(200)
  @Needs('registrar', 'approver', 'compliance')
  @ApiOperation({ summary: 'Confirm a fixing that somebody else of your organisation entered' })
  @Answers(FIXING)
  @Problems()
  async confirmFixing(@Caller() by: Actor, @Param('id') id: string): Promise<object> {
    return fixingView(await this.quotations.confirm(by, 'fixing', id));
  }

  @Get('fixings')
  @Needs('registrar')
  @Lists('Fixings your organisation entered, the latest day first', FIXING)
  async fixings(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<object>> {
    return shown(await this.quotations.list(by, 'fixing', query), fixingView);
  }

  @Post('rates')
  @Needs('registrar')
  @Does('Enter a rate of exchange you read; it counts once a second person has confirmed it')
  @Answers(RATE, 201)
  async rate(@Caller() by: Actor, @Once() once: Idempotency, @Body() body: RateBody): Promise<object> {
    const { pair, date, rate, source, evidence } = body;
    const [first, second] = /^([A-Z]{3})\/([A-Z]{3})$/.exec(pair)?.slice(1) ?? [];
    if (first === second) throw new Rejection('malformed', 'pair', { value: pair, example: 'USD/COP' });
    const said = { name: pair, session: '', day: date, value: rate, source, licenceHolder: null };
    return rateView(await this.quotations.enter(by, once, 'rate', { ...said, evidence: evidence ?? null }, 'rate'));
  }

  @Post('rates/:id/confirm')
  @HttpCode(200)
  @Needs('registrar', 'approver', 'compliance')
  @ApiOperation({ summary: 'Confirm a rate that somebody else of your organisation entered' })
  @Answers(RATE)
  @Problems()
  async confirmRate(@Caller() by: Actor, @Param('id') id: string): Promise<object> {
    return rateView(await this.quotations.confirm(by, 'rate', id));
  }

  @Get('rates')
  @Needs('registrar')
  @Lists('Rates of exchange your organisation entered, the latest day first', RATE)
  async rates(@Caller() by: Actor, @Query() query: PageQuery): Promise<Page<object>> {
    return shown(await this.quotations.list(by, 'rate', query), rateView);
  }
}

function fixingView({ name, session, value, licenceHolder, ...row }: QuotationView): object {
  const said = { metal: name, ...(session !== '' && { session }), priceUsdPerOunce: value, licenceHolder };
  return { ...said, ...entered(row) };
}

function rateView({ name, value, ...row }: QuotationView): object {
  return { pair: name, rate: value, ...entered(row) };
}

type Row = Pick<QuotationView, 'id' | 'day' | 'source' | 'evidence' | 'enteredAt' | 'confirmedAt'>;

function entered({ id, day, source, evidence, enteredAt, confirmedAt }: Row): object {
  const shownFor = evidence === null ? {} : { evidence };
  const confirmed = confirmedAt === null ? { confirmed: false } : { confirmed: true, confirmedAt };
  return { id, date: day, source, ...shownFor, enteredAt, ...confirmed };
}

function shown({ items, ...rest }: Page<QuotationView>, view: (row: QuotationView) => object): Page<object> {
  return { ...rest, items: items.map(view) };
}
