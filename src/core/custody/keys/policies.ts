/**
 * `policy.set`: an organisation that signs says that nothing else speaks for it. From its entry on, whoever runs the ledger, or
 * has its database, can say nothing of substance in that organisation's name; the organisation takes it back the same way.
 */
import type { Statement } from '../../log/statement.js';
import { readData } from '../statement-data.js';

export const ATTESTATIONS = ['refused', 'accepted'] as const;

export interface PolicySet {
  readonly organisation: string;
  /** Whether the platform, or a book, may speak in its stead. */
  readonly attested: (typeof ATTESTATIONS)[number];
  readonly reason?: string;
}

/** An organisation's newest `policy.set`, and the index of its entry. */
export interface Policy extends PolicySet {
  readonly setAt: number;
}

/** What whoever runs the ledger says in an organisation's name whatever it refuses, and why it must. */
export const HOUSE_ACTS: ReadonlyMap<string, string> = new Map([
  ['lot.held', 'a hold follows from an act and never waits for a signature'],
  ['question.raised', 'a question follows from an act like a hold, and stops nothing'],
  ['lot.recalled', 'what is recalled does not wait for whoever registered it'],
  ['lot.recall-lifted', 'nor does what is free again'],
  ['document.issued', 'papers are made after the act, by the worker'],
  ['document.superseded', 'follows from the issue of the version that takes its place'],
  ['document.voided', 'follows from the issue of the notice that says so'],
  ['personal-data.erased', 'a person’s right to be erased does not wait for the organisation that holds the values'],
  ['key.added', 'only while no key of the organisation is in force: else it could lock itself out for ever'],
  ['key.revoked', 'a stolen key must be stopped by whoever hears of it first'],
]);

/** What others say of a holder's papers: nobody may refuse its own suspension. */
const PAPERS = 'credential.';

type Said = Pick<Statement, 'type' | 'org' | 'attested'>;

/** What the entries so far say of it. */
export class Policies {
  private readonly newest = new Map<string, Policy>();

  constructor(known: Iterable<Policy> = []) {
    for (const policy of known) this.newest.set(policy.organisation, policy);
  }

  /** Folds `policy.set`; any other statement changes nothing. `keyFault` comes before it. */
  add(statement: Pick<Statement, 'type' | 'data' | 'lots' | 'attested'>, idx: number): void {
    const { type, data, attested } = statement;
    if (type !== 'policy.set' || attested !== undefined || readData(statement) !== 'good') return;
    const policy: Policy = { ...(data as unknown as PolicySet), setAt: idx };
    this.newest.set(policy.organisation, policy);
  }

  of(organisation: string): Policy | undefined {
    return this.newest.get(organisation);
  }

  all(): Policy[] {
    return [...this.newest.values()];
  }

  /** Whether this is said in the name of an organisation that signs for itself: the rule of admission, signer, fsck and verifier. */
  refuses({ type, org, attested }: Said): boolean {
    if (attested === undefined || this.newest.get(org)?.attested !== 'refused') return false;
    return attested === 'book' || !(HOUSE_ACTS.has(type) || type.startsWith(PAPERS));
  }
}
