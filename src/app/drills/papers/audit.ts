/** What must hold of papers when every process that makes them was ended in the middle: nothing lost, nothing twice, no gap. */
import type { DataSource } from 'typeorm';

export interface Audited {
  readonly bundles: number;
  readonly documents: number;
  /** Asked for and not issued, or issued and not in the ledger. */
  readonly lost: readonly string[];
  /** In the ledger more than once. */
  readonly twice: readonly string[];
  /** Numbers left out, used again, or beyond what was counted. */
  readonly numbers: readonly string[];
  /** Files that are not what the ledger says. */
  readonly files: readonly string[];
}

const ISSUED = `SELECT convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data FROM statement WHERE type = 'document.issued'`;

export async function auditPapers(dataSource: DataSource): Promise<Audited> {
  const [counts]: { bundles: number; documents: number }[] = await dataSource.query(
    'SELECT (SELECT count(*)::int FROM bundle) AS bundles, (SELECT count(*)::int FROM document) AS documents',
  );
  const told = async (sql: string): Promise<string[]> => {
    const rows: { what: string }[] = await dataSource.query(sql);
    return rows.map(({ what }) => what);
  };
  return {
    bundles: counts?.bundles ?? 0,
    documents: counts?.documents ?? 0,
    lost: await told(`
      SELECT number || ' is ' || status AS what FROM document WHERE issued_at IS NULL
      UNION ALL SELECT 'bundle of ' || shipment || ' has no cover' FROM bundle WHERE cover IS NULL
      UNION ALL SELECT number || ' is not in the ledger' FROM document d
        WHERE NOT EXISTS (SELECT FROM (${ISSUED}) s WHERE s.data ->> 'document' = d.id::text)`),
    twice: await told(`
      SELECT min(data ->> 'number') || ' is there ' || count(*) || ' times' AS what FROM (${ISSUED}) s
       GROUP BY data ->> 'document' HAVING count(*) > 1`),
    numbers: await told(`
      SELECT c.org || ' ' || c.prefix || ': ' || count(d.number) || ' numbers up to ' || c.last AS what
        FROM document_counter c LEFT JOIN document d ON d.org = c.org AND d.version = 1
         AND d.number LIKE c.prefix || '-%-' || c.year || '-%'
       GROUP BY c.org, c.prefix, c.year, c.last
      HAVING count(d.number) <> c.last OR count(DISTINCT d.number) <> c.last
          OR max(right(d.number, 6)::int) <> c.last OR min(right(d.number, 6)::int) <> 1`),
    files: await told(`
      SELECT file ->> 'name' || ' is not as it was issued' AS what
        FROM (${ISSUED}) s, jsonb_array_elements(s.data -> 'files') AS file
       WHERE NOT EXISTS (SELECT FROM document_file f WHERE f.document::text = s.data ->> 'document'
         AND f.name = file ->> 'name' AND encode(f.sha256, 'hex') = file ->> 'sha256')`),
  };
}
