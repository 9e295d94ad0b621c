/** Check digits by which a slip of the pen in a number of the tax office shows. */

/** Colombia: nine digits and, after a hyphen, the check digit modulo 11 (DIAN): `800197268-4`. */
export function isNit(number: string): boolean {
  const parts = /^(\d{9})-(\d)$/.exec(number);
  if (parts === null) return false;
  const rest = weighed(parts[1] as string, [41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
  return Number(parts[2]) === (rest < 2 ? rest : 11 - rest);
}

/** Peru: eleven digits, the last modulo 11 (SUNAT), the first two a kind of taxpayer: `20131312955`. */
export function isRuc(number: string): boolean {
  if (!/^(10|15|16|17|20)\d{9}$/.test(number)) return false;
  const digit = 11 - (weighed(number.slice(0, 10), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return Number(number[10]) === digit % 10;
}

/** The number of digits a country gives, where no check digit is known. */
export function isDigits(least: number, most = least): (number: string) => boolean {
  return (number) => /^\d+$/.test(number) && number.length >= least && number.length <= most;
}

function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0);
}
