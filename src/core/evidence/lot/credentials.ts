/**
 * The papers a claim rests on: every credential that a registration or a sale was judged by must be in the bundle with all
 * that was said of it before, and must have stood on that day as the statement says. That none of it was left out is what the
 * heads of a holder's papers show; where they do, a credential that is not here was never granted.
 */
import { standingOf, unfit } from '../../custody/claims.js';
import { SCHEMES } from '../../custody/schemes/bearers.js';
import type { Use } from '../../custody/credentials/scope.js';
import { credentialAfter, isPaperAct } from '../../custody/credentials/fold.js';
import type { Lot } from '../../custody/lot.js';
import type { Credential, CredentialAct, CredentialChanged } from '../../custody/registry.js';
import type { CustodyReceived, TitleTransferred } from '../../custody/handover/statements.js';
import type { Judged, LotRegistered } from '../../custody/statements.js';
import type { Statement } from '../../log/statement.js';
import type { Findings } from '../findings.js';

export interface HeldCredential extends Credential {
  readonly holder: string;
}

interface Judgement {
  readonly use: Use;
  readonly day: string;
  readonly parties: readonly string[];
  /** Papers other than a credential may give the claim: opening stock. */
  readonly papers: boolean;
}

export class Credentials {
  /** By holder and number; a paper without a number goes by its scheme, so a number alone may stand for several. */
  private readonly known = new Map<string, HeldCredential[]>();

  all(): HeldCredential[] {
    return [...this.known.values()].flat();
  }

  /** Takes the next statement: folds what it says of credentials, checks what it judges by them. */
  check({ type, org, data }: Statement, lots: ReadonlyMap<string, Lot>, at: string, findings: Findings): void {
    if (isPaperAct(type)) {
      this.fold(type.slice('credential.'.length) as CredentialAct, data as unknown as CredentialChanged);
    } else if (type === 'lot.registered') {
      const { claims, on, origin, site, form } = data as unknown as LotRegistered;
      const use = { activity: 'production', site, form } as const;
      const judgement = { use, day: on.date, parties: [org], papers: origin === 'opening' };
      for (const one of claims) this.judge(one, judgement, at, findings);
    } else if (type === 'title.transferred' || (type === 'custody.received' && data['title'] !== undefined)) {
      const { on, to, lot, title } = data as unknown as CustodyReceived;
      const { from, claims } = title ?? (data as unknown as TitleTransferred);
      const form = lots.get(lot)?.form;
      const use = { activity: 'sale', ...(form !== undefined && { form }) } as const;
      const judgement = { use, day: on.date, parties: [from, to], papers: false };
      for (const one of claims) this.judge(one, judgement, at, findings);
    }
  }

  /** A second grant of the same paper renews it; what is said of one that was never granted makes it no credential. */
  private fold(act: CredentialAct, change: CredentialChanged): void {
    const { holder, scheme, number } = change;
    const papers = this.papersOf(holder, number);
    const at = papers.findIndex((paper) => paper.scheme === scheme);
    const after = credentialAfter(act, papers[at], change);
    if (after === undefined) return;
    papers[at === -1 ? papers.length : at] = { holder, ...after };
    this.known.set(JSON.stringify([holder, number]), papers);
  }

  private papersOf(holder: string, number: string): HeldCredential[] {
    return this.known.get(JSON.stringify([holder, number])) ?? [];
  }

  private judge(one: Judged, { use, day, parties, papers }: Judgement, at: string, findings: Findings): void {
    const { scheme, party, credential: number, standing: said } = one;
    findings.expect(parties.includes(party), 'standing', at, 'judged-stranger', { scheme, party });
    if (number === null) {
      const fits = said === 'none' || (papers && said === 'valid');
      findings.expect(fits, 'standing', at, 'judged-without-paper', { scheme, party, said });
      return;
    }
    const found = this.papersOf(party, number);
    const absent = { scheme, number, party };
    if (found.length === 0 && findings.failed('completeness')) {
      findings.fail('credential', at, 'credential-absent', absent);
      return;
    }
    if (!findings.expect(found.length > 0, 'standing', at, 'never-granted', absent)) return;
    findings.pass('credential');
    const side = use.activity === 'production' ? 'production' : 'party';
    const family = found.filter((paper) => (SCHEMES[scheme]?.[side] ?? []).includes(paper.scheme));
    const other = { scheme, number, party, found: found[0]?.scheme ?? '' };
    if (!findings.expect(family.length > 0, 'standing', at, 'other-family', other)) return;
    const stood = family.map((paper) => (unfit(paper, use) === undefined ? standingOf(paper, day) : 'none'));
    const differs = { scheme, number, party, said, day, found: stood.join(' / ') };
    findings.expect(stood.includes(said), 'standing', at, 'standing-differs', differs);
  }
}
