import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { SignInSettings } from '../../../src/parties/sessions/settings.js';
import { COOP, openOffice, OTHER, type Browser, type Office } from './office.js';

const AUDIENCE = 'veta';

/** A small issuer over real HTTP on this machine: discovery and keys, which rotate. */
class Issuer {
  asked: string[] = [];
  keysAt: string | undefined;
  private kid = 0;
  private key: Awaited<ReturnType<typeof generateKeyPair>> | undefined;
  private shown: object[] = [];

  constructor(private readonly server: Server = createServer()) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async open(): Promise<this> {
    await this.rotate();
    this.server.on('request', (request, reply) => {
      this.asked.push(request.url ?? '');
      const said =
        request.url === '/keys'
          ? { keys: this.shown }
          : { issuer: this.url, jwks_uri: this.keysAt ?? `${this.url}/keys` };
      reply.setHeader('content-type', 'application/json').end(JSON.stringify(said));
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return this;
  }

  async rotate(): Promise<void> {
    this.key = await generateKeyPair('ES256', { extractable: true });
    this.kid += 1;
    this.shown = [{ ...(await exportJWK(this.key.publicKey)), kid: `k${this.kid}`, alg: 'ES256', use: 'sig' }];
  }

  publicPem(): Promise<string> {
    return exportSPKI(this.key!.publicKey);
  }

  token(claims: JWTPayload = {}, by = this.key!.privateKey, kid = `k${this.kid}`): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: AUDIENCE, sub: 'scale-7', exp: now + 300, groups: ['limonal'], ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(by);
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

let issuer: Issuer;
let office: Office;
let manager: Browser;
beforeAll(async () => {
  issuer = await new Issuer().open();
  office = await openOffice({
    signIn: new SignInSettings('http://localhost:3000', { url: issuer.url, audience: AUDIENCE }),
  });
  manager = await office.somebody('manager');
  const body = { claim: 'groups', value: 'limonal', role: 'registrar' };
  await office.as(manager, 'post', '/api/token-mappings', { body });
});
afterAll(async () => {
  await office.close();
  await issuer.close();
});

let address = 0;
const ask = (key: string, headers = {}) =>
  office.get('/api/session', { key, headers: { 'x-forwarded-for': `10.20.0.${(address += 1)}`, ...headers } });
const refused = async (token: string) => expect(await ask(token)).toMatchObject({ status: 401 });
const now = () => Math.floor(Date.now() / 1000);

test('a token of the issuer acts as its mapping says, and as no person', async () => {
  const { status, body } = await ask(await issuer.token());
  expect({ status, body }).toEqual({ status: 200, body: { organisation: COOP, role: 'registrar' } });
  expect(issuer.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  await ask(await issuer.token());
  expect(issuer.asked).toHaveLength(2);
});

describe('a token is worth nothing', () => {
  test.each([
    ['expired', () => issuer.token({ exp: now() - 60 })],
    ['not valid yet', () => issuer.token({ nbf: now() + 120 })],
    ['for another audience', () => issuer.token({ aud: 'bank' })],
    ['of another issuer', () => issuer.token({ iss: 'https://id.example.org' })],
    ['for ever', () => issuer.token({ exp: undefined as unknown as number })],
    ['of nobody', () => issuer.token({ sub: undefined as unknown as string })],
    ['without an audience', () => issuer.token({ aud: undefined as unknown as string })],
    ['with claims nobody mapped', () => issuer.token({ groups: ['other'] })],
    ['with the mapped value under another claim', () => issuer.token({ groups: [], roles: ['limonal'] })],
  ])('%s', async (_, make) => refused(await make()));

  test('signed by another key under a known name', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await refused(await issuer.token({}, privateKey));
  });

  test('not signed at all', async () => {
    const claims = { sub: 'scale-7', groups: ['limonal'] };
    const bare = new UnsecuredJWT(claims).setIssuer(issuer.url).setAudience(AUDIENCE).setExpirationTime('5m').encode();
    expect(bare.endsWith('.')).toBe(true);
    await refused(bare);
    await refused(`${bare}AAAA`);
  });

  test('signed with the issuer’s public key as if it were a secret', async () => {
    const secret = new TextEncoder().encode(await issuer.publicPem());
    const confused = await new SignJWT({ groups: ['limonal'] })
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer(issuer.url)
      .setAudience(AUDIENCE)
      .setSubject('scale-7')
      .setExpirationTime('5m')
      .sign(secret);
    await refused(confused);
  });

  test('changed in one letter', async () => {
    const [head, body = '', signature] = (await issuer.token()).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, groups: ['river'] })).toString('base64url');
    await refused([head, forged, signature].join('.'));
  });

  test('where it brings its own key, or says where to fetch one', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const own = await exportJWK(publicKey);
    for (const header of [{ jwk: own }, { jku: `${issuer.url}/evil` }, { x5u: `${issuer.url}/evil` }]) {
      const token = await new SignJWT({ groups: ['limonal'] })
        .setProtectedHeader({ alg: 'ES256', kid: 'own', ...header })
        .setIssuer(issuer.url)
        .setAudience(AUDIENCE)
        .setSubject('scale-7')
        .setExpirationTime('5m')
        .sign(privateKey);
      await refused(token);
    }
    expect(issuer.asked).not.toContain('/evil');
  });
});

