/** The same page for a code nobody gave out and for a piece its owner keeps to themselves. */
import { html, type Html } from './frame/html.js';
import type { Reader } from './frame/reader.js';
import { checkForm } from './home/page.js';

export function missingPage(reader: Reader): Html {
  const { missing } = reader.words;
  return html`<h1>${missing.title}</h1>
    ${missing.why.map((line) => html`<p>${line}</p>`)} ${checkForm(reader)}`;
}
