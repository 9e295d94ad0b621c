/** What may be said of the gold, first and in plain words: the claim it carries, or why it carries none. */
import type { Claim, LostReason } from '../../core/custody/claims.js';
import { own } from '../../core/own.js';
import { lostSentence } from '../../lots/words/claims.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { paperItem, papersOf } from './certificates.js';
import { isMonth, type OriginGroup } from '../../core/provenance/groups.js';

export const TICK = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M4 12.5l5.5 5.5L20 7" />
</svg>`;
export const DASH = html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14" /></svg>`;

export function verdictSection(view: ProvenanceView, groups: readonly OriginGroup[], reader: Reader): Html {
  const { verdict, piece } = reader.words;
  const told = view.claims.map((claim) => [
    claim.carried ? carried(claim, view, groups, reader) : lost(claim, reader),
    certificates(claim, view, reader),
  ]);
  const none = html`<div class="verdict lost">
    ${DASH}
    <h3>${verdict.none}</h3>
    <p>${verdict.noneWhy}</p>
  </div>`;
  return html`<section aria-labelledby="verdict">
    <h2 id="verdict" class="hidden">${verdict.heading}</h2>
    ${view.held && html`<p class="verdict lost">${DASH}${piece.held}</p>`} ${told.length === 0 ? none : told}
  </section>`;
}

export function schemeName(scheme: string, { words }: Reader): string {
  return own(words.verdict.schemes, scheme) ?? scheme;
}

/** A segregated claim: the only model in which the gold itself, and not an equal quantity, may be said to come from there. */
function carried({ scheme }: Claim, view: ProvenanceView, groups: readonly OriginGroup[], reader: Reader): Html {
  const { verdict } = reader.words;
  const told = groups.filter(({ period }) => isMonth(period) || period === 'opening');
  const places = distinct(told.map(({ municipality }) => municipality));
  const producers = distinct(
    view.origins.map(({ organisation }) => view.parties.find((one) => one.organisation === organisation)?.name ?? null),
  );
  const from = reader.list(producers);
  const elsewhere = groups.some(({ period }) => period === 'others') ? [verdict.elsewhere] : [];
  const sentence =
    places.length === 0
      ? verdict.comesFromProducers(from)
      : verdict.comesFrom(reader.list([...places, ...elsewhere]), from);
  return html`<div class="verdict carried">
    ${TICK}
    <h3>${verdict.carried(schemeName(scheme, reader))}</h3>
    <p>${sentence}</p>
  </div>`;
}

function lost({ scheme, lost }: Claim, reader: Reader): Html {
  const { verdict } = reader.words;
  const reasons = distinct(lost.map((reason) => why(reason, reader)));
  return html`<div class="verdict lost">
    ${DASH}
    <h3>${verdict.lost(schemeName(scheme, reader))}</h3>
    ${reasons.map((reason) => html`<p>${reason}</p>`)}
    <p class="small">${verdict.stillTrue}</p>
  </div>`;
}

/** The month and no day: on the day of a sale gold travels. */
function why(reason: LostReason, reader: Reader): string {
  const { verdict } = reader.words;
  const sentence = lostSentence(reason, reader.language);
  const months = reader.months([reason.from, reason.to]);
  if (reason.why === 'production') return `${verdict.deliveredIn(months)}. ${sentence}`;
  if (reason.why === 'seller' || reason.why === 'buyer') return `${verdict.soldIn(months)}. ${sentence}`;
  return sentence;
}

function certificates(claim: Claim, view: ProvenanceView, reader: Reader): Html | false {
  const papers = papersOf(claim, view);
  if (papers.length === 0) return false;
  return html`<h3>${reader.words.verdict.certificates}</h3>
    <ul class="papers">
      ${papers.map((paper) => paperItem(paper, view, reader))}
    </ul>`;
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== null);
}
