/**
 * Gold in whole numbers: gross mass in milligrams, fineness in parts per million, fine gold in nanograms. One milligram at
 * one part per million is one nanogram, so fine gold is a product and never a quotient. Nothing here is a float.
 */

/** One troy ounce is 31.1034768 g exactly (International Yard and Pound agreement, 1959; used by the LBMA). */
export const TROY_OUNCE_NG = 31_103_476_800n;
export const NG_PER_MG = 1_000_000n;
export const PPM_WHOLE = 1_000_000;

/** Milligrams of a plain decimal number of grams such as `2.40`; undefined if it is no such number or finer than 1 mg. */
export function mgOf(decimalGrams: string): number | undefined {
  return thousandths(decimalGrams);
}

/** Parts per million of a fineness in per mille such as `995.8`; undefined above 1000 ‰ or finer than 0.001 ‰. */
export function ppmOf(permille: string): number | undefined {
  const ppm = thousandths(permille);
  return ppm === undefined || ppm > PPM_WHOLE ? undefined : ppm;
}

/** Fine gold in nanograms, exact. */
export function fineNg(grossMg: number, ppm: number): bigint {
  if (!Number.isSafeInteger(grossMg) || !Number.isSafeInteger(ppm)) throw new Error('bug: mass or fineness not whole');
  return BigInt(grossMg) * BigInt(ppm);
}

/** Grams with all three decimals, as a scale of 1 mg shows them. */
export function formatGrams(mg: number, decimalMark: ',' | '.' = '.'): string {
  const digits = String(Math.abs(mg)).padStart(4, '0');
  return `${mg < 0 ? '-' : ''}${digits.slice(0, -3)}${decimalMark}${digits.slice(-3)}`;
}

/** Per mille without needless zeros: 995800 is `995.8`, 940000 is `940`. */
export function formatPermille(ppm: number, decimalMark: ',' | '.' = '.'): string {
  const [whole, decimals] = formatGrams(ppm).split('.') as [string, string];
  const kept = decimals.replace(/0+$/, '');
  return kept === '' ? whole : whole + decimalMark + kept;
}

/** Grams of fine gold to so many decimals (0 to 9), rounded once, half away from zero. */
export function formatFineGrams(ng: bigint, decimals: number, decimalMark: ',' | '.' = '.'): string {
  const unit = 10n ** BigInt(9 - decimals);
  const size = ng < 0n ? -ng : ng;
  const digits = String((size + unit / 2n) / unit).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return (ng < 0n ? '-' : '') + (decimals === 0 ? whole : whole + decimalMark + digits.slice(-decimals));
}

function thousandths(decimal: string): number | undefined {
  const parts = /^(\d+)(?:\.(\d{1,3})0*)?$/.exec(decimal);
  if (parts === null) return undefined;
  const value = Number(parts[1] + (parts[2] ?? '').padEnd(3, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}
