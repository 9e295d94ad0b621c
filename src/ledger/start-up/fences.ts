/**
 * What must be true of the second fence between tenants before anybody is let in: row-level security where it belongs, as
 * this version's migrations made it, and a reader that can neither step over it nor write.
 */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

/** Every table with row-level security. One that is made later is named here too, or nothing holds its policies. */
export const FENCED = [
  'access_grant',
  'access_read',
  'api_key',
  'balance_month',
  'book_row',
  'bundle',
  'captured_paper',
  'craft_report',
  'credential',
  'denial',
  'device_link',
  'diligence',
  'disclosure',
  'document',
  'document_counter',
  'document_file',
  'document_hold',
  'doubt',
  'entry',
  'equal_delivery',
  'erasure',
  'evidence_file',
  'field_reading',
  'handover',
  'idempotency',
  'incorporated_entry',
  'incorporated_month',
  'incorporated_sale',
  'intake_form',
  'invitation',
  'lot',
  'lot_edge',
  'lot_ground',
  'lot_link',
  'member',
  'membership',
  'organisation',
  'organisation_seal',
  'own_threshold',
  'paper_volume',
  'passkey',
  'passkey_challenge',
  'password',
  'password_reset',
  'person',
  'person_index',
  'planned_departure',
  'private_book_row',
  'private_member',
  'private_value',
  'quotation',
  'quotation_confirmation',
  'recall',
  'recall_lot',
  'recorded_by',
  'scale',
  'session',
  'shipment',
  'sign_in_attempt',
  'signature',
  'signing_key',
  'site',
  'site_yield',
  'statement',
  'stock_count',
  'supplied',
  'token_mapping',
  'transport_plan',
  'used_number',
  'whereabouts',
];

/** Hashes and what is signed over them: all that the reader may see without a fence. */
const PUBLIC_TABLES = ['tile', 'checkpoint', 'cosignature', 'cosigned_checkpoint'];

/** They say what the policies mean, or look past them for the reader. */
const FUNCTIONS = ['veta_org', 'statement_concerns', 'released_lot', 'open_recalls', 'left_with'];

/** Of the policies and functions above, as PostgreSQL prints them. A migration that changes one changes this line. */
const FENCES_SHA256 = '24f9c30d8dbf782fa741472c97b6cb8d671f65d7078bf9b29d2f90d2ce4e2f8e';

interface Fence {
  readonly name: string;
  readonly secured: boolean;
  /** Has rows of organisations, or may be read by tenants. */
  readonly wanted: boolean;
  readonly writable: boolean;
  /** A policy is for everybody, or lets tenants see every row. */
  readonly open: boolean;
  readonly policies: string;
}

/** The first thing that is not as it must be, as the end of a sentence; undefined where all is well. */
export async function brokenFence(dataSource: DataSource): Promise<string | undefined> {
  const fences: Fence[] = await dataSource.query(FENCES, [PUBLIC_TABLES]);
  const [reader]: Reader[] = await dataSource.query(READER);
  const functions: { text: string }[] = await dataSource.query(BODIES, [FUNCTIONS]);
  const named = new Set(FENCED);
  const text = [
    ...fences.filter(({ name }) => named.has(name)).map(({ name, policies }) => `${name} ${policies}`),
    ...functions.map(({ text }) => text),
  ].join('\n');
  const sha256 = createHash('sha256').update(text.replaceAll(/\s+/g, ' ')).digest('hex');
  const there = new Set(fences.filter(({ secured }) => secured).map(({ name }) => name));
  const [fault] = [
    ...readerFaults(reader),
    ...fences.flatMap(({ name, writable }) => (writable ? [`veta_reader may write ${name}`] : [])),
    ...fences.flatMap(({ name, open }) => (open ? [`a policy of ${name} lets everybody look`] : [])),
    ...FENCED.filter((name) => !there.has(name)).map((name) => `${name} has no row-level security`),
    ...fences.flatMap(({ name, wanted, secured }) => (wanted && !secured ? [`${name} has no row-level security`] : [])),
    ...(sha256 === FENCES_SHA256 ? [] : [`its policies are not those of this version (${sha256})`]),
  ];
  return fault;
}

interface Reader {
  readonly strong: boolean;
  readonly member: boolean;
  readonly taken: boolean;
}

function readerFaults(reader: Reader | undefined): string[] {
  if (reader === undefined) return ['there is no role veta_reader'];
  return [
    ...(reader.strong ? ['veta_reader may log in, or step over row-level security'] : []),
    ...(reader.member ? ['veta_reader is a member of another role'] : []),
    ...(reader.taken ? [] : ['veta_app may not act as veta_reader: GRANT veta_reader TO veta_app']),
  ];
}

const READER = `
SELECT rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb OR rolreplication AS strong,
       EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS member,
       pg_has_role('veta_app', r.oid, 'MEMBER') AS taken
  FROM pg_roles r WHERE rolname = 'veta_reader'`;

/** A policy that names no role is one for everybody, and stands in the text as `public`. */
const FENCES = `
SELECT c.relname AS name, c.relrowsecurity AS secured,
       c.relname <> ALL ($1::text[]) AND (has_any_column_privilege('veta_reader', c.oid, 'SELECT')
         OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org' AND NOT a.attisdropped)) AS wanted,
       c.relowner = 'veta_reader'::regrole OR has_table_privilege('veta_reader', c.oid, 'DELETE, TRUNCATE')
         OR has_any_column_privilege('veta_reader', c.oid, 'INSERT, UPDATE') AS writable,
       EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND (0 = ANY (p.polroles)
         OR 'veta_reader'::regrole = ANY (p.polroles)
            AND (p.polcmd <> 'r' OR coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'))) AS open,
       coalesce((SELECT string_agg(format('%s %s %s (%s) USING %s CHECK %s', p.polname, p.polcmd, p.polpermissive,
           (SELECT string_agg(coalesce(r.rolname, 'public'), ' ' ORDER BY r.rolname COLLATE "C")
              FROM unnest(p.polroles) AS one LEFT JOIN pg_roles r ON r.oid = one),
           pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), '; ' ORDER BY p.polname COLLATE "C")
         FROM pg_policy p WHERE p.polrelid = c.oid), '') AS policies
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
 ORDER BY c.relname COLLATE "C"`;

const BODIES = `
SELECT format('%s %s %s %s %s %s', p.proname, p.prosecdef, p.provolatile, p.proconfig, p.prosrc,
              pg_get_function_sqlbody(p.oid)) AS text
  FROM pg_proc p WHERE p.proname = ANY ($1) AND p.pronamespace = 'public'::regnamespace
 ORDER BY p.proname COLLATE "C", p.oid`;
