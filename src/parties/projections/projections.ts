import { authors } from '../../ledger/append/authors.js';
import type { Ledger } from '../../ledger/ledger.js';
import { accesses } from '../access/access.projection.js';
import { craftReports } from '../diligence/craft.projection.js';
import { diligence, supplied } from '../diligence/diligence.projection.js';
import { signingKeys } from '../signing-keys/signing-keys.projection.js';
import { members } from './members.projection.js';
import { parties } from './parties.projection.js';
import { scales } from './scales.projection.js';
import { sites } from './sites.projection.js';
import { uses } from './uses.projection.js';

/** Before the first append: whoever opens the ledger registers every folder's projections. */
export function registerParties(ledger: Pick<Ledger, 'register' | 'vault'>): void {
  ledger.register(authors);
  ledger.register(parties);
  ledger.register(sites);
  ledger.register(scales);
  ledger.register(members(ledger.vault));
  ledger.register(uses(ledger.vault));
  ledger.register(signingKeys);
  ledger.register(diligence);
  ledger.register(supplied);
  ledger.register(craftReports);
  ledger.register(accesses);
}
