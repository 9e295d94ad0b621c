import { OneOf, OrganisationId } from '../../http/fields.js';
import { PageQuery } from '../../http/page.js';

/** Filters of the list. */
export class RecallsQuery extends PageQuery {
  @OneOf(['true', 'false'], { optional: true }) open?: 'true' | 'false';
  @OrganisationId({ optional: true, description: 'Whose papers, site or gold it is about' }) holder?: string;
}

export class RecalledLotsQuery extends PageQuery {
  @OneOf(['held', 'notice', 'spent'], { optional: true }) reach?: 'held' | 'notice' | 'spent';
}
