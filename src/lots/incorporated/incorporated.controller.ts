import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../http/actor.js';
import { Lists } from '../../http/describe.js';
import { Needs } from '../../http/needs.js';
import { PageQuery, type Page } from '../../http/page.js';
import { Caller } from '../../http/request.js';
import { Asking, type Asked } from '../desk/asked.js';
import { RecordsGold } from '../desk/describe.js';
import type { Told } from '../desk/recorder.js';
import { IncorporatedDesk } from './incorporated.desk.js';
import * as body from './incorporated.dto.js';
import { Incorporated, type AccountView, type EntryView, type SaleView } from './incorporated.js';

@ApiTags('incorporated gold')
@Controller('api/incorporated')
@Needs('registrar')
export class IncorporatedController {
  constructor(
    private readonly desk: IncorporatedDesk,
    private readonly incorporated: Incorporated,
  ) {}

  @Get()
  @Lists('Your accounts of mass-balance gold in a balancing period: opening + in − out = closing', body.ACCOUNT)
  accounts(@Caller() by: Actor, @Query() query: body.AccountsQuery): Promise<Page<AccountView>> {
    return this.incorporated.accounts(by, query);
  }

  @Post('entries')
  @RecordsGold(
    'Give up the claim of a lot you own and hold: its fine gold enters your account, and the lot carries none',
  )
  enter(@Asking() asked: Asked, @Body() said: body.EntryBody): Promise<Told> {
    return this.desk.enter(asked, said);
  }

  @Post('sales')
  @RecordsGold('Sell fine gold from your account; no more than came in within the balancing period')
  sell(@Asking() asked: Asked, @Body() said: body.SaleBody): Promise<Told> {
    return this.desk.sell(asked, said);
  }

  @Get('sales')
  @Lists('Sales of incorporated gold by you and to you, the newest first', body.SALE)
  sales(@Caller() by: Actor, @Query() query: body.SalesQuery): Promise<Page<SaleView>> {
    return this.incorporated.sales(by, query);
  }

  @Post('sales/:from/:sale/accept')
  @RecordsGold('Verify a sale to you: your account has it as of the day of the sale')
  accept(
    @Asking() asked: Asked,
    @Param('from') from: string,
    @Param('sale') sale: string,
    @Body() said: body.SaleAnswerBody,
  ): Promise<Told> {
    return this.desk.accept(asked, from, sale, said);
  }

  @Post('sales/:from/:sale/decline')
  @RecordsGold('You did not buy this: its seller has it back')
  decline(
    @Asking() asked: Asked,
    @Param('from') from: string,
    @Param('sale') sale: string,
    @Body() said: body.SaleDeclineBody,
  ): Promise<Told> {
    return this.desk.decline(asked, from, sale, said);
  }

  @Get(':scheme/entries')
  @Lists('What came to your account under a scheme and what was sold from it, the newest first', body.ENTRY)
  entries(@Caller() by: Actor, @Param('scheme') scheme: string, @Query() query: PageQuery): Promise<Page<EntryView>> {
    return this.incorporated.entries(by, scheme, query);
  }
}
