/** Where the gold comes from: a bar of coloured parts, and the table that says the same in words and numbers. */
import { html, type Html } from '../frame/html.js';
import type { Reader } from '../frame/reader.js';
import { isMonth, type OriginGroup } from '../../core/provenance/groups.js';
import { colourOf } from './river.js';

/** A letter has no room in a narrower part; in the table it stands all the same. */
const NARROWEST_LETTER = 60;

export function originsSection(groups: readonly OriginGroup[], reader: Reader): Html {
  const { origins } = reader.words;
  const parts = groups.map((group) => `${placeOf(group, reader)} ${shareOf(group, reader)}`);
  return html`<section aria-labelledby="origins">
    <h2 id="origins">${origins.heading}</h2>
    ${bar(groups, origins.picture(reader.list(parts)))}
    <table>
      <thead>
        <tr>
          <th scope="col">${origins.place}</th>
          <th scope="col" class="n">${origins.deliveries}</th>
          <th scope="col" class="n">${origins.share}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map((group, i) => row(group, i, reader))}
      </tbody>
    </table>
    ${remarks(groups, reader).map((remark) => html`<p class="small">${remark}</p>`)}
  </section>`;
}

function letterOf(i: number): string {
  return i < 26 ? String.fromCodePoint(65 + i) : String(i + 1);
}

function bar(groups: readonly OriginGroup[], title: string): Html {
  let left = 0;
  const parts = groups.map(({ tenths }, i) => {
    const [at, middle] = [left, left + tenths / 2];
    left += tenths;
    const letter =
      tenths >= NARROWEST_LETTER &&
      html`<text x="${middle / 10}%" y="50%" dy=".35em" text-anchor="middle">${letterOf(i)}</text>`;
    return html`<rect class="${colourOf(i)}" x="${at / 10}%" width="${tenths / 10}%" height="100%" />${letter}`;
  });
  return html`<svg class="bar" role="img" aria-label="${title}" width="100%" height="36">${parts}</svg>`;
}

function row(group: OriginGroup, i: number, reader: Reader): Html {
  const { deliveries } = group;
  return html`<tr>
    <th scope="row"><span class="key ${colourOf(i)}">${letterOf(i)}</span>${placeOf(group, reader)}</th>
    <td class="n">${deliveries === undefined ? '–' : reader.count(deliveries)}</td>
    <td class="n">${shareOf(group, reader)}</td>
  </tr>`;
}

function placeOf({ municipality, period }: OriginGroup, reader: Reader): string {
  const { opening, others, unexplained } = reader.words.origins;
  if (period === 'others') return others;
  if (period === 'unexplained') return unexplained;
  const when = isMonth(period) ? reader.month(period) : opening;
  return municipality === null ? when : `${municipality}, ${when}`;
}

function shareOf({ tenths, units }: OriginGroup, reader: Reader): string {
  return tenths === 0 && units > 0n ? reader.words.origins.underTenth : reader.percent(tenths);
}

function remarks(groups: readonly OriginGroup[], { words: { origins } }: Reader): string[] {
  const periods = new Set(groups.map(({ period }) => period));
  return [
    ...(periods.has('opening') ? [origins.openingWhy] : []),
    ...(periods.has('others') ? [origins.othersWhy] : []),
    ...(periods.has('unexplained') ? [origins.unexplainedWhy] : []),
  ];
}
