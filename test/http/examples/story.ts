/** One tale told through every door: what is asked is what the document shows, and each answer is held to what it says. */
import type { LightMyRequestResponse } from 'fastify';
import { openDocuments } from '../../../src/documents/open.js';
import { DocumentsModule } from '../../../src/documents/documents.module.js';
import { ExchangeModule } from '../../../src/exchange/exchange.module.js';
import { registerLots } from '../../../src/lots/lot.projection.js';
import { LotsModule } from '../../../src/lots/lots.module.js';
import { ProvenanceModule } from '../../../src/provenance/provenance.module.js';
import { openDesk, type Desk } from '../../parties/desk.js';
import { PublishedDocument, schemaOf, type OpenApi, type Operation } from './document.js';

export const [COOP, EXPORTER, REFINER, CARRIER] = ['coop-limonal', 'exp-pacifico', 'ref-lac', 'transvalor'] as const;
export type Org = typeof COOP | typeof EXPORTER | typeof REFINER | typeof CARRIER;

export interface Asked {
  /** A key, or the cookie of somebody signed in; nobody where it is left out. */
  readonly by?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** What differs from the document's own example; undefined takes a member out. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const PASSWORD = 'siete bateas en el río';

export interface Somebody {
  readonly id: string;
  readonly cookie: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
  // Chapters look into answers by name; what is not there fails them.
  readonly body: Record<string, never>;
}

export class Story {
  readonly told = new Set<string>();
  private asked = 0;

  private constructor(
    readonly desk: Desk,
    readonly operator: string,
    readonly document: PublishedDocument,
    private readonly papers: Awaited<ReturnType<typeof openDocuments>>,
  ) {}

  static async open(): Promise<Story> {
    const modules = [LotsModule, DocumentsModule, ProvenanceModule, ExchangeModule];
    const desk = await openDesk({ modules }, { rate: { perSecond: 1e6, burst: 1e6 } });
    const { ledger, database } = desk;
    registerLots(ledger);
    const papers = await openDocuments({ database, ledger, publicUrl: 'https://veta.example' });
    const { secret: operator } = await desk.keys.create(null, 'operator', 'server');
    const { body } = await desk.get('/openapi.json');
    return new Story(desk, operator, new PublishedDocument(body as unknown as OpenApi), papers);
  }

  /** Told as the document says, after the same without its first member was refused; the answer is as documented. */
  async tell(operationId: string, asked: Asked = {}): Promise<Answer> {
    const operation = this.document.operations.get(operationId);
    if (operation === undefined) throw new Error(`the document has no ${operationId}`);
    const asks = schemaOf(operation.requestBody);
    const isJson = asks?.type === 'application/json';
    const shown = isJson ? asks.schema : undefined;
    const file = asks && !isJson ? { type: asks.type, bytes: String(this.document.exampleOf(asks.schema)) } : undefined;
    const body = shown && ({ ...(this.document.exampleOf(shown) as object), ...asked.body } as Record<string, unknown>);
    const [first] = shown === undefined ? [] : (this.document.resolved(shown).required ?? []);
    if (body !== undefined && first !== undefined) await this.without(operation, asked, body, first);
    const answer = await this.send(operation, asked, body, file);
    const said = operation.responses[String(answer.status)];
    if (answer.status >= 300 || said === undefined) {
      throw new Error(`${operationId}: ${answer.status} is not an answer the document tells of: ${answer.text}`);
    }
    const documented = schemaOf(said);
    if (documented === undefined && answer.text !== '')
      throw new Error(`${operationId}: nothing is said of its answer`);
    if (documented !== undefined) {
      const { type, schema } = documented;
      const value = /json/.test(type) ? answer.body : answer.text;
      const faults = this.document.faultsOf(schema, value);
      if (faults.length > 0) throw new Error(`${operationId} answers otherwise:\n${faults.join('\n')}\n${answer.text}`);
    }
    this.told.add(operationId);
    return answer;
  }

  /** Invited, and let in with a password. */
  async somebody(by: string, role: string, signIn: string, organisation?: Org): Promise<Somebody> {
    const label = { role, label: signIn, ...(organisation !== undefined && { organisation }) };
    const { body: invited } = await this.tell('People.invite', { by, body: label });
    const body = { token: invited['token'], name: 'Lucía Ferrer', signIn, password: PASSWORD };
    const { cookie, body: entered } = await this.tell('Sessions.accept', { body });
    return { id: String(entered['person']), cookie };
  }

  /** Whose key it is that acts for an organisation in a role. */
  async key(org: Org, role: string): Promise<string> {
    return (await this.desk.keys.create(org, role as 'registrar', `${role} ${(this.asked += 1)}`)).secret;
  }

  async close(): Promise<void> {
    await this.papers.close();
    await this.desk.close();
  }

  private async without(operation: Operation, asked: Asked, body: Record<string, unknown>, first: string) {
    const { [first]: _, ...rest } = body;
    const { status, text, body: problem } = await this.send(operation, asked, rest);
    const faults = this.document.faultsOf({ $ref: '#/components/schemas/ProblemView' }, problem);
    if (status < 400 || status > 422 || problem['at'] !== first || faults.length > 0) {
      throw new Error(`${operation.operationId} without ${first}: ${status} ${text} ${faults.join(' ')}`);
    }
  }

  private async send(
    operation: Operation,
    { by, path = {}, query = {}, headers = {} }: Asked,
    body?: object,
    file?: { readonly type: string; readonly bytes: string },
  ) {
    const { method } = operation;
    const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(path[name] ?? `no ${name}`),
    );
    const asked = new URLSearchParams(query).toString();
    const keyed = (operation.parameters ?? []).some(({ name }) => name === 'Idempotency-Key');
    const isCookie = by?.includes('=') === true;
    const answer: LightMyRequestResponse = await this.desk.app.inject({
      method: method as 'GET',
      url: asked === '' ? url : `${url}?${asked}`,
      headers: {
        ...(by !== undefined &&
          (isCookie ? { cookie: by, 'sec-fetch-site': 'same-origin' } : { authorization: `Bearer ${by}` })),
        ...(keyed && { 'idempotency-key': `example-${(this.asked += 1)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file !== undefined && { 'content-type': file.type }),
        // Each from an address of its own: what is tried on purpose without a member is no attack.
        'x-forwarded-for': `10.1.${this.asked >> 8}.${(this.asked += 1) & 255}`,
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
      ...(file !== undefined && { payload: file.bytes }),
    });
    const json = /json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      text: answer.body,
      cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '',
      body: (json ? answer.json() : {}) as Record<string, never>,
    };
  }
}

/** What a chapter is told with. */
export type Chapter = (story: Story, cast: Cast) => Promise<void>;

/** Keys and cookies of those who take part, and what they made that later chapters go on with. */
export interface Cast {
  readonly registrar: Readonly<Record<Org, string>>;
  readonly manager: string;
  readonly approver: string;
  readonly compliance: string;
  /** Of two persons of the register, for what takes two. */
  readonly operators: readonly [string, string];
  readonly noted: Map<string, string>;
}
