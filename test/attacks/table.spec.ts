/** docs/attacks.md and the tests speak of the same attacks, in the files it names. */
import { existsSync, readFileSync } from 'node:fs';

const HERE = new URL('.', import.meta.url).pathname;
const table = readFileSync(`${HERE}../../docs/attacks.md`, 'utf8');
const rows = [...table.matchAll(/^\| (A\d+) \|.*\| ([a-z, ]+) \|$/gm)].map(([, number = '', files = '']) => ({
  number,
  files: files.split(', '),
}));

test('there are thirty, each once', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => `A${i + 1}`));
});

test.each(rows)('$number is performed in $files', ({ number, files }) => {
  for (const file of files) {
    const path = `${HERE}${file}.spec.ts`;
    expect({ file, there: existsSync(path) }).toEqual({ file, there: true });
    // By its number in a name; a runbook is called by what happened.
    const named = new RegExp(
      `(test|describe)(\\.each)?[^\\n]*['\`][^'\`]*\\b${number}\\b|^ *'${number} |\\)\\('${number} `,
      'm',
    );
    if (file === 'runbooks') continue;
    expect({ file, performs: named.test(readFileSync(path, 'utf8')) ? number : 'nothing' }).toEqual({
      file,
      performs: number,
    });
  }
});

test('no test is of an attack that the table does not know', () => {
  const files = [...new Set(rows.flatMap((row) => row.files))];
  const tests = files.map((file) => readFileSync(`${HERE}${file}.spec.ts`, 'utf8')).join('\n');
  const named = [...tests.matchAll(/['`](A\d+)\b/g)];
  const known = new Set(rows.map(({ number }) => number));
  expect(named.filter(([, number = '']) => !known.has(number)).map(([, number]) => number)).toEqual([]);
});
