/** The OpenAPI document as its reader takes it: what it shows as examples, and what it says an answer is made of. */
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly minimum?: number;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Said {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Said;
  readonly responses: Readonly<Record<string, Said>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What a schema says, wherever in the document it says it. */
export function resolved(api: OpenApi, schema: Schema): Schema {
  const { $ref, ...rest } = schema;
  const named = $ref === undefined ? undefined : api.components.schemas[$ref.split('/').at(-1) ?? ''];
  if ($ref !== undefined && named === undefined) throw new Error(`the document names ${$ref} and does not have it`);
  const one = { ...named, ...rest };
  const [first] = one.allOf ?? one.oneOf ?? [];
  return first === undefined ? one : { ...resolved(api, first), ...one };
}

/** What a body or an answer is made of. */
export function schemaOf({ content = {} }: Said = {}): { readonly type: string; readonly schema: Schema } | undefined {
  const [type] = Object.keys(content);
  const schema = type === undefined ? undefined : content[type]?.schema;
  return type === undefined || schema === undefined ? undefined : { type, schema };
}

/** As any reader of the document shows them. */
const SHOWN: Readonly<Record<string, string>> = {
  date: '2026-03-15',
  'date-time': '2026-03-15T14:02:11.000Z',
  uuid: '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69',
  binary: '…',
};

export class PublishedDocument {
  readonly operations: ReadonlyMap<string, Operation>;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(private readonly api: OpenApi) {
    this.operations = new Map(
      Object.entries(api.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, one]) => [
          one.operationId,
          { ...one, method: method.toUpperCase(), path },
        ]),
      ),
    );
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: 'openapi', ...(closed({ components: api.components }) as object) });
  }

  /** What the document shows of a body: its required members, each with its own example. */
  exampleOf(schema: Schema): unknown {
    const one = this.resolved(schema);
    if (one.example !== undefined) return one.example;
    if (one.enum !== undefined) return one.enum[0];
    if (one.type === 'array') return [this.exampleOf(one.items ?? {})];
    if (one.properties !== undefined) {
      const shown = (one.required ?? []).map((name) => [name, this.exampleOf(one.properties?.[name] ?? {})]);
      return Object.fromEntries(shown);
    }
    if (one.type === 'boolean') return true;
    return one.type === 'object' ? {} : SHOWN[one.format ?? ''];
  }

  /** Leaves of what is asked for or answered of which the document shows nothing, by their place. */
  unshown(schema: Schema, at: string): string[] {
    const one = this.resolved(schema);
    if (one.example !== undefined || one.enum !== undefined || one.type === 'boolean') return [];
    // A day, an instant, an id: a reader of the document is shown one all the same.
    if (one.format !== undefined && one.properties === undefined) return [];
    if (one.type === 'array') return this.unshown(one.items ?? {}, `${at}[]`);
    if (one.properties !== undefined) {
      return Object.entries(one.properties).flatMap(([name, member]) => this.unshown(member, `${at}.${name}`));
    }
    // An object whose members another standard gives, or any JSON.
    return one.type === 'object' || one.type === undefined ? [] : [at];
  }

  resolved(schema: Schema): Schema {
    return resolved(this.api, schema);
  }

  /** Where a value is not what the document says of it, member by member: one it does not tell of is wrong as well. */
  faultsOf(schema: Schema, value: unknown): string[] {
    const check = this.ajv.compile(closed(schema) as object);
    if (check(value)) return [];
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  }
}

/** The same schema, with no members but those it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).map(([name, member]) =>
    name === '$ref' ? [name, `openapi${String(member)}`] : [name, closed(member)],
  );
  const one = Object.fromEntries(members) as Schema & Record<string, unknown>;
  const isOpen = typeof one.properties !== 'object' || one.type !== 'object' || one.additionalProperties !== undefined;
  return isOpen ? one : { ...one, unevaluatedProperties: false };
}
