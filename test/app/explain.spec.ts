/** What an operator reads when a command cannot do its work, and the exit a script sees. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../src/app/evidence/explain.js';
import { importCommand } from '../../src/app/import.js';
import { verifyCommand } from '../../src/app/evidence/verify.js';
import { ConfigError } from '../../src/config/config-error.js';
import { Rejection } from '../../src/core/rejection.js';

const folder = mkdtempSync(join(tmpdir(), 'veta-explain-'));

async function toldBy(work: () => unknown) {
  try {
    await work();
  } catch (error) {
    return explain(error);
  }
  throw new Error('nothing went wrong');
}

test('a mistyped option is wrong usage, and not the exit that says a proof is bad', async () => {
  const { text, exit } = await toldBy(() => verifyCommand(['J-0001.json', '--polcy', 'policy.txt']));
  expect(text).toContain("'--polcy'");
  expect(text).not.toContain('    at ');
  expect(exit).toBe(64);
});

test('a data folder that is a file is named in a sentence', async () => {
  const file = join(folder, 'data');
  writeFileSync(file, '');
  const { text, exit } = await toldBy(() => mkdirSync(file, { recursive: true }));
  expect(text).toMatch(/^This does not work: EEXIST: .*data'\.$/);
  expect(exit).toBe(1);
});

test('a report that could not be written is known before anything is imported', async () => {
  writeFileSync(join(folder, 'sites.csv'), 'codigo\n');
  const data = join(folder, 'never');
  process.env['VETA_DATA'] = data;
  const report = join(folder, 'nowhere', 'report.json');
  const { text } = await toldBy(() => importCommand(['season', folder, '--report', report]));
  delete process.env['VETA_DATA'];
  expect(text).toContain(join(folder, 'nowhere'));
  expect(await readdir(folder)).not.toContain('never');
});

test.each([
  [new ConfigError('Port 3000 is in use.'), 'Port 3000 is in use.'],
  [new Rejection('unknown-organisation', 'org', { organisation: 'nobody' }), /nobody/],
])('%s is a sentence', (error, sentence) => {
  const { text, exit } = explain(error);
  if (typeof sentence === 'string') expect(text).toBe(sentence);
  else expect(text).toMatch(sentence);
  expect(text).not.toContain('    at ');
  expect(exit).toBe(1);
});

test('what we broke keeps its stack', () => {
  expect(explain(new Error('bug: a lot without a code')).text).toContain('    at ');
});
