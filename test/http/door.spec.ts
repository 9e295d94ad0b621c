import { Controller, Get, Module, Post } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { Open } from '../../src/http/needs.js';
import { openDesk, type Desk } from '../parties/desk.js';

const said: string[] = [];
const write = (...parts: unknown[]): void => void said.push(parts.map(String).join(' '));
const logger: LoggerService = { log: write, warn: write, error: write, debug: write };

@Controller('trial')
class TrialController {
  @Get('broken/:code')
  @Open()
  broken(): never {
    throw new Error('bug: the password is hunter2');
  }

  @Get('forgotten')
  forgotten(): string {
    return 'its author forgot to say who may ask';
  }

  @Post('echo')
  @Open()
  echo(): string {
    return 'read';
  }
}

@Module({ controllers: [TrialController] })
class TrialModule {}

let trouble: string | undefined;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  const checks = [
    { name: 'trial', trouble: () => Promise.resolve(trouble) },
    {
      name: 'far away',
      trouble: () => (trouble === undefined ? Promise.resolve(undefined) : Promise.reject(new Error('10.0.0.3'))),
    },
  ];
  desk = await openDesk({ modules: [TrialModule], checks }, { logger });
  operator = (await desk.keys.create(null, 'operator', 'server')).secret;
});
afterAll(() => desk.close());

const organisation = { organisation: 'coop-door', name: 'Puerta', role: 'cooperative', country: 'CO' };

