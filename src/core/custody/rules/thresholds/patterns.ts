/** Figures about straw miners, in whose name others sell: P19. No standard gives one; each is a default that only asks. */
import { ALWAYS, type Table } from './dated.js';

const OURS = 'A default of our own';

/** Other persons with the same account, or the same telephone, from which on a person is asked to look. */
export const SHARED_BY_OTHERS: Table<number> = [{ from: ALWAYS, value: 2, source: OURS, status: 'proposed' }];

/** Deliveries of one day and site that weighed the same to the milligram, before this one. */
export const ALIKE_BEFORE: Table<number> = [{ from: ALWAYS, value: 3, source: OURS, status: 'proposed' }];

/** Part of the personal limit of a month, in parts per million, from which on a sale lies just under it. */
export const JUST_UNDER_PPM: Table<number> = [{ from: ALWAYS, value: 950_000, source: OURS, status: 'proposed' }];

/** Months before this one that must have ended so too. */
export const JUST_UNDER_MONTHS: Table<number> = [{ from: ALWAYS, value: 2, source: OURS, status: 'proposed' }];
