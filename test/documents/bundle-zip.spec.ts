import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zip } from '../../src/documents/bundle/zip.js';
import { describeTool } from '../support/tools.js';

describeTool(['unzip'], (run) => {
  test('another program reads the archive and finds nothing wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'veta-zip-'));
    const bytes = Buffer.from('oro\n'.repeat(1000));
    async function* files() {
      yield { name: 'A-1.pdf', bytes };
      yield { name: 'A-1.csv', bytes: new Uint8Array() };
    }
    const parts: Uint8Array[] = [];
    for await (const part of zip(files(), new Date('2026-02-13T15:04:06Z'))) parts.push(part);
    writeFileSync(join(folder, 'a.zip'), Buffer.concat(parts));
    expect(run('unzip', ['-t', join(folder, 'a.zip')])).toMatchObject({ code: 0 });
    run('unzip', ['-q', join(folder, 'a.zip'), '-d', join(folder, 'out')]);
    expect(readdirSync(join(folder, 'out'))).toEqual(['A-1.csv', 'A-1.pdf']);
    expect(readFileSync(join(folder, 'out', 'A-1.pdf')).equals(bytes)).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

test('a name that would climb out of a folder, or that no zip can hold, is no name in it', async () => {
  for (const name of ['../a.pdf', 'a\\b.pdf', 'año.pdf', '']) {
    const files = async function* () {
      yield { name, bytes: new Uint8Array() };
    };
    await expect(zip(files(), new Date()).next()).rejects.toThrow(/^bug: /);
  }
});
