/**
 * What the exporter itself found out about those its gold came through: the newest assessment of each part of its own files, as it
 * stood at one place of the log. A file that somebody else keeps, and plans, persons and notes of its own, are never read.
 */
import type { EntityManager } from 'typeorm';
import { dueOf } from '../../../../core/custody/diligence/file.js';
import { findingOf } from '../../../../core/custody/diligence/flags.js';
import type { Finding, Part, RiskAssessed } from '../../../../core/custody/diligence/statements.js';

export interface PartOnPaper {
  readonly result: string;
  readonly on: string;
  /** It had to be done anew by the day of the shipment. */
  readonly overdue: boolean;
}

export interface PlaceOnPaper {
  /** ISO 3166-1 alpha-2, and ISO 3166-2 where it is said of a region. */
  readonly country: string;
  readonly region: string;
  /** Null where no determination speaks of it. */
  readonly finding: Finding | null;
}

/** A part is null where nobody recorded it. */
export interface SupplierFile {
  readonly kyc: PartOnPaper | null;
  readonly owners: PartOnPaper | null;
  readonly determination: (PartOnPaper & { readonly list: RiskAssessed['list'] | null }) | null;
  readonly places: readonly PlaceOnPaper[];
  readonly flags: (PartOnPaper & { readonly ids: readonly string[] }) | null;
  readonly mitigation: (PartOnPaper & { readonly reviewBy: string | null }) | null;
  readonly decision: PartOnPaper | null;
}

type Parts = Partial<Record<Part, RiskAssessed>>;

export interface Asked {
  readonly exporter: string;
  readonly suppliers: readonly string[];
  readonly idx: number;
  /** Day on which it is judged what is overdue. */
  readonly day: string;
  /** Where gold of each supplier was dug, and where it sits. */
  readonly places: ReadonlyMap<string, readonly Omit<PlaceOnPaper, 'finding'>[]>;
}

/** By supplier, whether there is a file or not. */
export async function supplierFiles(tx: EntityManager, asked: Asked): Promise<ReadonlyMap<string, SupplierFile>> {
  const rows: { data: RiskAssessed }[] = await tx.query(NEWEST, [asked.exporter, asked.idx, asked.suppliers]);
  const parts = new Map<string, Parts>();
  for (const { data } of rows) {
    parts.set(data.organisation, { ...parts.get(data.organisation), [data.step]: data });
  }
  return new Map(
    asked.suppliers.map((one) => [one, fileOf(parts.get(one) ?? {}, asked.places.get(one) ?? [], asked.day)]),
  );
}

/** $1 whose files, $2 index, $3 about whom. */
const NEWEST = `
  SELECT DISTINCT ON (said ->> 'organisation', said ->> 'step') said AS data
    FROM (SELECT idx, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS said
            FROM statement WHERE type = 'risk.assessed' AND org = $1 AND idx <= $2) AS own
   WHERE said ->> 'organisation' = ANY ($3::text[])
   ORDER BY said ->> 'organisation', said ->> 'step', idx DESC`;

function fileOf(parts: Parts, places: readonly Omit<PlaceOnPaper, 'finding'>[], day: string): SupplierFile {
  const { kyc, owners, cahra, flags, mitigation, decision } = parts;
  const part = (found: RiskAssessed): PartOnPaper => partOf(found, day);
  return {
    kyc: kyc ? part(kyc) : null,
    owners: owners ? part(owners) : null,
    determination: cahra ? { ...part(cahra), list: cahra.list ?? null } : null,
    places: places.map(({ country, region }) => {
      const finding = findingOf(cahra?.places ?? [], country, region === '' ? undefined : region) ?? null;
      return { country, region, finding };
    }),
    flags: flags ? { ...part(flags), ids: (flags.flags ?? []).map(({ id }) => id) } : null,
    mitigation: mitigation ? { ...part(mitigation), reviewBy: mitigation.reviewBy ?? null } : null,
    decision: decision ? part(decision) : null,
  };
}

function partOf({ step, result, on, reviewBy }: RiskAssessed, day: string): PartOnPaper {
  const due = dueOf(step, { day: on.date, ...(reviewBy !== undefined && { reviewBy }) });
  return { result, on: on.date, overdue: due.some((one) => one <= day) };
}
