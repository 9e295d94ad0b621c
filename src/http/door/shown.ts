/** What the document shows where neither a field nor a view says it: by its name, which means one thing wherever it stands. */
import type { OpenAPIObject } from '@nestjs/swagger';

const SID = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const UUID = '3f2b8c1e-0d4a-4c6b-9a57-1e2d3c4b5a69';
const LEAF = 'xkrbqN2PrwtvM3LK6yipyNUDGfG-Twv8F-rh0bU03wg';
const CHECKPOINT = 'veta.example/log\n1419\nqg8ZC0wDm0T7p5k4d8i2XrNfPzGmVbQaYtHsUe1JcLo=\n\n— veta.example/log …\n';
const SENTENCE =
  'P4: the registration had lapsed that day; the gold is kept apart until a renewal is seen that covers it.';

const WORDS: Readonly<Record<string, string>> = {
  actor: 'person:5b0c1f6e-3a35-4f10-9a6e-0b7c7a1d2e11',
  address: '203.0.113.7',
  agent: 'Mozilla/5.0 (Android 15)',
  at: 'member',
  audience: 'organisation:auditor-andina',
  basis: 'coop-limonal FM-000',
  checkpoint: CHECKPOINT,
  claim: 'groups',
  code: 'E-00001',
  credential: 'FM-000',
  custodian: 'coop-limonal',
  custody: 'own',
  detail: 'Of B-2026-014 12.340 g are left and 15.000 g are asked for. Take no more than is left.',
  fineNg: '11599600000',
  form: 'dore',
  from: 'coop-limonal',
  holder: 'organisation',
  homeOrganisation: 'auditor-andina',
  id: 'E-00001',
  keptBy: 'coop-limonal',
  key: 'alluvial',
  keyid: '3b1f0c9e',
  keys: 'alluvial',
  kid: '3b1f0c9e',
  label: 'lucia@coop-limonal.example',
  leaf: LEAF,
  liftedFor: 'El certificador anuló el retiro',
  lot: UUID,
  member: 'LIM-003',
  name: 'Lucía Ferrer',
  needs: 'the member’s registration',
  next: 'E-00050',
  of: SID,
  org: 'coop-limonal',
  organisation: 'coop-limonal',
  owner: 'coop-limonal',
  party: 'coop-limonal',
  path: '/api/lots/B-2026-014',
  publicCode: '7K3M9QX2TB4WZC8N',
  question: SID,
  reader: 'person:5b0c1f6e-3a35-4f10-9a6e-0b7c7a1d2e11',
  reason: 'Audit 2026',
  recalls: SID,
  received: '2026-03-15T14:02:11.000Z',
  registrar: 'coop-limonal',
  role: 'registrar',
  route: '/api/lots/:code',
  rule: 'P4',
  scale: 'BAL-A1',
  scheme: 'fairmined',
  scopes: 'lots:read',
  seal: 'S-000123',
  secret: `veta_${'A'.repeat(43)}`,
  sentence: SENTENCE,
  shipment: 'EXP-2026-03',
  sid: SID,
  signIn: 'lucia@coop-limonal.example',
  site: 'LIM-A',
  source: 'Resolución 40103 de 2017',
  tag: 'E-00001',
  text: 'Received from LIM-003 on 2026-03-15: 12.340 g gross at 940 ‰, lot E-00001, site LIM-A.',
  title: 'More was taken than there is',
  to: 'exp-pacifico',
  token: `veta_${'A'.repeat(43)}`,
  type: 'custody.dispatched',
  why: 'needs another role',
  with: 'exp-pacifico',
};

const NUMBERS: Readonly<Record<string, number>> = {
  bookMg: 12_360,
  days: 9,
  differenceMg: -20,
  finenessPpm: 940_000,
  gradeMgPerT: 15_000,
  grossMg: 12_340,
  idx: 417,
  index: 417,
  moisturePpm: 80_000,
  sentMg: 12_340,
  size: 1_419,
  uncertaintyPpm: 15_000,
};

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  example?: unknown;
}

/** Gives every leaf of what is answered an example of its own. */
export function showAnswers({ paths, components }: OpenAPIObject): void {
  for (const schema of Object.values(components?.schemas ?? {})) show('', schema as Schema);
  for (const operations of Object.values(paths)) {
    for (const { responses } of Object.values(operations) as { responses?: Readonly<Record<string, Said>> }[]) {
      for (const { content = {} } of Object.values(responses ?? {})) {
        for (const { schema } of Object.values(content)) if (schema !== undefined) show('', schema);
      }
    }
  }
}

interface Said {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

function show(name: string, schema: Schema): void {
  for (const [member, one] of Object.entries(schema.properties ?? {})) show(member, one);
  if (schema.items !== undefined) show(name, schema.items);
  if (schema.example !== undefined || schema.enum !== undefined || schema.format !== undefined) return;
  if (schema.type === 'integer') schema.example = NUMBERS[name] ?? 3;
  if (schema.type === 'string' && WORDS[name] !== undefined) schema.example = WORDS[name];
}
