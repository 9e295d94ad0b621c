/** Knocking at every door with everybody else's things, and looking at each answer for a byte of theirs. */
import type { DataSource, QueryRunner } from 'typeorm';
import { Sight } from '../../../src/http/sight.js';
import { COOP, EXPORTER, OTHER_COOP, REFINER } from '../../lots/market.js';
import { knocksOf, type Knock } from './doors.js';
import { OUTSIDER, type Town } from './town.js';

export interface Attack {
  readonly doors: number;
  readonly knocks: number;
  /** `GET /api/lots/… (registrar): QX` */
  readonly leaks: readonly string[];
  /** Answers by status: an attack that only ever meets 404 and 422 has not come far. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** Roles that record, and that see most: they try everything, the others the first few of each. */
const MANY = new Set(['registrar', 'manager']);

/** @param only doors whose name holds this */
export async function attack(town: Town, { tries = 8, only = '' } = {}): Promise<Attack> {
  const knocks = await knocksOf(town.market.desk, town.loot, tries);
  const leaks: string[] = [];
  const statuses = new Map<number, number>();
  let count = 0;
  for (const [door, attempts] of knocks) {
    if (!door.includes(only)) continue;
    for (const [role, key] of [...town.keys, ['public', undefined] as const]) {
      // A role that is not let in is not let in the second time either.
      let shut = false;
      for (const knock of MANY.has(role) ? attempts : attempts.slice(0, 3)) {
        if (shut) break;
        const { status, text } = await send(town, knock, key, (count += 1));
        shut = status === 401 || status === 403;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const found = seenIn(text, knock, town.canaries);
        if (found !== undefined) leaks.push(`${door} ${knock.url} (${role}): ${status} ${found}`);
        if (status >= 500) leaks.push(`${door} ${knock.url} (${role}): ${status} ${text.slice(0, 200)}`);
      }
    }
  }
  return { doors: knocks.size, knocks: count, leaks, statuses };
}

async function send({ market: { desk } }: Town, knock: Knock, key: string | undefined, n: number) {
  const { method, url, body } = knock;
  const asked = desk.app.inject({
    method: method as 'GET',
    url,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(method !== 'GET' && { 'idempotency-key': `attack-${n}-${Math.random()}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      // Wrong sign-ins of one address must not shut the door before it is tried.
      'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  // An archive that breaks off in the middle is our fault like any other.
  return asked.then(
    ({ statusCode: status, body: text }) => ({ status, text }),
    (error: unknown) => ({ status: 500, text: String(error) }),
  );
}

/** The first thing of theirs in an answer that was not in the question. */
function seenIn(text: string, knock: Knock, canaries: readonly string[]): string | undefined {
  const asked = `${decodeURIComponent(knock.url)} ${JSON.stringify(knock.body ?? '')}`;
  const shown = asked.split(/["\s/?&=,:[\]{}]+/).filter((word) => word.length > 2);
  // What is told as base64 is told as well.
  const coded = [...text.matchAll(/"([\w+/-]{24,}={0,2})"/g)].map(([, said = '']) =>
    Buffer.from(said, 'base64').toString(),
  );
  const rest = shown.reduce((left, word) => left.replaceAll(word, ''), [text, ...coded].join('\n'));
  return canaries.find((canary) => (/^\d{6}$/.test(canary) ? printed(canary).test(rest) : rest.includes(canary)));
}

/** A number of milligrams or ppm, however it is written. */
function printed(digits: string): RegExp {
  return new RegExp(`(?<!\\w)${digits.slice(0, 3)}[\\s.,'\u202f]?${digits.slice(3)}(?!\\w)`);
}

/** The first fence taken out, in whoever has one: what asks whose a thing is hears that it is the asker's. */
export function blind(): () => void {
  const seeing = { own: Sight.prototype.own, whose: Sight.prototype.whose, concerns: Sight.prototype.concerns };
  Object.assign(Sight.prototype, {
    own: (_: string, n = 1) => `($${n}::text IS NULL OR true)`,
    whose: () => ({}),
    concerns: () => true,
  });
  return () => void Object.assign(Sight.prototype, seeing);
}

/** Worse: every query that is run with the outsider's eyes asks for what belongs to one of the others. */
export function impersonate({ market: { desk } }: Town): () => void {
  const source: DataSource = desk.database.dataSource;
  const others = [COOP, OTHER_COOP, EXPORTER, REFINER];
  const open = source.createQueryRunner;
  let turn = 0;
  source.createQueryRunner = (...mode: Parameters<typeof open>): QueryRunner => {
    const runner = open.apply(source, mode);
    const query = runner.query;
    const other = others[(turn += 1) % others.length] as string;
    let fenced = false;
    runner.query = (sql: string, values?: unknown[], ...more: unknown[]) => {
      fenced ||= sql.includes('veta_reader');
      const swapped = fenced && Array.isArray(values) ? values.map((value) => instead(value, other)) : values;
      return Reflect.apply(query, runner, [sql, swapped, ...more]) as never;
    };
    return runner;
  };
  return () => {
    source.createQueryRunner = open;
  };
}

function instead(value: unknown, other: string): unknown {
  if (Array.isArray(value)) return value.map((one) => instead(one, other));
  return typeof value === 'string' ? value.replace(new RegExp(`^${OUTSIDER}(?=$|/)`), other) : value;
}

/** The second fence taken out: no table keeps anything from the reader. */
export async function unfence({ market: { desk } }: Town): Promise<() => Promise<void>> {
  const { ownerQuery } = desk.database;
  const tables = await ownerQuery<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity`,
  );
  const each = async (what: string): Promise<void> => {
    for (const { name } of tables) await ownerQuery(`ALTER TABLE "${name}" ${what} ROW LEVEL SECURITY`);
  };
  await each('DISABLE');
  return () => each('ENABLE');
}
