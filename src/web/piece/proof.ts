/** How to check it without us, and whose word it is. */
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';

export function proofSection(publicCode: string, reader: Reader): Html {
  const { proof } = reader.words;
  return html`<section aria-labelledby="proof">
    <h2 id="proof">${proof.heading}</h2>
    <p>${proof.save}</p>
    <p><a class="button" href="/api/lots/${publicCode}/bundle" download="${proof.file}">${proof.download}</a></p>
    <p>${proof.hereWhy}</p>
    <p><a class="button" href="${reader.link('/verify/')}">${proof.here}</a></p>
    <p>${proof.run}</p>
    <pre><code>npx veta verify ${proof.file}</code></pre>
    <p>${proof.why}</p>
  </section>`;
}

export function sayersSection(view: ProvenanceView, reader: Reader): Html {
  const { proof } = reader.words;
  const { platform, signed, kept, book } = view.attested;
  const records = (n: number): string => proof.records(n, reader.count(n));
  const books = Object.entries(book).sort(([, a], [, b]) => b - a);
  return html`<section aria-labelledby="sayers">
    <h2 id="sayers">${proof.said}</h2>
    <ul>
      ${books.map(([organisation, n]) => html`<li>${proof.books(named(organisation, view, reader), records(n))}</li>`)}
      ${platform > 0 && html`<li>${proof.platform(records(platform))}</li>`}
      ${signed > 0 && html`<li>${proof.signed(records(signed))}</li>`}
      ${kept > 0 && html`<li>${proof.kept(records(kept))}</li>`}
    </ul>
    <p class="small">${proof.asOf(records(view.treeSize))}</p>
  </section>`;
}

function named(organisation: string, { parties }: ProvenanceView, { words, language }: Reader): string {
  const party = parties.find((one) => one.organisation === organisation);
  if (party === undefined) return organisation;
  const country = new Intl.DisplayNames(language, { type: 'region' }).of(party.country) ?? party.country;
  return `${party.name} (${words.proof.roles[party.role]}, ${country})`;
}
