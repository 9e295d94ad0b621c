/** What is asked of volumes, and what is answered. */
import {
  byName,
  day,
  fineNg,
  flag,
  listOf,
  mg,
  month,
  object,
  oneOf,
  open,
  sha256,
  text,
  whole,
} from '../../http/answer.js';
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

const quantity = object({ mg, fineNg });

export const BALANCE = object(
  {
    month,
    form: text('dore'),
    opening: quantity,
    in: quantity,
    out: quantity,
    loss: quantity,
    closing: quantity,
    of: byName(quantity),
  },
  { site: text('coop-limonal/LIM-A'), claim: text('fairmined') },
);

export const COUNT = object(
  {
    sid: sha256,
    day,
    stock: text('all'),
    countedMg: mg,
    bookMg: mg,
    differenceMg: whole(-20),
    within: flag,
  },
  { closes: month },
);

const ceiling = object(
  { id: oneOf(['A', 'B', 'C', 'D']), source: text('Capacity of the title'), status: text('confirmed') },
  { fineNg, missing: listOf(text('permit')) },
);

export const CAPACITY = object(
  { site: text('LIM-A'), month, fineNg, ceilings: listOf(ceiling) },
  { least: oneOf(['A', 'B', 'C', 'D']), percent: whole(87) },
);

export const VOLUMES = object({ member: text('LIM-003'), kind: text('panner'), month: open, year: open });
export const TABLE = text('month;site;form;opening mg');
export const PICTURE = text('<svg xmlns="http://www.w3.org/2000/svg"/>');
