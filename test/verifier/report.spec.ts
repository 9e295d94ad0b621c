/** What a jeweller reads with the network cable pulled out. */
import { SENTENCES } from '../../src/core/evidence/sentences.js';
import { verify } from '../../src/verifier/door.js';
import { jsonReport, textReport } from '../../src/verifier/report.js';
import { SENTENCES_ES } from '../../src/verifier/sentences.es.js';
import { SENTENCES_FR } from '../../src/verifier/sentences.fr.js';
import { idOf, LittleLog } from '../support/little-log.js';
import { AT, oneDelivery, RING } from '../support/one-delivery.js';

const log = oneDelivery();
const good = verify(log.bundle(RING), log.policy);

test('a bad bundle begins with what is wrong, and describes no gold', () => {
  const other = verify(log.bundle(RING), oneDelivery(new LittleLog(log.origin, new Uint8Array(32).fill(1))).policy);
  expect(textReport(other, 'en').split('\n')[0]).toMatch(/^NOT TRUSTED/);
  const incomplete = textReport(verify(log.bundle(RING, { without: [AT.delivery] }), log.policy), 'es');
  expect(incomplete.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/^INCOMPLETO/),
    '',
    expect.stringMatching(/^✗ Historia completa .*falta lo anterior \(event 6\)$/),
  ]);
  const nothing = textReport(verify(new Uint8Array(), log.policy), 'en');
  expect(nothing).toMatch(/^NOT A BUNDLE/);
  expect(nothing).not.toContain('Fine gold');
});

test('a good one says what it is, where it came from and through whose hands it went', () => {
  const report = textReport(good, 'en');
  expect(report).toMatch(/^GOOD/);
  for (const words of [
    'J-1',
    '4.850 g',
    '750 ‰',
    '3.637500000 g',
    'coop FM-1',
    'Limonal',
    '100.00 %',
    'joya received from coop',
  ]) {
    expect(report).toContain(words);
  }
});

test('in Spanish it keeps the decimal comma', () => {
  const report = textReport(good, 'es');
  expect(report).toMatch(/^BUENO/);
  expect(report).toContain('Oro fino: 3,637500000 g');
});

test('in Spanish a certificate stood in Spanish, and a scheme keeps its name', () => {
  const values = { scheme: 'fairmined', number: 'FM-1', party: 'coop', day: '2026-01-05' };
  const line = { check: 'standing', ok: false, at: '', detail: '' } as const;
  const report = textReport(
    {
      ...good,
      lines: [
        { ...line, what: 'standing-differs', values: { ...values, said: 'valid', found: 'suspended / not-yet' } },
        { ...line, what: 'other-family', values: { ...values, found: 'craft-report' } },
      ],
    },
    'es',
  );
  expect(report).toContain('estaba vigente el 2026-01-05; sus anotaciones dan suspendido / aún no vigente');
  expect(report).toContain('es craft-report, que no lo sostiene');
});

test('a name that would move the cursor or turn the text around is shown as what it is', () => {
  const { summary } = good;
  const hostile = { ...good, summary: { ...summary, code: 'J-1\u001b[2J\u202e' } } as typeof good;
  const report = textReport(hostile, 'en');
  expect(report).toContain('J-1\\u{1b}[2J\\u{202e}');
});

test('for programs it is one JSON object, every check a line with check, ok, at and detail', () => {
  const { exit, lines, summary } = JSON.parse(jsonReport(good)) as typeof good;
  expect(exit).toBe(0);
  expect(summary?.fineNg).toBe('3637500000');
  expect(lines.find(({ check }) => check === 'inclusion')).toMatchObject({
    ok: true,
    at: '',
    detail: '1 of 1',
  });
});

function gaps(sentence: string): string[] {
  return [...new Set(sentence.match(/\{\w+\}/g))].sort();
}

test.each([
  ['Spanish', SENTENCES_ES],
  ['French', SENTENCES_FR],
])('every sentence has its gaps in %s', (_, translated) => {
  for (const [what, sentence] of Object.entries(SENTENCES)) {
    expect([what, gaps(translated[what as keyof typeof SENTENCES]).filter((gap) => gap !== '{detail}')]).toEqual([
      what,
      gaps(sentence).filter((gap) => gap !== '{detail}'),
    ]);
  }
});

test('in French it keeps the decimal comma too, and every check has its name', () => {
  const report = textReport(good, 'fr');
  expect(report).toMatch(/^BON /);
  expect(report).toContain('Or fin: 3,637500000 g');
  expect(report).toContain('✓ L’or tombe juste');
});

test('what a lot is not known by is not guessed', () => {
  expect(verify(log.bundle(RING), undefined).summary?.log).toBe(log.origin);
  expect(verify(log.bundle(idOf(1, 1)), log.policy).summary).toBeUndefined();
});
