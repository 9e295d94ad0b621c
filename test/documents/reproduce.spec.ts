/** The same payload gives the same bytes: twice, elsewhere, in another time zone and language, in another order. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Payload } from '../../src/documents/payload.js';
import { DOCUMENT_KINDS } from '../../src/documents/types/document-types.js';
import { render } from '../../src/documents/types/render.js';
import { invoice } from './papers.js';
import { sampleOf } from './samples/every-kind.js';

async function pdfOf(payload: Payload): Promise<string> {
  const [pdf] = await render(payload);
  return Buffer.from(pdf?.bytes ?? []).toString('latin1');
}

const identifierOf = (pdf: string) => /\/ID \[<([0-9a-f]+)>/.exec(pdf)?.[1];

test.each(DOCUMENT_KINDS)('twice in one process: %s', async (kind) => {
  const [first, second] = [await render(sampleOf(kind)), await render(structuredClone(sampleOf(kind)))];
  expect(second.map(({ bytes }) => Buffer.from(bytes))).toEqual(first.map(({ bytes }) => Buffer.from(bytes)));
});

test('in other processes, time zones and languages, and in another order', async () => {
  const hashes: string[] = [];
  for (const kind of DOCUMENT_KINDS) {
    for (const { name, bytes } of await render(sampleOf(kind))) {
      hashes.push(`${name} ${createHash('sha256').update(bytes).digest('hex')}`);
    }
  }
  const zones: string[] = [];
  for (const [TZ, LANG] of [
    ['Asia/Ulaanbaatar', 'mn_MN.UTF-8'],
    ['America/Bogota', 'C'],
  ]) {
    const child = spawnSync(
      process.execPath,
      [
        '--import',
        new URL('../support/typescript-loader.js', import.meta.url).href,
        fileURLToPath(new URL('render-child.ts', import.meta.url)),
      ],
      { env: { ...process.env, TZ, LANG, LC_ALL: LANG, NODE_OPTIONS: '' }, encoding: 'utf8' },
    );
    expect(child.stderr).toBe('');
    const said = JSON.parse(child.stdout) as { hashes: string[]; zone: string };
    expect(said.hashes).toEqual(hashes.sort());
    zones.push(said.zone);
  }
  expect(new Set(zones).size).toBe(2);
});

test('another document, another file identifier, even for the same shipment', async () => {
  const first = identifierOf(await pdfOf(invoice()));
  const second = identifierOf(await pdfOf({ ...invoice(), document: '00000000-0000-4000-8000-000000000000' }));
  expect(first).toBeDefined();
  expect(second).not.toBe(first);
});

/** Which of the two texts that the typeface draws with one glyph, "fl" or U+FB02, is written into the file. */
async function flIn(exporter: string): Promise<string | undefined> {
  const paper = invoice();
  const pdf = await pdfOf({ ...paper, exporter: { ...paper.exporter, name: exporter } });
  return /<(fb02|0066 006c)>/i.exec(pdf)?.[1]?.toLowerCase();
}

test('what one paper says with a glyph is not found in the next that says another thing with it', async () => {
  expect(await flIn('Oro del flanco')).toBe('0066 006c');
  expect(await flIn('Oro del \uFB02anco')).toBe('fb02');
  expect(await flIn('Oro del flanco')).toBe('0066 006c');
});
