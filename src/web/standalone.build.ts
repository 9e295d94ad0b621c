/**
 * Makes the verifier's page: one HTML file with its script and style inside, which the browser forbids every connection.
 * Run by `npm run build`, after the compiler. The same sources give the same bytes.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild-wasm';
import { sha256 } from '#crypto';
import { toBase64, utf8 } from '../core/bytes.js';
import { CSS } from './frame/style.js';
import { STANDALONE } from './standalone.js';
import { STYLE } from './verify/style.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Of 2022: what a phone that still gets its browser renewed has. */
const BROWSERS = ['chrome97', 'firefox104', 'safari15.4'];

/** `default-src 'none'` forbids every load and connection; only this script and this style, by their hashes, may run. */
export async function standalonePage(): Promise<string> {
  const [script, style] = [await scriptText(), CSS + STYLE];
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Veta</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript><main><p>JavaScript: no · npx veta verify FILE --policy POLICY</p></main></noscript>
<script>${script}</script>
</body>
</html>
`;
}

async function scriptText(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/web/verify/main.ts'],
    tsconfig: 'src/web/verify/tsconfig.json',
    alias: { '#crypto': `${ROOT}src/crypto/browser.ts` },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: BROWSERS,
    charset: 'utf8',
    logLevel: 'warning',
  });
  const script = outputFiles[0]?.text;
  if (script === undefined || /<\/script|<!--/i.test(script)) throw new Error('bug: the script would end too early');
  return script;
}

function hashSource(text: string): string {
  return `'sha256-${toBase64(sha256(utf8(text)))}'`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(STANDALONE, await standalonePage());
