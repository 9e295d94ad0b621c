/** The page behind the QR code of a piece: what it is, what may be said of it, where it comes from, and how to check that. */
import type { Lot } from '../../core/custody/lot.js';
import { fineNgOf } from '../../core/custody/lot.js';
import { formatPermille } from '../../core/quantity.js';
import type { ProvenanceView } from '../../provenance/provenance.js';
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { amendedSection, voidedWord } from './amended.js';
import { groupsOf } from '../../core/provenance/groups.js';
import { own } from '../../core/own.js';
import { originsSection } from './origins.js';
import { pathSection } from './path.js';
import { proofSection, sayersSection } from './proof.js';
import { verdictSection } from './verdict.js';

/** A released lot under the code on its QR label, as the newest signed records tell of it. */
export interface ShownPiece {
  readonly lot: Lot;
  readonly publicCode: string;
  readonly view: ProvenanceView;
}

export function piecePage({ lot, publicCode, view }: ShownPiece, reader: Reader): Html {
  const { piece } = reader.words;
  const origins = groupsOf(view.origins);
  return html`<header class="what">
      ${stamp(lot)}
      <div>
        <p class="kicker">${piece.kicker}</p>
        <h1>${nameOf(lot, reader)}</h1>
        <dl>
          <div>
            <dt>${piece.weight}</dt>
            <dd>${reader.grams(lot.grossMg)}</dd>
          </div>
          ${fineness(lot, reader)}
        </dl>
        <p class="small">${piece.code} <span class="code">${grouped(publicCode)}</span></p>
      </div>
    </header>
    ${lot.voided && html`<p class="verdict lost">${voidedWord(reader)}</p>`}
    ${verdictSection(view, origins.groups, reader)} ${originsSection(origins.groups, reader)}
    ${pathSection(view, origins, reader)} ${amendedSection(view, reader)} ${proofSection(publicCode, reader)}
    ${sayersSection(view, reader)}`;
}

/** In its maker's word where it is no common one; capitalised as a heading. */
export function nameOf({ name, form }: Pick<Lot, 'name' | 'form'>, { words, language }: Reader): string {
  const { names, forms } = words.piece;
  if (name === undefined) return forms[form];
  const word = own(names, name) ?? name;
  return word.slice(0, 1).toLocaleUpperCase(language) + word.slice(1);
}

function fineness(lot: Lot, reader: Reader): Html {
  const { piece } = reader.words;
  if (lot.fineness === undefined)
    return html`<div>
      <dt>${piece.fineness}</dt>
      <dd>${piece.unassayed}</dd>
    </div>`;
  const { ppm, method } = lot.fineness;
  const fine = fineNgOf(lot) ?? 0n;
  return html`<div>
      <dt>${piece.fineness}</dt>
      <dd>${reader.permille(ppm)} <small>${piece.methods[method]}</small></dd>
    </div>
    <div>
      <dt>${piece.fine}</dt>
      <dd>${reader.fineGrams(fine)}</dd>
    </div>`;
}

/** Like the mark a jeweller strikes. */
function stamp({ fineness }: Lot): Html | false {
  if (fineness === undefined) return false;
  return html`<svg class="stamp" viewBox="0 0 64 64" aria-hidden="true">
    <path d="M18 4h28l14 14v28L46 60H18L4 46V18z" />
    <text x="32" y="39" text-anchor="middle">${formatPermille(fineness.ppm).split('.')[0]}</text>
  </svg>`;
}

function grouped(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$& ');
}
