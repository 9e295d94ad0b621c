/** The papers a claim rests on or was lost by, as a reader needs them: whose, from when to when, and what became of them. */
import type { HeldCredential } from '../../core/evidence/lot/credentials.js';
import type { Claim, LostReason } from '../../core/custody/claims.js';
import { own } from '../../core/own.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';

export interface Paper {
  readonly holder: string;
  /** Absent where papers other than a certificate gave the claim: opening stock. */
  readonly credential?: HeldCredential;
  readonly lostBy: readonly LostReason[];
}

/** Those whose standing decided, in the order in which their holders had the gold. */
export function papersOf({ basis, lost }: Claim, { credentials, trail }: ProvenanceView): Paper[] {
  const papers = new Map<string, Paper>();
  const known = (holder: string, number: string | null) =>
    credentials.find((one) => one.holder === holder && one.number === number);
  for (const reason of lost) {
    const credential = reason.party === null ? undefined : known(reason.party, reason.credential);
    if (credential === undefined) continue;
    const key = `${credential.holder} ${credential.number}`;
    papers.set(key, { holder: credential.holder, credential, lostBy: [...(papers.get(key)?.lostBy ?? []), reason] });
  }
  for (const one of basis) {
    if (papers.has(one)) continue;
    const space = one.indexOf(' ');
    const holder = space < 0 ? one : one.slice(0, space);
    const credential = space < 0 ? undefined : known(holder, one.slice(space + 1));
    papers.set(one, { holder, lostBy: [], ...(credential && { credential }) });
  }
  const order = trail.flatMap(({ from, to }) => [from, to]);
  return [...papers.values()].sort((a, b) => order.indexOf(a.holder) - order.indexOf(b.holder) || rank(a) - rank(b));
}

function rank({ credential }: Paper): number {
  return credential === undefined ? 1 : 0;
}

export function paperItem({ holder, credential, lostBy }: Paper, view: ProvenanceView, reader: Reader): Html {
  const { verdict } = reader.words;
  const party = view.parties.find(({ organisation }) => organisation === holder);
  const name = party?.name ?? holder;
  if (credential === undefined) return html`<li><b>${verdict.openingPapers}</b><br />${name}</li>`;
  const producer = view.origins.some(({ organisation }) => organisation === holder);
  const valid = producer ? verdict.validForProducer : verdict.validForParty;
  const mark =
    lostBy.length > 0 ? html`<span class="bad">${verdict.notValid}</span>` : html`<span class="good">${valid}</span>`;
  return html`<li>
    <b>${own(verdict.papers, credential.scheme) ?? credential.scheme}</b> ${verdict.number(credential.number)}<br />
    ${name}<br />
    ${mark}<br />
    <span class="small">${historyOf(credential, reader)}</span>
  </li>`;
}

/** Its term, then what happened to it; days of certificates are public, unlike those on which gold travelled. */
export function historyOf({ from, until, acts }: HeldCredential, reader: Reader): string {
  const { verdict } = reader.words;
  const term =
    until === null ? verdict.openTerm(reader.day(from)) : verdict.term(reader.day(from), reader.lastDay(until));
  return [term, ...acts.map(({ act, from: day }) => verdict.acts[act](reader.day(day)))].join('; ');
}
