/** What is asked of volumes. */
import { FORMS } from '../../core/custody/statements.js';
import { Month, OneOf, Text } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';

export class BalanceQuery extends PageQuery {
  @OneOf(['site', 'claim'], {
    optional: true,
    description: 'What rows are by, beside the form; by site where it is left out',
  })
  by?: 'site' | 'claim';

  @Text(90, {
    optional: true,
    example: 'RIO-1',
    description: 'A site of yours by its code, or any as organisation/code',
  })
  site?: string;

  @OneOf(FORMS, { optional: true })
  form?: string;

  @Text(200, { optional: true, example: 'fairmined', description: 'Schemes joined by +' })
  claim?: string;

  @Month({ optional: true, description: 'This month where it is left out' })
  month?: string;
}

export class MonthQuery {
  @Month({ optional: true, description: 'This month where it is left out' })
  month?: string;
}
