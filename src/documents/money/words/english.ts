/** Whole numbers in English words, short scale, below 10¹⁸. */
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** The greatest first. */
const SCALE: readonly (readonly [bigint, string])[] = [
  [10n ** 15n, 'quadrillion'],
  [10n ** 12n, 'trillion'],
  [10n ** 9n, 'billion'],
  [10n ** 6n, 'million'],
  [1000n, 'thousand'],
];

export function english(count: bigint): string {
  const step = SCALE.find(([unit]) => count >= unit);
  if (step === undefined) return belowThousand(Number(count));
  const [unit, name] = step;
  const rest = count % unit;
  return `${english(count / unit)} ${name}${rest > 0n ? ` ${english(rest)}` : ''}`;
}

function belowThousand(count: number): string {
  if (count < 20) return ONES[count] as string;
  if (count < 100) return `${TENS[Math.floor(count / 10)]}${count % 10 > 0 ? `-${ONES[count % 10]}` : ''}`;
  const rest = count % 100;
  return `${ONES[Math.floor(count / 100)]} hundred${rest > 0 ? ` ${belowThousand(rest)}` : ''}`;
}
