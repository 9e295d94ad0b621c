/** The verifier's page as a jeweller has it: one file on a phone, with no server anywhere. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { verify } from '../../src/verifier/door.js';
import { jsonReport } from '../../src/verifier/report.js';
import { standalonePage } from '../../src/web/standalone.build.js';
import { LittleLog, witnessLine } from '../support/little-log.js';
import { AT, BAR, fact, oneDelivery, RING } from '../support/one-delivery.js';
import { PAPERS } from '../support/one-paper.js';
import { describeTool } from '../support/tools.js';
import { openBrowser, PALE, type Browser, type Look } from './chromium.js';

const folder = mkdtempSync(join(tmpdir(), 'veta-page-'));
const log = oneDelivery();
const good = log.bundle(RING);
let page: string;

beforeAll(async () => {
  page = await standalonePage();
  writeFileSync(join(folder, 'verify.html'), page);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('it is small enough for a phone on a bad network: page, style and script under 60 kB as they travel', () => {
  expect(gzipSync(page, { level: 9 }).length).toBeLessThan(60_000);
});

test('the same sources make the same file, so that two people can compare theirs', async () => {
  expect(await standalonePage()).toBe(page);
});

const season = new URL('../fixtures/demo-0.1.0/', import.meta.url);
const witness = { name: 'witness.example', seed: new Uint8Array(32).fill(21) };
const quorum = `log ${log.vkey}\n${witnessLine(witness.name, witness.seed)}\nquorum ${witness.name}\n`;

/** The bundle with a digit of its first statement changed: still base64url. */
function bent(): string {
  return text(good).replace(/"s":"(.{41})(.)/, (_, a: string, b: string) => `"s":"${a}${b === 'A' ? 'B' : 'A'}`);
}

/** A log at whose end a laboratory says something under its own key; forged, the signature is another's. */
function signed(forged: boolean): Uint8Array {
  const own = oneDelivery().signed(fact('lab', '2026-01-09', 'ring.engraved', {}), { seed: witness.seed });
  const raw = JSON.parse(text(own.bundle(RING))) as { events: { g?: { sig: string }[] }[] };
  const [signature] = raw.events.at(-1)?.g ?? [];
  if (signature === undefined) throw new Error('the last statement carries no signature');
  if (forged) signature.sig = `${signature.sig.slice(0, -4)}AAAA`;
  return Buffer.from(JSON.stringify(raw));
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** An exit is written where it follows from the case alone; the page must say what the command line says in all of them. */
const CASES: readonly (readonly [
  string,
  () => string | Uint8Array,
  policy: string | undefined,
  exit: number | undefined,
])[] = [
  ['a good one', () => good, log.policy, 0],
  ['one bit less', bent, log.policy, 1],
  ['cut short', () => good.subarray(0, good.length - 100), log.policy, 4],
  ['no JSON', () => 'a photograph of the ring', log.policy, 4],
  ['nothing in it', () => '', log.policy, 4],
  ['no policy', () => good, undefined, 2],
  ['another log’s policy', () => good, new LittleLog('x.example/log').policy, 2],
  ['a policy nobody can read', () => good, 'trust everybody', 2],
  ['another key under the log’s name', () => good, new LittleLog(log.origin, witness.seed).policy, 2],
  ['a gap in its history', () => log.bundle(RING, { without: [AT.melt] }), log.policy, 3],
  ['seen by the witness asked for', () => log.bundle(RING, { checkpoint: log.checkpoint(witness) }), quorum, 0],
  ['not seen by the witness asked for', () => good, quorum, 2],
  ['a witness’s line that is not its own', () => log.bundle(RING, { checkpoint: forgedWitness() }), quorum, 1],
  ['signed by its author', () => signed(false), log.policy, undefined],
  ['signed by somebody else', () => signed(true), log.policy, 1],
  ...[PAPERS[0]!, PAPERS[4]!, PAPERS.at(-2)!, PAPERS.at(-1)!].map(
    ([what, exit, tale]) => [what, () => tale().bundle(BAR), log.policy, exit] as const,
  ),
  [
    'a piece of a season',
    () => readFileSync(new URL('J-0001.json', season)),
    readFileSync(new URL('policy.txt', season), 'utf8'),
    undefined,
  ],
];

/** The checkpoint with the witness's signature over another tree. */
function forgedWitness(): string {
  const other = oneDelivery(new LittleLog(log.origin, log.seed));
  other.events.pop();
  const line = other
    .checkpoint(witness)
    .split('\n')
    .find((one) => one.startsWith(`— ${witness.name}`));
  return `${log.checkpoint()}${line}\n`;
}

/** Chooses the policy and the proofs, if there are any, and waits for as many verdicts: what they say to programs. */
async function judged(
  look: Look,
  proofs: readonly (string | Uint8Array)[],
  policy?: string,
  verdicts = proofs.length,
): Promise<string[]> {
  if (policy !== undefined) await look.choose('#policies', [file('policy.txt', policy)]);
  const files = proofs.map((proof, i) => file(`proof-${i}.json`, proof));
  if (files.length > 0) {
    // What the page shows of an earlier choice is no answer to this one: it stays there until the files are read.
    await look.evaluate(`document.querySelector('#results').className = 'earlier'`);
    await look.choose('#proofs', files);
  }
  const now = '#results:not(.earlier)';
  const ready = `document.querySelectorAll('${now} article').length === ${verdicts} && document.querySelector('${now}[aria-busy=false]') !== null`;
  for (let tries = 0; (await look.evaluate(ready)) !== true; tries++) {
    if (tries === 1000) throw new Error(`no ${verdicts} verdicts came`);
    await new Promise((next) => setTimeout(next, 25));
  }
  return (await look.evaluate(
    `[...document.querySelectorAll('.report pre')].map((pre) => pre.textContent)`,
  )) as string[];
}

describeTool(['chromium'], () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const open = (): Promise<Look> => browser.open(`${pathToFileURL(join(folder, 'verify.html')).href}?lang=es`, 360);

  test.each(CASES)(
    '%s is worth the same in the page and at the command line, with no request made',
    async (_, bundle, policy, exit) => {
      const bytes = Uint8Array.from(Buffer.from(bundle()));
      const verdict = verify(bytes, policy);
      expect(verdict.exit).toBe(exit ?? verdict.exit);
      const look = await open();
      const [report = ''] = await judged(look, [bytes], policy);
      expect(JSON.parse(report)).toEqual(JSON.parse(jsonReport(verdict)));
      expect(await look.evaluate(`document.querySelector('article').dataset.exit`)).toBe(String(verdict.exit));
      expect(look.asked).toEqual([look.asked[0]]);
      expect(look.asked[0]).toMatch(/^file:/);
      expect(look.complaints).toEqual([]);
    },
  );

  test('files dropped together, in any order, are told apart; each proof has its verdict', async () => {
    const look = await open();
    const files = [file('a.json', good), file('policy.txt', log.policy), file('b.json', bent())];
    await look.choose('#proofs', files);
    await judged(look, [], undefined, 2);
    expect(await look.evaluate(`[...document.querySelectorAll('article')].map((one) => one.dataset.exit)`)).toEqual([
      '0',
      '1',
    ]);
    expect(await look.evaluate(`document.querySelector('#policy').value`)).toBe(log.policy);
  });

  test.each([
    [360, 'light'],
    [1280, 'dark'],
  ] as const)('at %d px it fits and reads well, in %s', async (width, scheme) => {
    for (const [, bundle, policy] of [CASES[0]!, CASES[1]!, CASES.at(-1)!]) {
      const look = await browser.open(`${pathToFileURL(join(folder, 'verify.html')).href}?lang=es`, width, scheme);
      await judged(look, [Uint8Array.from(Buffer.from(bundle()))], policy);
      await look.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
      expect(await look.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await look.evaluate(PALE)).toEqual([]);
    }
  });

  test('what a file says, and what it is called, is text and nothing else', async () => {
    const municipality = `Limonal<img src=x onerror="document.title='taken'">\u202Egnp`;
    const place = { site: 'R-1', name: 'La Playa', municipality, region: 'CO-CHO', country: 'CO' };
    const land = { title: 'T-1', deposit: 'alluvial', minPpm: 800_000, maxPpm: 980_000, capacityMgPerMonth: 900_000 };
    const hostile = oneDelivery().append(fact('coop', '2026-01-09', 'site.registered', { ...place, ...land }));
    const look = await open();
    await look.choose('#policies', [file('policy.txt', hostile.policy)]);
    await look.choose('#proofs', [file('<img src=x onerror=alert(1)>.json', hostile.bundle(RING))]);
    await judged(look, [], undefined, 1);
    const said = String(await look.evaluate('document.body.innerText'));
    expect(said).toContain(`Limonal<img src=x onerror="document.title='taken'"> gnp`);
    expect(said).toContain('<img src=x onerror=alert(1)>.json');
    expect(await look.evaluate(`document.querySelectorAll('img, [onerror]').length`)).toBe(0);
    expect(await look.evaluate('document.title')).toBe('Comprobar una prueba · Veta');
    expect(look.complaints).toEqual([]);
  });

  test('of remarks of one kind the first few are shown, and all of them once every check is opened', async () => {
    const strange = oneDelivery();
    for (const part of ['a', 'b', 'c', 'd', 'e'])
      strange.append(fact('lab', '2026-01-09', `ring.engraved-${part}`, {}));
    const look = await open();
    await judged(look, [strange.bundle(RING)], strange.policy);
    const told = `(document.body.innerText.match(/ring\\.engraved-/g) ?? []).length`;
    expect(await look.evaluate(told)).toBe(3);
    await look.evaluate(`document.querySelector('details').open = true; new Promise((next) => setTimeout(next, 50))`);
    expect(await look.evaluate(told)).toBe(8);
  });

  test('in Spanish it says what the gold is, and in French when asked', async () => {
    const look = await open();
    await judged(look, [good], log.policy);
    const said = (): Promise<unknown> => look.evaluate('document.body.innerText');
    expect(await said()).toMatch(/BUENO[^]*4,850\u00a0g[^]*750\u00a0‰[^]*3,6375\u00a0g[^]*Limonal[^]*100,00/);
    await look.evaluate(`[...document.querySelectorAll('nav button')].find((one) => one.lang === 'fr').click()`);
    await judged(look, [good]);
    expect(await said()).toMatch(/BON[^]*Or fin/);
    expect(await look.evaluate('document.documentElement.lang')).toBe('fr');
  });
});
