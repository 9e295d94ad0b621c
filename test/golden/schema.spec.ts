import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cloneDatabase } from '../support/database.js';

const GOLDEN = fileURLToPath(new URL('./schema.txt', import.meta.url));

/** What the catalog says of our tables: columns, constraints, indexes, triggers, what the application may do, what tenants see. */
const CATALOG = `
SELECT line FROM (
  SELECT c.relname AS t, 1 AS k, a.attnum AS n,
         format('  %s %s%s', a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  UNION ALL
  SELECT c.relname, 0, 0, c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  UNION ALL
  SELECT conrelid::regclass::text, 2, 0, format('  constraint %s %s', conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> 0
  UNION ALL
  SELECT tablename, 3, 0, '  ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT tgrelid::regclass::text, 4, 0, format('  %s [%s]', pg_get_triggerdef(oid), tgenabled)
    FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT table_name, 5, 0, format('  veta_app may %s', string_agg(lower(privilege_type), ', ' ORDER BY privilege_type))
    FROM information_schema.role_table_grants WHERE grantee = 'veta_app' AND table_schema = 'public' GROUP BY table_name
  UNION ALL
  SELECT relname, 6, 0, '  row-level security' FROM pg_class
   WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity
  UNION ALL
  SELECT tablename, 7, 0, format('  policy %s for %s to %s using %s%s', policyname, lower(cmd), array_to_string(roles, ', '),
         regexp_replace(qual, '\\s+', ' ', 'g'), ' check ' || with_check)
    FROM pg_policies WHERE schemaname = 'public'
  UNION ALL
  SELECT table_name, 8, 0, format('  veta_reader may read %s', string_agg(column_name, ', ' ORDER BY column_name COLLATE "C"))
    FROM information_schema.role_column_grants WHERE grantee = 'veta_reader' AND table_schema = 'public'
   GROUP BY table_name
) AS lines
WHERE t NOT IN ('migrations', 'schema_files')
ORDER BY t COLLATE "C", k, n, line COLLATE "C"`;

test('test/golden/schema.txt says what the database is made of', async () => {
  const database = await cloneDatabase();
  const rows = (await database.ownerQuery(CATALOG)) as { line: string }[];
  await database.drop();
  const text = `${rows.map(({ line }) => line).join('\n')}\n`;
  if (process.env['VETA_GOLDEN'] === 'write') writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});
