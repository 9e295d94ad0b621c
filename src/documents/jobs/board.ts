/**
 * bull-board over the queue, for the operator's eyes: its data and its pages, served by our own routes. It shows and changes
 * nothing; what is to become of a paper is said to its row, and the queue follows. The page loads nothing from elsewhere.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';

type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];
type Queues = Parameters<ServerAdapter['setQueues']>[0];
type Route = Parameters<ServerAdapter['setApiRoutes']>[0][number];
type ViewRoute = Parameters<ServerAdapter['setEntryRoute']>[0];
type Settings = Parameters<ServerAdapter['setUIConfig']>[0];

export const BOARD_PATH = '/operator/queues';

export interface BoardAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

interface Matched {
  readonly pattern: RegExp;
  /** Of what its groups stand for. */
  readonly names: readonly string[];
  readonly handler: Route['handler'];
}

const UI = dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json'));

export class QueueBoard implements ServerAdapter {
  private queues: Queues = new Map();
  private routes: {
    readonly pattern: RegExp;
    readonly names: readonly string[];
    readonly handler: Route['handler'];
  }[] = [];
  private entry: ViewRoute | undefined;
  private settings: Settings = {};
  private readonly files: ReadonlyMap<string, string>;

  /** @param engine BullMQ's own queue, on whichever backend */
  constructor(engine: unknown) {
    const shown = new BullMQAdapter(engine as ConstructorParameters<typeof BullMQAdapter>[0], { readOnlyMode: true });
    createBullBoard({
      queues: [shown],
      serverAdapter: this,
      options: { uiBasePath: UI, uiConfig: { boardTitle: 'Veta', hideRedisDetails: true } },
    });
    const root = join(UI, 'dist', 'static');
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    this.files = new Map(names.map((name) => [`/static/${name}`, join(root, name)]));
  }

  /** @param path below the board's own, with a slash before it */
  async answer(path: string, query: Readonly<Record<string, unknown>>): Promise<BoardAnswer | undefined> {
    if (path.startsWith('/static/')) return this.file(path);
    if (!path.startsWith('/api/')) return this.page();
    for (const { pattern, names, handler } of this.routes) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const params = Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')]));
      const { status = 200, body } = await handler({
        queues: this.queues,
        uiConfig: this.settings,
        params,
        query,
      } as never);
      return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
    }
    return undefined;
  }

  setQueues(queues: Queues): this {
    this.queues = queues;
    return this;
  }

  setUIConfig(settings: Settings): this {
    this.settings = settings;
    return this;
  }

  setEntryRoute(route: ViewRoute): this {
    this.entry = route;
    return this;
  }

  /** What only reads: nothing else has a door here. */
  setApiRoutes(routes: Route[]): this {
    this.routes = routes
      .filter(({ method }) => method === 'get')
      .flatMap(({ route, handler }) => [route].flat().map((one) => routeOf(one, handler)));
    return this;
  }

  setViewsPath(): this {
    return this;
  }

  setStaticPath(): this {
    return this;
  }

  setErrorHandler(): this {
    return this;
  }

  private page(): BoardAnswer {
    const view = this.entry?.handler({ basePath: BOARD_PATH, uiConfig: this.settings });
    const template = readFileSync(join(UI, 'dist', 'index.ejs'), 'utf8');
    const values = (view?.params ?? {}) as unknown as Readonly<Record<string, string>>;
    // The letters of another server are left out: a page of ours asks nobody else.
    const html = template
      .replaceAll(/<link[^>]+href="https?:[^>]*>/g, '')
      .replaceAll(/<%[=-]\s*(\w+)\s*%>/g, (_, name: string) => values[name] ?? '');
    return { status: 200, type: 'text/html; charset=utf-8', body: html };
  }

  private file(path: string): BoardAnswer | undefined {
    const place = this.files.get(path);
    const type = TYPES[extname(path)];
    return place === undefined || type === undefined ? undefined : { status: 200, type, body: readFileSync(place) };
  }
}

function routeOf(route: string, handler: Route['handler']): Matched {
  const names = [...route.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return { pattern: new RegExp(`^${route.replaceAll(/:\w+/g, '([^/]+)')}$`), names, handler };
}
