import { describeTool } from '../support/tools.js';
import { openBrowser, type Browser } from './chromium.js';
import { openTown, type Town } from './town.js';

/** Text and its nearest painted background, for every text on the page: the ones under a contrast of 4.5 (WCAG 2.2, 1.4.3). */
const PALE = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => { for (let e = element; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('body *')].filter((e) => !e.closest('svg') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ''))
    .filter((e) => { const [a, b] = [light(parts(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 4.5; })
    .map((e) => e.outerHTML.slice(0, 80));
})()`;

describeTool(['chromium'], () => {
  let town: Town;
  let browser: Browser;
  let at: string;
  beforeAll(async () => {
    town = await openTown();
    await town.app.listen(0, '127.0.0.1');
    at = (await town.app.getUrl()).replace('[::1]', '127.0.0.1');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await town.close();
  });

  test.each([
    [360, '/'],
    [360, 'carried'],
    [360, 'lost'],
    [360, '/verify/nothing'],
    [1280, 'carried'],
  ])('%d px wide, the page %s fits, asks nothing of others and refuses nothing of its own', async (width, page) => {
    const tags: Readonly<Record<string, string>> = { carried: 'ANILLO-1', lost: 'ANILLO-3' };
    const tag = tags[page];
    const path = tag === undefined ? page : `/verify/${town.codes.get(tag)}`;
    const look = await browser.open(`${at}${path}?lang=es`, width);
    expect(await look.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(look.asked.every((url) => url.startsWith(at))).toBe(true);
    expect(look.complaints.filter((complaint) => !/404/.test(complaint))).toEqual([]);
    expect(await look.evaluate('document.title')).toContain('Veta');
    expect(await look.evaluate('getComputedStyle(document.querySelector("main")).maxWidth')).toBe('736px');
    expect(await look.evaluate('document.querySelectorAll("script, img, iframe, [onerror], [style]").length')).toBe(0);
    expect(await look.evaluate(PALE)).toEqual([]);
  });

  test('in a dark room it is still read', async () => {
    const look = await browser.open(`${at}/verify/${town.codes.get('ANILLO-3')}?lang=fr`, 360, 'dark');
    expect(await look.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true);
    expect(await look.evaluate(PALE)).toEqual([]);
  });
});