describe('requests that cannot be read', () => {
  test.each([
    [
      'an unknown route',
      'en',
      '/nowhere?key=secret',
      'Not found',
      'There is nothing by this name: /nowhere. Check how it is written.',
    ],
    [
      'an unknown route',
      'es-CO,es;q=0.9',
      '/nowhere',
      'No se encontró',
      'No hay nada con ese nombre: /nowhere. Revise cómo está escrito.',
    ],
    [
      'an unknown route',
      'de;q=0.9,fr;q=0.5,en;q=0.1',
      '/nowhere',
      'Introuvable',
      'Il n’y a rien de ce nom : /nowhere. Vérifiez comment il est écrit.',
    ],
  ])('%s, told to a reader of %s', async (_, language, url, title, detail) => {
    const asked = await desk.get(url, { headers: { 'accept-language': language } });
    expect(asked).toMatchObject({ status: 404, body: { status: 404, code: 'not-found', title, detail } });
    expect(asked.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(asked.headers['content-language']).toBe(language.includes('fr') ? 'fr' : language.slice(0, 2));
    expect(asked.text).not.toContain('secret');
  });

  test.each([
    ['an unknown field', { ...organisation, colour: 'gold' }, 400, 'unknown-field', 'colour'],
    ['a missing field', { ...organisation, name: undefined }, 400, 'missing', 'name'],
    ['null where a field is missing', { ...organisation, name: null }, 400, 'missing', 'name'],
    ['a number for a name', { ...organisation, name: 7 }, 400, 'malformed', 'name'],
    ['a list for an object', [organisation], 400, 'malformed', 'body'],
    ['a word for an object', '"gold"', 400, 'malformed', 'body'],
    ['null for an object', 'null', 400, 'missing', 'body'],
    ['nothing for an object', undefined, 400, 'missing', 'body'],
    ['half an object', '{"organisation":', 400, 'malformed', 'body'],
    ['a poisoned prototype', '{"__proto__":{"role":"operator"}}', 400, 'malformed', 'body'],
    ['a constructor', { ...organisation, constructor: { name: 'x' } }, 400, 'unknown-field', 'constructor'],
    ['an organisation with a slash', { ...organisation, organisation: 'a/b' }, 400, 'malformed', 'organisation'],
    ['a role nobody has', { ...organisation, role: 'king' }, 400, 'malformed', 'role'],
    ['a NUL', { ...organisation, name: 'a\0b' }, 400, 'malformed', 'body'],
    ['half a surrogate pair', '{"organisation":"x","name":"\\ud83d"}', 400, 'malformed', 'body'],
    ['nesting without an end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400, 'malformed', 'body'],
  ])('%s', async (_, body, status, code, at) => {
    const asked = await desk.post('/api/organisations', { key: operator, body });
    expect(asked).toMatchObject({ status, body: { code, at } });
  });

  test('a body of more than a mebibyte, and one that is not JSON', async () => {
    const body = { ...organisation, name: 'x'.repeat(1_100_000) };
    expect(await desk.post('/api/organisations', { key: operator, body })).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
    const headers = { 'content-type': 'application/xml' };
    expect(await desk.post('/api/organisations', { key: operator, body: '<gold/>', headers })).toMatchObject({
      status: 415,
      body: { code: 'malformed', at: 'Content-Type' },
    });
  });

  test('a query that is not a number, and a page of a million', async () => {
    const asked = await desk.get('/api/organisations?limit=many', { key: operator });
    expect(asked).toMatchObject({ status: 422, body: { code: 'not-a-number', at: 'limit' } });
    expect(await desk.get('/api/organisations?limit=1000000', { key: operator })).toMatchObject({ status: 422 });
    expect(await desk.get('/api/organisations?order=desc', { key: operator })).toMatchObject({
      body: { code: 'unknown-field', at: 'order' },
    });
  });

  test('the sentence says what came and what would be right, in Spanish too', async () => {
    const headers = { 'accept-language': 'es' };
    const body = { ...organisation, role: 'rey' };
    const { body: problem } = await desk.post('/api/organisations', { key: operator, body, headers });
    expect(problem['detail']).toBe(
      '«role» no se puede leer: llegó «rey». Lo correcto sería uno de: cooperative, exporter, refiner, jeweller, laboratory, trader, other.',
    );
  });

  test('a key in a body is not repeated beyond sixty characters', async () => {
    const body = { ...organisation, country: 'x'.repeat(500) };
    const { text } = await desk.post('/api/organisations', { key: operator, body });
    expect(text).not.toContain('x'.repeat(61));
  });
});

describe('what the door holds shut', () => {
  test('a route whose author said nothing is closed to the public and to operators', async () => {
    expect(await desk.get('/trial/forgotten')).toMatchObject({ status: 403 });
    expect(await desk.get('/trial/forgotten', { key: operator })).toMatchObject({ status: 403 });
  });

  test('a fault of ours tells an id and nothing else, and is logged once with it', async () => {
    said.length = 0;
    const asked = await desk.get('/trial/broken/7K4QPUBL1CC0DEX9?token=t0ken');
    expect(asked).toMatchObject({ status: 500, body: { type: 'about:blank', title: 'Our fault' } });
    expect(asked.text).not.toMatch(/hunter2|bug:|\.ts/);
    const errors = said.filter((line) => line.includes('failed'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`${String(asked.body['id'])}: GET /trial/broken/:code failed`);
    expect(said.join('\n')).not.toMatch(/t0ken|7K4Q/);
  });

  test('a page of another site may not post', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await desk.post('/trial/echo', { body: {}, headers })).toMatchObject({ status: 403 });
    expect(await desk.post('/trial/echo', { body: {} })).toMatchObject({ status: 201 });
  });

  test('an address that asks too much is told to wait; another one is answered', async () => {
    const few = await openDesk({}, { rate: { perSecond: 0.1, burst: 3 } });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await few.get('/health/live')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await few.get('/health/live');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await few.get('/health/live', { headers: { 'x-forwarded-for': '203.0.113.7' } })).toMatchObject({
      status: 200,
    });
    await few.close();
  });

  test.each(['/health/live', '/nowhere', '/docs'])('the headers of %s allow nothing from elsewhere', async (url) => {
    const { headers } = await desk.get(url);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toMatch(/default-src 'self'/);
    expect(headers['content-security-policy']).not.toMatch(/https?:|unsafe-eval/);
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

test('the signed checkpoint of the log is anyone’s', async () => {
  const asked = await desk.get('/log/checkpoint');
  expect(asked.status).toBe(200);
  expect(asked.text).toMatch(/^desk\.example\/log\n\d+\n/);
});

describe('what the operator asks', () => {
  test('ready, and not ready with a sentence but without an address of the inside', async () => {
    expect(await desk.get('/health/ready')).toMatchObject({ status: 200, body: { ready: true } });
    trouble = 'The signer refuses: the database is shorter than what it signed.';
    const asked = await desk.get('/health/ready');
    expect(asked).toMatchObject({ status: 503, body: { ready: false } });
    expect(asked.text).toContain(trouble);
    expect(asked.text).not.toContain('10.0.0.3');
    trouble = undefined;
  });

  test('not ready once another program has migrated the database further', async () => {
    await desk.database.ownerQuery(`INSERT INTO schema_files (name, sha256) VALUES ('9999-later', repeat('0', 64))`);
    const asked = await desk.get('/health/ready');
    expect(asked.status).toBe(503);
    expect(asked.text).toContain('The database is newer than this program: update it.');
    await desk.database.ownerQuery(`DELETE FROM schema_files WHERE name = '9999-later'`);
    expect(await desk.get('/health/ready')).toMatchObject({ status: 200 });
  });

  test('metrics: from this machine or with an operator’s key, nobody else', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.8' };
    expect(await desk.get('/metrics', { headers })).toMatchObject({ status: 403 });
    expect(await desk.get('/metrics', { headers, key: operator })).toMatchObject({ status: 200 });
    const { text } = await desk.get('/metrics');
    expect(text).toMatch(/^veta_rejections_total\{code="not-permitted"\} [1-9]/m);
    expect(text).toMatch(/^veta_http_requests_total\{method="GET",route="\/health\/ready",status="503"\} 2$/m);
    expect(text).not.toMatch(/nowhere|coop-door/);
  });

  test('the problem type is an address that answers', async () => {
    const { body } = await desk.get('/nowhere');
    expect(await desk.get(String(body['type']))).toMatchObject({
      status: 200,
      body: { code: 'not-found', status: 404 },
    });
    expect(await desk.get('/problems/__proto__')).toMatchObject({ status: 404 });
  });

  test('the API’s pages and document come whole from this server', async () => {
    const { body } = await desk.get('/openapi.json');
    expect(Object.keys(body['paths'] ?? {})).toContain('/api/organisations');
    const page = await desk.get('/docs');
    expect(page.status).toBe(200);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).not.toMatch(/^(https?:)?\/\//);
      expect((await desk.get(new URL(file, 'http://x/docs').pathname)).status).toBe(200);
    }
    expect((await desk.get('/docs/swagger-ui-init.js')).text).toMatch(/"validatorUrl": null/);
  });
});
