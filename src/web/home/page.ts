/** The first page: what Veta is, a field for the code of a piece, and what everyone may know of the whole. */
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { nameOf } from '../piece/page.js';
import { schemeName } from '../piece/verdict.js';
import type { Figures, ReleasedPiece, SignedRecords } from './season.js';

export interface Home {
  readonly signed: SignedRecords | undefined;
  /**
   * Only of a sample. Of real gold a new shipment in the count would say that gold is on the road, and a list of pieces
   * would give away the codes that only their holders know.
   */
  readonly season?: { readonly figures: Figures; readonly pieces: readonly ReleasedPiece[] };
}

export function homePage({ signed, season }: Home, reader: Reader): Html {
  const { home } = reader.words;
  return html`<h1>${home.title}</h1>
    <ul class="about">
      ${home.about.map((line) => html`<li>${line}</li>`)}
    </ul>
    ${checkForm(reader)} ${season && glance(season.figures, reader)} ${season && jewels(season.pieces, reader)}
    <section aria-labelledby="log">
      <h2 id="log">${home.log}</h2>
      <p>${signed === undefined ? home.noLog : home.signed(reader.count(signed.size), reader.instant(signed.at))}</p>
    </section>`;
}

export function checkForm(reader: Reader): Html {
  const { home } = reader.words;
  return html`<section aria-labelledby="check">
    <h2 id="check">${home.check}</h2>
    <form action="/verify" method="get">
      <label for="code">${home.checkHint}</label>
      <span class="field">
        <input type="hidden" name="lang" value="${reader.language}" />
        <input
          id="code"
          name="code"
          required
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
        />
        <button>${home.checkButton}</button>
      </span>
    </form>
  </section>`;
}

function glance({ deliveries, bars, shipments, pieces }: Figures, reader: Reader): Html {
  const { home } = reader.words;
  const figures: [string, number][] = [
    [home.deliveries, deliveries],
    [home.bars, bars],
    [home.shipments, shipments],
    [home.pieces, pieces],
  ];
  return html`<section aria-labelledby="season">
    <h2 id="season">${home.season}</h2>
    <dl class="figures">
      ${figures.map(
        ([name, n]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${reader.count(n)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function jewels(pieces: readonly ReleasedPiece[], reader: Reader): Html | false {
  if (pieces.length === 0) return false;
  const { home } = reader.words;
  const groups: [string, readonly ReleasedPiece[]][] = [
    [home.certified, pieces.filter(({ claims }) => claims.length > 0)],
    [home.uncertified, pieces.filter(({ claims }) => claims.length === 0)],
  ];
  return html`<section aria-labelledby="jewels">
    <h2 id="jewels">${home.released}</h2>
    ${groups
      .filter(([, some]) => some.length > 0)
      .map(
        ([title, some]) =>
          html`<h3>${title}</h3>
            <ul class="jewels">
              ${some.map((piece) => jewel(piece, reader))}
            </ul>`,
      )}
  </section>`;
}

function jewel(piece: ReleasedPiece, reader: Reader): Html {
  const { publicCode, form, name, grossMg, finenessPpm, claims } = piece;
  const gold = [reader.grams(grossMg), ...(finenessPpm === null ? [] : [reader.permille(finenessPpm)])].join(' · ');
  const schemes = claims.map((scheme) => schemeName(scheme, reader)).join(', ');
  return html`<li>
    <a href="${reader.link(`/verify/${publicCode}`)}"
      ><b>${nameOf({ form, ...(name !== null && { name }) }, reader)}</b>
      ${gold}${schemes !== '' && html`<br />${schemes}`}</a
    >
  </li>`;
}
