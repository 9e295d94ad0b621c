/** Every way in that the OpenAPI document tells of, and how to knock there with what belongs to somebody else. */
import type { Desk } from '../../parties/desk.js';
import { resolved, type OpenApi, type Operation, type Schema } from '../examples/document.js';

export interface Knock {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
}

/** Everything somebody else's, by the name under which a door asks for such a thing. */
export type Loot = ReadonlyMap<string, readonly string[]>;

/** Each door with one attempt per thing of somebody else that fits its first parameter; throws where nothing would fit. */
export async function knocksOf(desk: Desk, loot: Loot, tries: number): Promise<Map<string, Knock[]>> {
  const api = (await desk.get('/openapi.json')).body as unknown as OpenApi;
  const knocks = new Map<string, Knock[]>();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const most = path.includes('{') ? tries : 3;
      const all = Array.from({ length: most }, (_, n) => knockAt(api, method.toUpperCase(), path, operation, loot, n));
      const unlike = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
      knocks.set(`${method.toUpperCase()} ${path}`, unlike);
    }
  }
  return knocks;
}

function knockAt(api: OpenApi, method: string, path: string, operation: Operation, loot: Loot, n: number): Knock {
  const { parameters = [], requestBody } = operation;
  const at = (name: string): string => {
    const [, before = ''] = new RegExp(`([^/{}]+)/\\{${name}\\}`).exec(path) ?? [];
    // A code under `lots/preview/title/` is a lot's all the same.
    const found = loot.get(`${before}/${name}`) ?? loot.get(`${path.split('/')[2]}/${name}`) ?? loot.get(name) ?? [];
    if (found.length === 0) {
      throw new Error(`${method} ${path}: nobody knows what ${before}/{${name}} is; say so in the town's loot`);
    }
    return encodeURIComponent(found[n % found.length] as string);
  };
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => at(name));
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required === true || (loot.has(one.name) && n % 2 === 1)))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(valueOf(api, name, schema ?? {}, loot, n)))}`);
  const schema = requestBody?.content?.['application/json']?.schema;
  return {
    method,
    url: query.length === 0 ? url : `${url}?${query.join('&')}`,
    ...(schema !== undefined && { body: valueOf(api, 'body', schema, loot, n) }),
  };
}

/** A value that the door would take: somebody else's where such a thing is asked for, else the document's own example. */
export function valueOf(api: OpenApi, name: string, asked: Schema, loot: Loot, n: number): unknown {
  const schema = resolved(api, asked);
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([member, one]) => [member, valueOf(api, member, one, loot, n)]),
    );
  }
  if (schema.type === 'array') return [valueOf(api, singular(name), schema.items ?? {}, loot, n)];
  const theirs = schema.enum === undefined ? (loot.get(name) ?? []) : [];
  if (theirs.length > 0 && schema.type !== 'integer') return theirs[n % theirs.length];
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[n % schema.enum.length];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'object') return {};
  return schema.format === 'date' ? '2026-03-10' : 'x';
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name;
}
