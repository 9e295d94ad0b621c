import { readFileSync } from 'node:fs';
import type { Language } from '../../src/http/sentences.js';
import { COOP, JEWELLER, openTown, RIVER, SECRETS, STREET, type Page, type Town } from './town.js';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const LANGUAGES: readonly Language[] = ['en', 'es', 'fr'];

function pageOf(tag: string, language: Language = 'es'): Promise<Page> {
  return town.page(`/verify/${town.codes.get(tag)}?lang=${language}`);
}

/** Of the log and of programs; and what the trade does not call things. */
const FORBIDDEN =
  /\b(leaf|tile|entry|statement|note|policy|hash|merkle|credential|actor|node|pureza|lingote|pérdida|bloquead[oa]|retenid[oa]|ledger)\b|100 % trazable/iu;

describe('what a page does not say', () => {
  test('a code nobody gave out and a piece its owner keeps are one and the same page', async () => {
    const answers = await Promise.all(
      ['0000000000000000', 'ANILLO-2', 'BARRA-9', 'E-1001', '%00', '%F0%9F%92%8D', 'a'.repeat(99), '..%2F..%2Fapi'].map(
        (code) => town.page(`/verify/${code}`, { 'accept-language': 'es' }),
      ),
    );
    const [first] = answers;
    expect(first?.text).toContain('No encontramos esa joya');
    for (const { status, html } of answers) {
      expect(status).toBe(404);
      expect(html.replaceAll(/"\/verify\/[^"]*\?/g, '"?')).toBe(first?.html.replaceAll(/"\/verify\/[^"]*\?/g, '"?'));
    }
  });

  test('its owner’s key opens no page that others may not see', async () => {
    const { status } = await town.page('/verify/ANILLO-2', { authorization: `Bearer ${town.jewellerKey}` });
    expect(status).toBe(404);
  });

  test.each(LANGUAGES)('no person, no place on a map, no tag and no day on the road, in %s', async (language) => {
    for (const path of ['/', ...[...town.codes.values()].map((code) => `/verify/${code}`)]) {
      const { html, text } = await town.page(`${path}?lang=${language}`);
      expect(html.match(SECRETS)?.[0]).toBeUndefined();
      expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
      expect(text.match(FORBIDDEN)?.[0]).toBeUndefined();
    }
  });

  test('fewer than five deliveries are told neither by place nor by number', async () => {
    const { text } = await pageOf('ANILLO-1');
    expect(text).toContain(`${RIVER}, enero de 2026 5 62,5 %`);
    expect(text).toContain('Otros – 37,5 %');
    expect(text).toContain('menos de cinco entregas');
    expect(text).not.toContain('Cerro Alto');
    expect(text).not.toContain('8 entregas');
    const few = await pageOf('ANILLO-3');
    expect(few.text).toContain('Otros – 100,0 %');
    expect(few.text).not.toContain(RIVER);
  });

  test('hostile names stay text', async () => {
    const pages = await Promise.all([pageOf('ANILLO-1'), town.page('/?lang=es')]);
    for (const { html, text } of pages) {
      expect(html).not.toMatch(/<script|<img|<b>El|<i>Isi|onerror=[^&]*>[^<]*<\/|\u202E/);
      expect(text).toContain('Anillo"><img src=x onerror=alert(1)> gnp');
    }
    expect(pages[0].text).toContain(COOP);
    expect(pages[0].text).toContain(JEWELLER);
  });

  test('a path or a language can put nothing on the page', async () => {
    const { html } = await town.page(`/verify/%22%3E%3Cscript%3E?lang=%22%3E%3Cscript%3Ealert(1)`);
    expect(html).not.toContain('<script');
    const { headers } = await town.page('/verify?code=%0d%0aset-cookie:%20a=b&lang=es');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['location']).toBe('/verify/setcookie%3Aa%3Db?lang=es');
  });
});

