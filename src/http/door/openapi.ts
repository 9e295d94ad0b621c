import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemView } from '../describe.js';
import { showAnswers } from './shown.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** What `/openapi.json` says; docs/openapi.json is its golden. */
function openApiOf(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Veta')
    .setDescription(
      'A traceability ledger for gold lots. Mass is integer milligrams, fineness integer parts per million.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key made by `veta keys`' })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    extraModels: [ProblemView],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  for (const [path, operations] of Object.entries(document.paths)) showNames(path, operations);
  showAnswers(document);
  return document;
}

/** What stands in a path, by the word before it: a code under `lots` is a lot's. */
const NAMES: Readonly<Record<string, string>> = {
  'lots/code': 'E-00001',
  'title/code': 'E-00001',
  'shipments/code': 'EXP-2026-03',
  'sites/code': 'LIM-A',
  'members/code': 'LIM-003',
  'problems/code': 'overspent',
  'files/name': 'LP-2026-000001.pdf',
  'intake-forms/name': 'refinery-intake',
  'intake/name': 'refinery-intake',
  'keys/kid': '3b1f0c9e',
  'evidence/sha256': '86edbaa24831badfa0a8b04bb410141e2ee4182b6d0014493fe262a7a331c20b',
  from: 'exp-pacifico',
  sale: 'F-2026-118',
  scheme: 'fairmined',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  sid: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  organisation: 'coop-limonal',
  person: '5b0c1f6e-3a35-4f10-9a6e-0b7c7a1d2e11',
  id: '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69',
};

/** A parameter of a path has no field that could tell its example. */
function showNames(path: string, operations: OpenAPIObject['paths'][string]): void {
  const before = new Map([...path.matchAll(/([^/{}]+)\/\{(\w+)\}/g)].map(([, word, name]) => [name, word]));
  for (const { parameters } of Object.values(operations) as Pick<Operation, 'parameters'>[]) {
    for (const parameter of parameters ?? []) {
      if (!('name' in parameter) || parameter.in !== 'path') continue;
      const { name } = parameter;
      const example = NAMES[`${before.get(name)}/${name}`] ?? NAMES[name];
      if (example !== undefined) parameter.schema = { ...parameter.schema, example };
    }
  }
}

/** `/openapi.json`, and `/docs` to read it in a browser: every file of it comes from this server. */
export function publishOpenApi(app: INestApplication): void {
  // Written down when somebody first asks for it: it is half of what a server does before it opens.
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Veta: API',
    // The badge of Swagger's own validator would send this server's address to a third party.
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}
