/**
 * The page behind the code on a document: whether we issued it, and the fingerprints its files must have. Values, parties
 * and routes stay on the paper itself, which whoever reads the code already holds.
 */
import type { DocumentSummary } from '../../documents/store.js';
import { typeOf } from '../../documents/types/document-types.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { TICK } from '../piece/verdict.js';

export type IssuedPaper = DocumentSummary & { readonly issuedAt: Date };

export function paperPage(paper: IssuedPaper, reader: Reader): Html {
  const { paper: words } = reader.words;
  return html`<p class="kicker">${words.kicker}</p>
    <h1>${typeOf(paper.kind).title[reader.language]}</h1>
    <p><b>${paper.number}</b></p>
    <div class="verdict carried">
      ${TICK}
      <h3>${words.issued}</h3>
      <p>${words.issuedOn(reader.instant(paper.issuedAt))}</p>
    </div>
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
