/** What the books call mercury and cyanide, wherever a paper looks for them. */
import { WRITTEN } from '../../src/documents/types/parts/substances.js';

test.each([
  ['mercury', ['Azogue', 'MERCURIO', 'quicksilver', 'Mercure', 'Мөнгөн ус', '2 kg Hg']],
  ['cyanide', ['Cianuro de sodio', 'NaCN', 'KCN 30 %', 'cyanure', 'Натрийн цианид']],
] as const)(
  'given %s as the books of each country write it, when a paper looks for it, then it is found',
  (substance, words) => {
    expect(words.filter((word) => !WRITTEN[substance].test(word))).toEqual([]);
  },
);

test('given what only looks like it, when a paper looks for it, then it is not found', () => {
  const others = ['Bórax', 'Cal', 'Highgrade flux', 'hgt', 'Мөнгө', 'cal hidratada'];
  expect(others.filter((word) => WRITTEN.mercury.test(word) || WRITTEN.cyanide.test(word))).toEqual([]);
});
