/**
 * The page behind the code on a document: whether we issued it, and the fingerprints its files must have. Values, parties
 * and routes stay on the paper itself, which whoever reads the code already holds.
 */
import type { Fate } from '../../documents/amend/versions.js';
import type { DocumentSummary } from '../../documents/issued-papers.js';
import { typeOf } from '../../documents/types/document-types.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { DASH, TICK } from '../piece/verdict.js';

export type IssuedPaper = DocumentSummary & { readonly issuedAt: Date };

export function paperPage(paper: IssuedPaper, fate: Fate, reader: Reader): Html {
  const { paper: words } = reader.words;
  return html`<p class="kicker">${words.kicker}</p>
    <h1>${typeOf(paper.kind).title[reader.language]}</h1>
    <p>
      <b>${paper.number}</b
      >${(paper.version > 1 || fate.newest.id !== paper.id) && ` · ${words.version(paper.version)}`}
    </p>
    ${standing(paper, fate, reader)}
    <section aria-labelledby="prints">
      <h2 id="prints">${words.fingerprints}</h2>
      <p>${words.compare}</p>
      <ul class="prints">
        ${[{ name: 'payload.json', sha256: paper.payloadSha256 }, ...paper.files].map(
          ({ name, sha256 }) => html`<li>${name}<br /><code>${sha256}</code></li>`,
        )}
      </ul>
      <pre><code>sha256sum ${paper.files[0]?.name ?? ''}</code></pre>
    </section>`;
}

/** Whether it may be relied on. What is void is void in every version, also in one that was replaced before. */
function standing(paper: IssuedPaper, { superseded, voided, newest }: Fate, reader: Reader): Html {
  const { paper: words } = reader.words;
  if (voided !== undefined) {
    return html`<div class="verdict lost">
      ${DASH}
      <h3>${words.void}</h3>
      <p>${words.voidSince(reader.instant(voided.by.issuedAt))}</p>
      <p>${words.reason(voided.reason)}</p>
      ${newest.id !== paper.id && leadingTo(newest.id, words.notice(newest.version), reader)}
    </div>`;
  }
  if (superseded !== undefined) {
    return html`<div class="verdict lost">
      ${DASH}
      <h3>${words.replaced(newest.version)}</h3>
      <p>${words.replacedOn(reader.instant(superseded.by.issuedAt))}</p>
      <p>${words.reason(superseded.reason)}</p>
      ${leadingTo(newest.id, words.newest(newest.version), reader)}
    </div>`;
  }
  return html`<div class="verdict carried">
    ${TICK}
    <h3>${words.issued}</h3>
    <p>${words.issuedOn(reader.instant(paper.issuedAt))}</p>
  </div>`;
}

function leadingTo(id: string, text: string, reader: Reader): Html {
  return html`<p><a href="${reader.link(`/verify/${id}`)}">${text}</a></p>`;
}
