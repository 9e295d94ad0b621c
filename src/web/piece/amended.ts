/**
 * What was corrected or is disputed in the whole course of a piece. Months and no days, kinds and no weights: a single
 * delivery's would tell who brought it.
 */
import type { Amendment } from '../../core/evidence/lot/amendments.js';
import { own } from '../../core/own.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { AMENDED, type AmendedWords } from '../words/amended.js';

export function amendedSection(view: ProvenanceView, reader: Reader): Html | false {
  const words = AMENDED[reader.language];
  const shown = view.amendments.filter(({ of }) => of.type !== 'statement.disputed');
  if (shown.length === 0) return false;
  const sentences = shown.map((one) => sentenceOf(one, view, words, reader));
  const withdrawn = new Set(
    view.amendments.filter(({ of }) => of.type === 'statement.disputed').map(({ of }) => of.index),
  );
  return html`<section aria-labelledby="amended">
    <h2 id="amended">${words.heading}</h2>
    <p>${words.intro}</p>
    <ul>
      ${shown.map(
        ({ index }, i) => html`<li>${sentences[i]} ${withdrawn.has(index) && html`<em>${words.withdrawn}</em>`}</li>`,
      )}
    </ul>
  </section>`;
}

/** Beside the verdict: of a lot that was never there nothing may be said. */
export function voidedWord({ language }: Reader): string {
  return AMENDED[language].voided;
}

function sentenceOf(
  { act, org, day, reason, of, restated }: Amendment,
  { parties }: ProvenanceView,
  words: AmendedWords,
  reader: Reader,
): string {
  const who = parties.find(({ organisation }) => organisation === org)?.name ?? org;
  const what = own(words.acts, of.type) ?? words.act;
  const why = own(words.reasons, reason) ?? words.reasons['other'] ?? '';
  const month = reader.month(day);
  if (act === 'disputed') return words.disputed(who, what, month, why);
  if (act === 'voided') return words.isVoid(who, what, month, why);
  const members = restated.flatMap(({ member }) => own(words.members, member) ?? []);
  return words.corrected(who, what, members.length === 0 ? '' : reader.list(members), month, why);
}