describe('what a page says', () => {
  test('a carried certificate, with its standing on the days that counted', async () => {
    const { status, text, headers } = await pageOf('ANILLO-1');
    expect(status).toBe(200);
    expect(text).toContain('Oro Fairmined, segregado');
    expect(text).toContain(
      `Este oro viene de ${RIVER} y otros lugares (${COOP}) y se mantuvo aparte de otro oro en cada paso.`,
    );
    expect(text).toContain('Válido el día de cada entrega y el día de la venta');
    expect(text).toContain(
      'Vigencia: del 1 de julio de 2025 al 30 de junio de 2026; retirado desde el 4 de mayo de 2026',
    );
    expect(text).toContain('Peso 2,746 g Ley 750 ‰ calculada Oro fino 2,0595 g');
    expect(headers).toMatchObject({ 'content-language': 'es', 'cache-control': 'no-cache' });
  });

  test('why it was lost, in a plain sentence and by the month', async () => {
    const { text } = await pageOf('ANILLO-3');
    expect(text).toContain('Sin certificado Fairmined');
    expect(text).toContain(
      'Se vendió en enero de 2026. El día de la venta, quien compró no tenía certificado para ello.',
    );
    expect(text).not.toContain('Este oro viene de');
  });

  test('each step in words, with who did it and when, but not where the piece went', async () => {
    const { text } = await pageOf('ANILLO-1', 'en');
    for (const step of [
      `Gold delivered to ${COOP}, in January 2026.`,
      `${COOP} melted the gold: 2 doré bars, in January 2026. Melt ${COOP} melted the gold: one doré bar`,
      `${JEWELLER} bought it, in January 2026.`,
      `${JEWELLER} made the piece, in February 2026.`,
      'npx veta verify proof.json',
      'Recorded here directly: ',
    ]) {
      expect(text).toContain(step);
    }
    expect(text.match(/bought it/g)).toHaveLength(1);
    expect((await pageOf('ANILLO-3')).text).toContain(`Lo compró ${STREET}`);
  });

  test('it says SAMPLE, and weighs less than a picture', async () => {
    const { html, text } = await pageOf('ANILLO-1');
    expect(text).toContain('MUESTRA · SAMPLE');
    const style = /href="(\/assets\/[0-9a-f]{16}\.css)"/.exec(html)?.[1] ?? '';
    const { status, html: css, headers } = await town.page(style);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(Buffer.byteLength(html) + Buffer.byteLength(css)).toBeLessThan(50_000);
    expect((await town.page('/assets/0123456789abcdef.css')).headers['cache-control']).toBe('no-store');
  });

  test('the proof it offers is there', async () => {
    const { html } = await pageOf('ANILLO-1');
    const path = /href="(\/api\/lots\/[^"]+\/bundle)"/.exec(html)?.[1] ?? '';
    const { status, headers } = await town.page(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('application/json');
  });
});

describe('the reader', () => {
  test.each([
    ['es-PE,es;q=0.9', '', 'es', 'Compruébelo usted'],
    ['fr-CH, de;q=0.8', '', 'fr', 'Vérifiez vous-même'],
    ['zh', '', 'en', 'Check it yourself'],
    ['es', '?lang=fr', 'fr', 'Vérifiez vous-même'],
    ['es', '?lang=toString', 'es', 'Compruébelo usted'],
  ])('who asks in %s%s reads %s', async (accepted, query, language, words) => {
    const { html, text } = await town.page(`/verify/${town.codes.get('ANILLO-1')}${query}`, {
      'accept-language': accepted,
    });
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toMatch(new RegExp(`lang="${language}"[^>]*aria-current="true"`));
    expect(text).toContain(words);
  });

  test('may type the code as people do', async () => {
    const code = town.codes.get('ANILLO-1') ?? '';
    const typed = code
      .toLowerCase()
      .replace(/(.{4})/g, '$1 ')
      .replaceAll('0', 'o');
    const { status, headers } = await town.page(`/verify?code=${encodeURIComponent(typed)}`);
    expect(status).toBe(303);
    expect((await town.page(String(headers['location']))).status).toBe(200);
    expect((await town.page('/verify?code=')).headers['location']).toBe('/');
  });
});

test('the first page shows the whole to the public, and only what was released', async () => {
  const { html, text } = await town.page('/?lang=es');
  expect(text).toContain('entregas de oro 10');
  expect(text).toContain('joyas publicadas 2');
  expect(html.match(/href="\/verify\/[0-9A-Z]{16}\?lang=es"/g)).toHaveLength(2);
  expect(text).toMatch(/\d+ anotaciones, firmadas el /);
});

describe('the page that checks a proof', () => {
  const built = new URL('../../dist/web/verify.html', import.meta.url);

  test('is one file that may load and call nothing, wherever it came from', async () => {
    const { status, html, headers } = await town.page('/verify/');
    expect(status).toBe(200);
    expect(html).toBe(readFileSync(built, 'utf8'));
    const [, own] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    expect(own).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']{44}'; style-src 'sha256-[^']{44}'; base-uri 'none'/,
    );
    expect(headers['content-security-policy']).toBe(`${own}; frame-ancestors 'none'`);
  });

  test('travels small to whoever can read that', async () => {
    const { headers } = await town.page('/verify/', { 'accept-encoding': 'br, gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(Number(headers['content-length'])).toBeLessThan(60_000);
    const plain = await town.page('/verify/', { 'accept-encoding': 'gzip;q=0' });
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  test('may be kept, and every piece leads to it', async () => {
    const { html, headers } = await town.page('/verify/offline');
    expect(headers['content-disposition']).toBe('attachment; filename="veta-verify.html"');
    expect(html).toBe(readFileSync(built, 'utf8'));
    expect((await pageOf('ANILLO-1')).html).toContain('href="/verify/?lang=es"');
    expect((await town.page('/verify')).headers['location']).toBe('/verify/');
    expect((await town.page('/verify/a/b')).status).toBe(404);
  });
});