test('a new key of the issuer is fetched when its first token comes, and the old one is over', async () => {
  const before = await issuer.token();
  await issuer.rotate();
  // Keys are not asked for more than once a second, however many tokens come.
  await new Promise((later) => setTimeout(later, 1100));
  expect(await ask(await issuer.token())).toMatchObject({ status: 200 });
  expect(await ask(before)).toMatchObject({ status: 401 });
});

describe('a mapping', () => {
  test('of two organisations leaves the token to say which it means', async () => {
    const other = await office.somebody('manager', OTHER);
    const body = { claim: 'groups', value: 'both', role: 'auditor' };
    for (const by of [manager, other]) await office.as(by, 'post', '/api/token-mappings', { body });
    const token = await issuer.token({ groups: ['both'] });
    expect(await ask(token)).toMatchObject({ status: 400, body: { code: 'missing', at: 'Veta-Organisation' } });
    expect(await ask(token, { 'veta-organisation': OTHER })).toMatchObject({
      body: { organisation: OTHER, role: 'auditor' },
    });
    expect(await ask(token, { 'veta-organisation': 'coop-of-nobody' })).toMatchObject({ status: 401 });
  });

  test('that ended lets nobody in', async () => {
    const body = { claim: 'sub', value: 'leaving', role: 'registrar' };
    const made = await office.as(manager, 'post', '/api/token-mappings', { body });
    const token = await issuer.token({ sub: 'leaving', groups: [] });
    expect(await ask(token)).toMatchObject({ status: 200 });
    expect(await office.as(manager, 'post', `/api/token-mappings/${made.body['id']}/end`)).toMatchObject({
      status: 201,
    });
    expect(await ask(token)).toMatchObject({ status: 401 });
  });

  test.each(['iss', 'aud'])('by %s, which every token says, is none', async (claim) => {
    const body = { claim, value: AUDIENCE, role: 'auditor' };
    expect(await office.as(manager, 'post', '/api/token-mappings', { body })).toMatchObject({
      status: 400,
      body: { code: 'malformed', at: 'claim' },
    });
  });

  test('is its own manager’s to make, with no operator in it and no claim in clear', async () => {
    const other = await office.somebody('manager', OTHER);
    const body = { claim: 'email', value: 'ana@x.example', role: 'registrar' };
    expect(
      await office.as(other, 'post', '/api/token-mappings', { body: { ...body, organisation: COOP } }),
    ).toMatchObject({
      status: 403,
    });
    expect(
      await office.as(manager, 'post', '/api/token-mappings', { body: { ...body, role: 'operator' } }),
    ).toMatchObject({
      status: 400,
    });
    const made = await office.as(manager, 'post', '/api/token-mappings', { body });
    expect(await office.as(other, 'post', `/api/token-mappings/${made.body['id']}/end`)).toMatchObject({ status: 404 });
    const rows = await office.database.ownerQuery<{ whole: string }>('SELECT t::text AS whole FROM token_mapping t');
    expect(rows.map(({ whole }) => whole).join()).not.toMatch(/ana|limonal-scales/);
  });
});

test('keys at another host than the issuer’s are not fetched, and without an issuer nothing is', async () => {
  const stray = await new Issuer().open();
  stray.keysAt = `${issuer.url}/keys`;
  const before = issuer.asked.length;
  const settings = new SignInSettings('http://localhost:3000', { url: stray.url, audience: AUDIENCE });
  const careful = await openOffice({ signIn: settings });
  expect(await careful.get('/api/session', { key: await stray.token() })).toMatchObject({ status: 401 });
  await careful.close();
  stray.keysAt = undefined;
  const alone = await openOffice();
  const asked = stray.asked.length;
  expect(await alone.get('/api/session', { key: await stray.token() })).toMatchObject({ status: 401 });
  await alone.close();
  expect([issuer.asked.length, stray.asked.length]).toEqual([before, asked]);
  await stray.close();
});
