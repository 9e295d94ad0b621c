/** Easter Sunday of the Gregorian calendar (Nature, 20 April 1876, the anonymous algorithm; J. Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const [century, inCentury] = split(year, 100);
  const [leaps, rest] = split(century, 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leaps - correction + 15) % 30;
  const [leapsInCentury, restInCentury] = split(inCentury, 4);
  const weekday = (32 + 2 * rest + 2 * leapsInCentury - epact - restInCentury) % 7;
  const exception = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const [month, day] = split(epact + weekday - 7 * exception + 114, 31);
  return `${year}-0${month}-${String(day + 1).padStart(2, '0')}`;
}

function split(whole: number, by: number): [number, number] {
  return [Math.floor(whole / by), whole % by];
}
