import { readdirSync, readFileSync } from 'node:fs';
import { REJECTION_CODES, Rejection, type RejectionCode } from '../../src/core/rejection.js';
import { LANGUAGES, languageOf, SENTENCES, sentenceOf, titleOf } from '../../src/http/sentences.js';

const gapsOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+(?::\w+)?)\}/g)].map(([, gap]) => gap ?? '');

describe('the catalogue', () => {
  test.each(REJECTION_CODES)('%s asks for the same values in every language', (code) => {
    const [english, ...others] = LANGUAGES.map((language) => gapsOf(SENTENCES[code][language][1]).sort());
    for (const other of others) expect(other).toEqual(english);
  });

  test.each(REJECTION_CODES)('%s reads well with every value and with none', (code) => {
    const all = Object.fromEntries(gapsOf(SENTENCES[code].en[1]).map((gap) => [gap.split(':')[0] ?? '', '1500']));
    for (const language of LANGUAGES) {
      for (const detail of [{}, all]) {
        const sentence = sentenceOf(new Rejection(code, 'grossMg', detail), language);
        expect(sentence).not.toMatch(/[[\]{}]|\?| {2}|undefined/);
        expect(sentence).toMatch(/^[\p{Lu}“«].*\.$/u);
      }
      expect(titleOf(code, language)).toMatch(/^\p{Lu}[^.]*$/u);
    }
  });

  test('whatever a rejection tells has its gap, or nobody would read it', () => {
    const folder = new URL('../../src/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const untold = files.flatMap((file) => {
      const source = readFileSync(new URL(file, folder), 'utf8').replace(/\$\{[^}]*\}/g, '');
      const rejections = [...source.matchAll(/new Rejection\('([\w-]+)',\s*[^{};]+?,\s*\{([^}]*)\}/g)];
      return rejections.flatMap(([, code = '', detail = '']) => {
        const gaps = new Set(gapsOf(SENTENCES[code as RejectionCode].en[1]).map((gap) => gap.split(':')[0] ?? ''));
        const told = [...detail.matchAll(/(?:^|,)\s*(\w+)\s*(?=:|,|$)/g)].map(([, name]) => name ?? '');
        return told.filter((name) => !gaps.has(name)).map((name) => `${file}: ${code} ${name}`);
      });
    });
    expect(untold).toEqual([]);
  });

  test('nobody reads of leaves, tiles and hashes', () => {
    const everything = JSON.stringify(SENTENCES);
    expect(everything).not.toMatch(/\b(leaf|tile|hash|merkle|statement|actor|hoja|entrada)\b/i);
  });
});

describe('a sentence', () => {
  const overspent = new Rejection('overspent', 'grossMg', { lot: 'E-00001', takeMg: '12001', leftMg: '12000' });

  test('prints grams with the mark of its language', () => {
    expect(sentenceOf(overspent, 'en')).toBe(
      'More is taken than the lot has left (“grossMg”): lot E-00001 has 12.000 g left, 12.001 g asked.',
    );
    expect(sentenceOf(overspent, 'es')).toContain('quedan 12,000 g, se piden 12,001 g');
  });

  test('prints nanograms of fine gold without losing one', () => {
    const gained = new Rejection('fine-gold-gained', 'x', { inNg: '9007199254740993', outNg: '9007199254740995' });
    expect(sentenceOf(gained, 'en')).toContain('In: 9007199.254740993 g. Out: 9007199.254740995 g.');
  });

  test('takes hostile values for what they are', () => {
    const hostile = new Rejection('overspent', '{takeMg:g}', { lot: ']]{at}[[', takeMg: '$&', leftMg: '$1' });
    expect(sentenceOf(hostile, 'en')).toBe(
      'More is taken than the lot has left (“{takeMg:g}”): lot ]]{at}[[ has $1 g left, $& g asked.',
    );
    const inherited = new Rejection(
      'unknown-lot',
      'lot',
      Object.create({ lot: 'inherited' }) as Record<string, string>,
    );
    expect(sentenceOf(inherited, 'en')).toContain('no such lot. ');
  });
});

describe('the reader’s language', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'en'],
    ['*', 'en'],
    ['es', 'es'],
    ['ES-co', 'es'],
    ['fr;q=0.3, es;q=0.8', 'es'],
    ['es;q=0, fr', 'fr'],
    ['es;q=2, fr', 'fr'],
    ['toString, __proto__', 'en'],
    [`${'x,'.repeat(100_000)}es`, 'en'],
  ])('%j is answered in %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});
