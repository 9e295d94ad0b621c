/** Every route, asked as every role: what answers is docs/roles.md, and what must never be is said here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { format } from 'prettier';
import { DocumentsModule } from '../../src/documents/documents.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import { scopeOf } from '../../src/parties/keys/scopes.js';
import { ProvenanceModule } from '../../src/provenance/provenance.module.js';
import { openOffice, OURS, type Office } from '../parties/people/office.js';

const GOLDEN = fileURLToPath(new URL('../../docs/roles.md', import.meta.url));
const ROLES = ['public', 'registrar', 'manager', 'approver', 'compliance', 'auditor', 'operator'] as const;

interface Route {
  readonly method: string;
  readonly path: string;
}

interface Answered extends Route {
  readonly letIn: readonly string[];
}

let office: Office;
let table: readonly Answered[];
beforeAll(async () => {
  const rate = { perSecond: 1e6, burst: 1e6 };
  office = await openOffice({ modules: [LotsModule, DocumentsModule, ProvenanceModule] }, { rate });
  table = await answersOf(routesOf(office));
}, 120_000);
afterAll(() => office.close());

/** From the router's own metadata, so that no route is left out. */
function routesOf({ app }: Office): Route[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    Array.from(controllers.values()),
  );
  const routes = controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const base = Reflect.getMetadata('path', metatype) as string;
    const prototype = metatype.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata('method', handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) return [];
      const path = `/${base}/${Reflect.getMetadata('path', handler) as string}`.replaceAll(/\/+/g, '/');
      return [{ method: RequestMethod[method] ?? '', path: path.replace(/(?<=.)\/$/, '') }];
    });
  });
  return routes.sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
}

/** Asked without Idempotency-Key and with nothing in it: whoever is let in is told what is missing, and nothing is done. */
async function answersOf(routes: readonly Route[]): Promise<Answered[]> {
  const people = new Map<string, string>();
  const cookieOf = async (role: string): Promise<string> => {
    const known = people.get(role);
    const asked = known && (await office.as({ cookie: known }, 'get', '/api/session'));
    if (known !== undefined && asked && asked.status === 200) return known;
    const { cookie } = await office.somebody(role);
    people.set(role, cookie);
    return cookie;
  };
  const answered: Answered[] = [];
  for (const { method, path } of routes) {
    const letIn: string[] = [];
    for (const role of ROLES) {
      const url = path.replaceAll(/:\w+/g, 'x').replace('*', 'x');
      const cookie = role === 'public' ? '' : await cookieOf(role);
      if (await opens(method, url, cookie)) letIn.push(role);
    }
    answered.push({ method, path, letIn });
  }
  return answered;
}

async function opens(method: string, url: string, cookie: string): Promise<boolean> {
  const headers = { ...OURS, cookie };
  const ask = method === 'GET' ? {} : { payload: {} };
  const answer = await office.app.inject({ method: method as 'GET' | 'POST', url, headers, ...ask });
  const { code, at } = answer.statusCode < 400 ? {} : answer.json<{ code?: string; at?: string }>();
  return !(code === 'not-signed-in' || (answer.statusCode === 403 && at === 'Authorization'));
}

test('docs/roles.md says who is let in where', async () => {
  const lines = table.map(({ method, path, letIn }) => {
    const cells = ROLES.map((role) => (letIn.includes(role) ? 'yes' : ''));
    return `| ${method} | \`${path}\` | ${cells.join(' | ')} |`;
  });
  const text = [
    '# Who is let in where',
    '',
    'Made by a test that asks every route as every role; `npm run golden` writes it anew. An auditor reads, beside their own',
    'organisation, any that granted them access (`Veta-On-Behalf-Of`). A key reaches as far as the role it was given, and its scopes.',
    'What somebody sees behind a door is their own organisation’s: the table only says whether it opens.',
    '',
    `| | route | ${ROLES.join(' | ')} |`,
    `|---|---|${ROLES.map(() => '---|').join('')}`,
    ...lines,
  ].join('\n');
  const formatted = await format(text, { parser: 'markdown', printWidth: 120 });
  if (process.env['VETA_GOLDEN'] === 'write') writeFileSync(GOLDEN, formatted);
  expect(formatted).toBe(readFileSync(GOLDEN, 'utf8'));
});

test('without signing in nothing of an organisation is open', () => {
  const open = table.filter(({ letIn }) => letIn.includes('public')).map(({ method, path }) => `${method} ${path}`);
  // A signed statement says itself who speaks.
  const known =
    /^GET \/(api\/(log\/proofs\/\w|lots\/:code|statements\/:sid)|health|log|metrics|problems)|^GET \/api\/(rules|profiles|schemes|captured-kinds|corridors)\b|^POST \/api\/(session|people\/accept|statements$)/;
  expect(open.filter((route) => !known.test(route))).toEqual([]);
});

test('an auditor does nothing but read, and end their own session', () => {
  const done = table.filter(
    ({ method, letIn }) => method !== 'GET' && letIn.includes('auditor') && !letIn.includes('public'),
  );
  expect(done.filter(({ path }) => !/^\/api\/(sessions?|passkeys)(\/|$)/.test(path))).toEqual([]);
});

test('whatever a registrar may, a manager may, and an operator whatever anybody may', () => {
  for (const { letIn, ...route } of table) {
    if (letIn.includes('registrar'))
      expect({ route, letIn }).toMatchObject({ letIn: expect.arrayContaining(['manager']) as string[] });
    if (letIn.length > 0)
      expect({ route, letIn }).toMatchObject({ letIn: expect.arrayContaining(['operator']) as string[] });
  }
  expect(table.filter(({ letIn }) => letIn.length === 0)).toEqual([]);
});

test('every route under /api is of a family, or no limited key would reach it', () => {
  const none = table.filter(({ method, path }) => scopeOf(method, path) === 'none');
  expect(none.map(({ path }) => path)).toEqual([]);
});
