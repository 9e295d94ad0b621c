/** A site's last twelve months drawn small: a bar a month, and the lowest ceiling as a line. Numbers are in the table beside it. */
import { formatFineGrams } from '../../core/quantity.js';

export interface Drawn {
  readonly month: string;
  readonly fineNg: bigint;
}

const [WIDTH, HEIGHT, GAP] = [240, 80, 4];

/** @param ceilingNg absent where none could be reckoned */
export function drawCapacity(months: readonly Drawn[], ceilingNg: bigint | undefined): string {
  const top = [...months.map(({ fineNg }) => fineNg), ceilingNg ?? 0n, 1n].reduce((most, one) =>
    one > most ? one : most,
  );
  const high = (ng: bigint): number => Number((ng * BigInt(HEIGHT * 10)) / top) / 10;
  const step = WIDTH / Math.max(months.length, 1);
  const bars = months.map(({ month, fineNg }, n) => {
    const [x, y] = [n * step + GAP / 2, HEIGHT - high(fineNg)].map((one) => one.toFixed(1));
    const over = ceilingNg !== undefined && fineNg > ceilingNg;
    const told = `${month}: ${formatFineGrams(fineNg, 3)} g`;
    return `<rect x="${x}" y="${y}" width="${(step - GAP).toFixed(1)}" height="${high(fineNg).toFixed(1)}" fill="${
      over ? '#a33' : '#997a2e'
    }"><title>${told}</title></rect>`;
  });
  const at = ceilingNg === undefined ? '' : (HEIGHT - high(ceilingNg)).toFixed(1);
  const line =
    ceilingNg === undefined
      ? ''
      : `<line x1="0" x2="${WIDTH}" y1="${at}" y2="${at}" stroke="#333" stroke-dasharray="3 2"><title>${formatFineGrams(ceilingNg, 3)} g</title></line>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">${bars.join('')}${line}</svg>`;
}
