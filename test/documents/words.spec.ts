/** Amounts in words: read back by other means, they are the amounts again. */
import * as fc from 'fast-check';
import { Money } from '../../src/documents/money/figures.js';
import { inEnglish, inSpanish } from '../../src/documents/money/words/amount-in-words.js';

const CURRENCIES = ['USD', 'EUR', 'CHF', 'COP', 'PEN', 'HNL', 'MNT', 'INR', 'AED', 'GBP'];

const EN: Readonly<Record<string, bigint>> = Object.fromEntries([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, n) => [word, BigInt(n)] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, n) => [word, BigInt(n + 2) * 10n] as const),
]);
const EN_UNITS: Readonly<Record<string, bigint>> = {
  thousand: 10n ** 3n,
  million: 10n ** 6n,
  billion: 10n ** 9n,
  trillion: 10n ** 12n,
  quadrillion: 10n ** 15n,
};

/** By adding up: what stands before a unit is counted in it. */
function readEnglish(words: string): bigint {
  let [sum, group] = [0n, 0n];
  for (const word of words.split(/[ -]/)) {
    const unit = EN_UNITS[word];
    if (word === 'hundred') group *= 100n;
    else if (unit === undefined) group += EN[word] ?? fault(word);
    else [sum, group] = [sum + group * unit, 0n];
  }
  return sum + group;
}

const ES: Readonly<Record<string, bigint>> = Object.fromEntries([
  ...'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'
    .split(' ')
    .map((word, n) => [word, BigInt(n)] as const),
  ...'treinta cuarenta cincuenta sesenta setenta ochenta noventa'
    .split(' ')
    .map((word, n) => [word, BigInt(n + 3) * 10n] as const),
  ...'cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'
    .split(' ')
    .map((word, n) => [word, BigInt(n + 1) * 100n] as const),
]);

/** Thousands are counted within millions, and millions within billions. */
function readSpanish(words: string): bigint {
  let [sum, millions, group] = [0n, 0n, 0n];
  for (const spoken of words.split(' ').filter((word) => word !== 'y')) {
    const word = spoken
      .replace(/^un$|^una$/, 'uno')
      .replace(/veintiún$|veintiuna$/, 'veintiuno')
      .replace(/^ciento$/, 'cien')
      .replace(/cientas$/, 'cientos')
      .replace(/^quinientas$/, 'quinientos');
    if (word === 'mil') group = (group === 0n ? 1n : group) * 1000n;
    else if (/^mill(ón|ones)$/.test(word)) [millions, group] = [millions + group * 10n ** 6n, 0n];
    else if (/^bill(ón|ones)$/.test(word)) [sum, group] = [sum + group * 10n ** 12n, 0n];
    else group += ES[word] ?? fault(word);
  }
  return sum + millions + group;
}

function fault(word: string): never {
  throw new Error(`${word} is no number`);
}

const EN_AMOUNT =
  /^(.*?) (?:US|Swiss|Colombian|Peruvian|Honduran|Mongolian|Indian|UAE|pounds?|euros?|XAU)\b.* and (\d\d)\/100$/;
const ES_AMOUNT =
  /^(.*?)(?: de)? (?:dólar|euro|franco|peso|sol|lempira|tugrik|rupia|dírham|libra|XAU).* con (\d\d)\/100$/;

const amounts = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 17n }),
  fc
    .tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 15 }))
    .map(([n, zeros]) => BigInt(n) * 10n ** BigInt(zeros)),
);
const asMoney = (cents: bigint): Money => new Money(`${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`);

describe('amounts in words', () => {
  test('are the amounts again when they are read back, in either language and every currency', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...CURRENCIES, 'XAU'), (cents, currency) => {
        const amount = asMoney(cents);
        const [, english = '', enCents = ''] = EN_AMOUNT.exec(inEnglish(amount, currency)) ?? [];
        expect(readEnglish(english.toLowerCase()) * 100n + BigInt(enCents)).toBe(cents);
        const [, spanish = '', esCents = ''] = ES_AMOUNT.exec(inSpanish(amount, currency)) ?? [];
        expect(readSpanish(spanish.toLowerCase()) * 100n + BigInt(esCents)).toBe(cents);
      }),
    );
  });

  test.each([
    ['0', 'INR', 'Zero Indian rupees and 00/100', 'Cero rupias indias con 00/100'],
    ['1', 'GBP', 'One pound sterling and 00/100', 'Una libra esterlina con 00/100'],
    [
      '221221',
      'INR',
      'Two hundred twenty-one thousand two hundred twenty-one Indian rupees and 00/100',
      'Doscientas veintiún mil doscientas veintiuna rupias indias con 00/100',
    ],
    [
      '200000000',
      'GBP',
      'Two hundred million pounds sterling and 00/100',
      'Doscientos millones de libras esterlinas con 00/100',
    ],
    ['1000000000', 'COP', 'One billion Colombian pesos and 00/100', 'Mil millones de pesos colombianos con 00/100'],
    ['1000000000000', 'COP', 'One trillion Colombian pesos and 00/100', 'Un billón de pesos colombianos con 00/100'],
    [
      '1000000000000000',
      'MNT',
      'One quadrillion Mongolian tögrög and 00/100',
      'Mil billones de tugriks mongoles con 00/100',
    ],
    [
      '500',
      'AED',
      'Five hundred UAE dirhams and 00/100',
      'Quinientos dírhams de los Emiratos Árabes Unidos con 00/100',
    ],
    ['-12.05', 'PEN', 'Minus twelve Peruvian soles and 05/100', 'Menos doce soles peruanos con 05/100'],
    ['31', 'HNL', 'Thirty-one Honduran lempiras and 00/100', 'Treinta y un lempiras con 00/100'],
  ])('%s %s', (amount, currency, english, spanish) => {
    expect(inEnglish(new Money(amount), currency)).toBe(english);
    expect(inSpanish(new Money(amount), currency)).toBe(spanish);
  });

  test('end before a quintillion: more is not put into wrong words', () => {
    expect(() => inEnglish(new Money('1000000000000000000'), 'COP')).toThrow(/too much for words/);
    expect(() => inSpanish(new Money('1000000000000000000'), 'COP')).toThrow(/too much for words/);
  });
});
