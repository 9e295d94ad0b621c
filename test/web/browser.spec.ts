import { describeTool } from '../support/tools.js';
import { openBrowser, PALE, type Browser } from './chromium.js';
import { openTown, type Town } from './town.js';

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

  test('the page that checks a proof asks for nothing but itself, in the language of the link, and may be kept', async () => {
    const look = await browser.open(`${at}/verify/?lang=fr`, 360);
    expect(look.asked).toEqual([`${at}/verify/?lang=fr`]);
    expect(look.complaints).toEqual([]);
    expect(await look.evaluate('document.title')).toBe('Vérifier une preuve · Veta');
    expect(await look.evaluate(`document.querySelector('a[download]').href`)).toBe(`${at}/verify/offline`);
    expect(await look.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await look.evaluate(PALE)).toEqual([]);
  });

  test('in a dark room it is still read', async () => {
    const look = await browser.open(`${at}/verify/${town.codes.get('ANILLO-3')}?lang=fr`, 360, 'dark');
    expect(await look.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true);
    expect(await look.evaluate(PALE)).toEqual([]);
  });
});
