/** What the page in the browser leans on: signatures as everywhere, whichever code checks them, and no way out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild-wasm';
import { publicKeyOf, signEd25519, verifyEd25519 } from '#crypto';
import { fromHex, toHex, utf8 } from '../../src/core/bytes.js';
import { standalonePage } from '../../src/web/standalone.build.js';
import { describeTool } from '../support/tools.js';
import { describeVectors } from '../support/vectors.js';
import { openBrowser, type Browser, type Look } from './chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'veta-door-'));
const root = new URL('../../', import.meta.url).pathname;

/** Key, message and signature, hex. */
type Case = readonly [key: string, message: string, signature: string];

/** A page on which `judge(cases)` asks the door of the verifier's page about each. */
async function doorPage(): Promise<string> {
  const contents = `import { checkOfThisBrowser } from './door.js';
    const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (one) => parseInt(one, 16));
    globalThis.judge = async (cases) => {
      const check = await checkOfThisBrowser();
      return Promise.all(cases.map(([key, message, signature]) =>
        check({ key: bytes(key), message: bytes(message), signature: bytes(signature) })));
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${root}src/web/verify`, loader: 'ts' },
    tsconfigRaw: {},
    alias: { '#crypto': `${root}src/crypto/browser.ts` },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return `<!doctype html><meta charset="utf-8"><script>${outputFiles[0]?.text}</script>`;
}

/** As before the page runs: a browser without Ed25519, and one that takes every signature. */
const WITHOUT = `crypto.subtle.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'));`;
const LYING = `crypto.subtle.verify = () => Promise.resolve(true);`;
const COUNTING = `{ const own = crypto.subtle.verify.bind(crypto.subtle); window.count = 0;
  crypto.subtle.verify = (...all) => { window.count += 1; return own(...all); }; }`;

const seed = new Uint8Array(32).fill(9);
const message = utf8('980 g doré, seal 4471');
const signature = signEd25519(seed, message);
const own: Case = [toHex(publicKeyOf(seed)), toHex(message), toHex(signature)];

/** A good signature, every bit of it changed in turn, and what has the wrong length. */
const CHANGED: readonly Case[] = [
  own,
  ...Array.from({ length: 512 }, (_, bit): Case => {
    const changed = signature.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return [own[0], own[1], toHex(changed)];
  }),
  [own[0].slice(2), own[1], own[2]],
  [own[0], own[1], own[2].slice(2)],
  ['', '', ''],
];

function ours(cases: readonly Case[]): boolean[] {
  return cases.map(([key, said, sig]) => verifyEd25519(bytesOf(key), bytesOf(said), bytesOf(sig)));
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}

function written(name: string, html: string): string {
  const path = join(folder, name);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

describeTool(['chromium'], () => {
  let browser: Browser;
  let door: string;
  let page: string;
  beforeAll(async () => {
    browser = await openBrowser();
    door = written('door.html', await doorPage());
    page = written('verify.html', await standalonePage());
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const judged = async (cases: readonly Case[], before = ''): Promise<unknown> => {
    const look = await browser.open(door, 360, 'light', before);
    return look.evaluate(`judge(${JSON.stringify(cases)})`);
  };

  test('where the browser has Ed25519 it is asked', async () => {
    const look = await browser.open(door, 360, 'light', COUNTING);
    await look.evaluate(`judge(${JSON.stringify([own])})`);
    expect(await look.evaluate('window.count')).toBe(3); // two to try it, and ours
  });

  test.each([
    ['has Ed25519', ''],
    ['has none', WITHOUT],
    ['takes every signature', LYING],
  ])('where the browser %s, a signature with any bit changed is refused', async (_, before) => {
    expect(ours(CHANGED).filter(Boolean)).toHaveLength(1);
    expect(await judged(CHANGED, before)).toEqual(ours(CHANGED));
  });

  describeVectors('wycheproof', (vectors) => {
    interface Group {
      publicKey: { pk: string };
      tests: { msg: string; sig: string }[];
    }
    const groups = vectors.json<{ testGroups: Group[] }>('testvectors_v1/ed25519_test.json').testGroups;
    const cases = groups.flatMap(({ publicKey, tests }) => tests.map(({ msg, sig }): Case => [publicKey.pk, msg, sig]));

    test.each([
      ['with Ed25519', ''],
      ['without', WITHOUT],
    ])('151 cases are judged as here, in a browser %s', async (_, before) => {
      expect(cases).toHaveLength(151);
      expect(await judged(cases, before)).toEqual(ours(cases));
    });
  });

  describeVectors('cctv-ed25519', (vectors) => {
    const cases = vectors
      .json<{ key: string; sig: string; msg: string }[]>('ed25519/ed25519vectors.json')
      .map(({ key, sig, msg }): Case => [key, toHex(utf8(msg)), sig]);

    test.each([
      ['with Ed25519', ''],
      ['without', WITHOUT],
    ])('914 edge cases are judged as here, in a browser %s', async (_, before) => {
      expect(cases).toHaveLength(914);
      expect(await judged(cases, before)).toEqual(ours(cases));
    });
  });

  describe('a server that listens hears nothing', () => {
    let server: Server;
    let at: string;
    let heard = 0;
    beforeAll(async () => {
      server = createServer((_, answer) => answer.setHeader('access-control-allow-origin', '*').end()).on(
        'connection',
        () => (heard += 1),
      );
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    const tried = (look: Look): Promise<unknown> =>
      look.evaluate(`(async () => {
        const loaded = (one, src) => new Promise((yes, no) => { one.onload = yes; one.onerror = no; one.src = src; document.body.append(one); });
        const ways = {
          fetch: () => fetch('http://${at}/'),
          socket: () => new Promise((yes, no) => { const s = new WebSocket('ws://${at}/'); s.onopen = yes; s.onerror = no; }),
          events: () => new Promise((yes, no) => { const s = new EventSource('http://${at}/'); s.onopen = yes; s.onerror = no; }),
          beacon: async () => navigator.sendBeacon('http://${at}/', 'x'),
          image: () => loaded(new Image(), 'http://${at}/x.png'),
          script: () => loaded(document.createElement('script'), 'http://${at}/x.js'),
          form: async () => { const f = document.createElement('form'); f.action = 'http://${at}/'; f.target = 'x'; document.body.append(f); f.submit(); },
        };
        for (const way of Object.values(ways)) await Promise.race([way(), new Promise((yes) => setTimeout(yes, 300))]).catch(() => {});
        await new Promise((yes) => setTimeout(yes, 300));
      })()`);

    test('from the page, whatever its script tries', async () => {
      await tried(await browser.open(page, 360));
      expect(heard).toBe(0);
    });

    test('from a page that is not so bound, all of it', async () => {
      await tried(await browser.open(door, 360));
      expect(heard).toBeGreaterThan(0);
    });

    test('no text becomes HTML or script there, should the page ever try', async () => {
      const look = await browser.open(page, 360);
      const refused = `[() => { document.body.innerHTML = '<b>'; }, () => (0, eval)('1'), () => new Function('1')]
        .map((way) => { try { way(); return 'done'; } catch (error) { return error.name; } })`;
      expect(await look.evaluate(refused)).toEqual(['TypeError', 'EvalError', 'EvalError']);
    });
  });
});
