/** What a proven bundle says of its lot, for people: what it is, what may be claimed of it, and where it came from. */
import type { Claim } from '../custody/claims.js';
import { fineNgOf, type Lot } from '../custody/lot.js';
import type { KeyRing } from '../custody/keys/keys.js';
import type { CustodyReceived, TitleTransferred } from '../custody/handover/statements.js';
import type { Form } from '../custody/statements.js';
import type { Statement } from '../log/statement.js';
import { ancestorsOf, transformationsOf } from '../provenance/lineage.js';
import { originSharesOf, type OriginShare } from '../provenance/origins.js';
import type { HeldCredential } from './lot/credentials.js';
import { amendmentsIn, type Amendment } from './lot/amendments.js';
import type { PrivateValues } from './disclosures.js';
import type { Recorded } from './lot/events.js';
import type { Replay } from './lot/gold.js';
import { recallsIn, type RecallTold } from './lot/recalls.js';

/** A step of custody or title, of the lot or of what it was made of; like steps of one day are one. */
export interface Step {
  readonly act: 'received' | 'sold';
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly lots: readonly string[];
}

export interface Summary {
  readonly lot: string;
  readonly code: string;
  /** What a piece is, in its maker's word. */
  readonly name: string | null;
  readonly form: Form;
  readonly grossMg: number;
  readonly finenessPpm: number | null;
  readonly fineNg: string | null;
  readonly custodian: string;
  readonly owner: string;
  readonly held: boolean;
  readonly claims: readonly Claim[];
  /** Every paper the bundle tells of, with what became of it since. */
  readonly credentials: readonly HeldCredential[];
  readonly origins: readonly OriginShare[];
  readonly trail: readonly Step[];
  /** How many statements each way of attesting stands behind; books by the organisation whose act the row tells. */
  readonly attested: {
    readonly platform: number;
    /** With a key that its organisation keeps itself. */
    readonly signed: number;
    /** Only with keys that the operator of the log keeps for an organisation: no more than the platform's own word. */
    readonly kept: number;
    readonly book: Readonly<Record<string, number>>;
  };
  /** What was corrected, disputed or voided later, in log order: the original stays, and both are told. */
  readonly amendments: readonly Amendment[];
  /** What recalls it; the past stays as it was. */
  readonly recalls: readonly RecallTold[];
  /** Private values: shown in this bundle, kept back, and erased. */
  readonly values: PrivateValues;
  readonly log: string;
  readonly treeSize: number;
  /** Index of the newest entry about the lot in the bundle. */
  readonly asOfIndex: number;
  /** Whether the log signs that there is none after it; otherwise later ones would not show. */
  readonly isNewest: boolean;
}

/** What a bundle's checks found beside the gold. */
export interface Circumstances {
  readonly log: string;
  readonly treeSize: number;
  readonly isNewest: boolean;
  readonly ring: KeyRing;
  readonly values: PrivateValues;
}

export function summarise(
  lot: Lot,
  { lots, credentials, statements }: Replay,
  recorded: readonly Recorded[],
  { log, treeSize, isNewest, ring, values }: Circumstances,
): Summary {
  return {
    lot: lot.id,
    code: lot.code,
    name: lot.name ?? null,
    form: lot.form,
    grossMg: lot.grossMg,
    finenessPpm: lot.fineness?.ppm ?? null,
    fineNg: fineNgOf(lot)?.toString() ?? null,
    custodian: lot.custodian,
    owner: lot.owner,
    held: lot.holds.length > 0,
    claims: lot.claims,
    credentials: credentials.all(),
    origins: originSharesOf(lot, lots, statements),
    trail: trailOf(lot, lots, statements),
    attested: attestedBy(recorded, ring),
    amendments: amendmentsIn(recorded),
    recalls: recallsIn(recorded, new Set(statements), ancestorsOf(lot.id, transformationsOf(statements)).add(lot.id)),
    values,
    log,
    treeSize,
    isNewest,
    asOfIndex: recorded.findLast(({ statement }) => statement.lots.includes(lot.id))?.index ?? 0,
  };
}

function trailOf(lot: Lot, lots: ReadonlyMap<string, Lot>, statements: readonly Statement[]): Step[] {
  const shown = ancestorsOf(lot.id, transformationsOf(statements)).add(lot.id);
  const steps = new Map<string, Step>();
  for (const { type, data } of statements) {
    if (type !== 'custody.received' && type !== 'title.transferred') continue;
    const { lot: id, from, to, on } = data as unknown as CustodyReceived | TitleTransferred;
    if (!shown.has(id)) continue;
    const act = type === 'custody.received' ? 'received' : 'sold';
    const key = JSON.stringify([on.date, act, from, to]);
    const code = lots.get(id)?.code ?? id;
    steps.set(key, { act, from, to, day: on.date, lots: [...(steps.get(key)?.lots ?? []), code] });
  }
  return [...steps.values()];
}

function attestedBy(recorded: readonly Recorded[], ring: KeyRing): Summary['attested'] {
  const book: Record<string, number> = Object.create(null) as Record<string, number>;
  let [platform, signed, kept] = [0, 0, 0];
  for (const { statement, signers } of recorded) {
    if (statement.attested === 'book') book[statement.org] = (book[statement.org] ?? 0) + 1;
    else if (statement.attested === 'platform') platform += 1;
    else if (signers.every((kid) => ring.get(kid)?.custody === 'operator')) kept += 1;
    else signed += 1;
  }
  return { platform, signed, kept, book };
}
