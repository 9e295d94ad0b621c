/** The frame of every page: one file of style, no script, a switch of language that is a link. */
import { LANGUAGES, type Language } from '../../http/sentences.js';
import { WORDS } from '../words/words.js';
import { STYLE, ICON } from './assets.js';
import { html, type Html } from './html.js';
import type { Reader } from './reader.js';

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Of one piece: its address is for those who were given it, not for search engines. */
  readonly unlisted?: boolean;
}

export function documentOf({ title, body, unlisted = false }: Page, reader: Reader, sample: boolean): string {
  const { words, language } = reader;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${unlisted && html`<meta name="robots" content="noindex" />`}
        <title>${title} · Veta</title>
        <link rel="stylesheet" href="${STYLE.path}" />
        <link rel="icon" href="${ICON.path}" type="${ICON.type}" />
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        ${sample && html`<p class="sample"><b>${words.sample}</b> ${words.sampleWhy}</p>`}
        <div class="top">
          <a class="brand" href="${reader.link('/')}"
            ><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M3 5c9 2 8 8 13 11s4 9 13 11" /></svg>Veta</a
          >
          <nav aria-label="${words.languages}">${LANGUAGES.map((code) => languageLink(code, reader))}</nav>
        </div>
        <main id="content">${body}</main>
        <footer>
          <p>${words.footer}</p>
          <p><a href="/docs">${words.api}</a></p>
        </footer>
      </body>
    </html> `.text.replace(/>\s+</g, '> <');
}

function languageLink(language: Language, reader: Reader): Html {
  const { name } = WORDS[language];
  const current = language === reader.language && html` aria-current="true"`;
  return html`<a href="${reader.path}?lang=${language}" lang="${language}" hreflang="${language}" ${current}
    >${name}</a
  >`;
}
