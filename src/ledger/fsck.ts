/**
 * The whole history recomputed from its bytes, once through in order, on one snapshot of the database.
 *
 * It needs no running ledger and believes no column: canonical form, hashes, chains, times, private values, tiles, roots,
 * signatures and cosignatures of checkpoints, the state row, and the list of roots that the signer keeps for itself.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { concat, equalBytes, toBase64 } from '../core/bytes.js';
import { leafHash } from '../core/log/tree/merkle.js';
import { parseVkey } from '../core/log/notes/vkey.js';
import { cosignedFaults } from './fsck/cosigned.js';
import { EntryChecker, type HistoryCheck } from './fsck/entries.js';
import { readErasures, readValues } from './fsck/private.js';
import { readLinks, readRows, type PageRow } from './fsck/page.js';
import { TreeChecker } from './fsck/tree.js';
import { earlierLeaves } from './signer/check/earlier.js';
import type { Vault } from './private/vault.js';
import { readLogKey, vkeysOfLog } from './signer/key/log-key.js';
import { readSigned } from './signer/signed-log.js';

export type { HistoryCheck } from './fsck/entries.js';

export interface Fault {
  /** First index that is wrong, as far as it can be told. */
  readonly idx: number;
  readonly what: string;
}

export interface FsckReport {
  readonly ok: boolean;
  readonly size: number;
  /** Base64, as in a checkpoint. */
  readonly root: string;
  /** By index; the first one is where to look. */
  readonly faults: readonly Fault[];
  /** Private values that are there and were not opened; absent where there are none. */
  readonly unopened?: number;
}

export interface FsckParts {
  readonly dataSource: DataSource;
  /** Folder of the log key and signed.log; without it only what the database says of itself is judged. */
  readonly signerDir?: string;
  /** To open private values and hold them against their commitments; without it they are only counted. */
  readonly vault?: Vault;
  readonly checks?: readonly HistoryCheck[];
  /** Asked after the checks have seen all of `size` entries: where tables made from history say otherwise than it. */
  readonly tables?: (tx: EntityManager, size: number) => Promise<readonly Fault[]>;
  /** Told the number of entries done and of all, now and then. */
  readonly progress?: (done: number, of: number) => void;
}

const PAGE = 1000;
/** A report that lists more is no longer read. */
const MOST_FAULTS = 1000;

interface StateRow {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly shown: number | null;
  readonly links: number;
}

export function fsck(parts: FsckParts): Promise<FsckReport> {
  // One snapshot, so that a ledger that goes on writing does not look broken.
  return parts.dataSource.transaction('REPEATABLE READ', (tx) => judge(tx, parts));
}

async function judge(tx: EntityManager, parts: FsckParts): Promise<FsckReport> {
  const { signerDir, vault, checks = [], tables, progress } = parts;
  const [state]: StateRow[] = await tx.query(
    `SELECT origin, size::float8 AS size, root, frontier, (SELECT max(size)::float8 FROM checkpoint) AS shown,
            (SELECT count(*)::float8 FROM lot_link) AS links FROM log_state`,
  );
  if (state === undefined) return reportOf(0, '', [{ idx: 0, what: 'the log has no state row' }]);
  const key = signerDir === undefined ? undefined : await readLogKey(signerDir);
  const signed = signerDir === undefined ? new Map<number, string>() : await readSigned(signerDir);
  const vkeys = key && vkeysOfLog(key).flatMap((vkey) => parseVkey(vkey) ?? []);
  const tree = new TreeChecker(tx, signed, state.origin, vkeys);
  const pass = new Pass(
    tx,
    vault,
    new EntryChecker(state.origin, checks, await readErasures(tx)),
    tree,
    state.shown ?? 0,
  );
  for (let size = -1; size < pass.size && pass.faults.length < MOST_FAULTS;) {
    size = pass.size;
    await pass.page();
    progress?.(pass.size, state.size);
  }
  const beside = [...(await cosignedFaults(tx)), ...((await tables?.(tx, pass.size)) ?? [])];
  const faults = [...pass.faults, ...tree.faults, ...endFaults(pass, tree, state, signed), ...beside];
  const report = reportOf(pass.size, toBase64(tree.edge.root), [...faults, ...rewriting(tree, faults)]);
  return pass.unopened === 0 ? report : { ...report, unopened: pass.unopened };
}

/** A root that differs is news only where nothing found in its stretch explains it. */
function rewriting({ rewritten }: TreeChecker, faults: readonly Fault[]): Fault[] {
  if (rewritten === undefined) return [];
  const { from, to } = rewritten;
  if (faults.some(({ idx }) => idx >= from && idx < to)) return [];
  return [{ idx: from, what: `entries ${from} to ${to - 1} are not those that were signed at size ${to}` }];
}

/** One way through history, page by page. */
class Pass {
  readonly faults: Fault[] = [];
  size = 0;
  links = 0;
  unopened = 0;

  constructor(
    private readonly tx: EntityManager,
    private readonly vault: Vault | undefined,
    private readonly entries: EntryChecker,
    private readonly tree: TreeChecker,
    private readonly shownSize: number,
  ) {}

  async page(): Promise<void> {
    const rows = await readRows(this.tx, this.size, PAGE);
    const last = rows.at(-1)?.idx ?? this.size - 1;
    await this.tree.expect(last + 1);
    const read = rows.map((row) => this.entries.read(row));
    const links = await readLinks(
      this.tx,
      read.flatMap((one) => (typeof one === 'string' ? [] : one.entry.links)),
    );
    const earlier = await earlierLeaves(
      this.tx,
      read.filter((one) => typeof one !== 'string'),
    );
    const values = await readValues(this.tx, this.vault, this.size, last);
    rows.forEach((row, i) => {
      this.mindGap(row);
      const one = read[i] as (typeof read)[number];
      const kept = values.get(row.idx) ?? [];
      for (const what of this.entries.faultsOf(row, one, links, earlier, kept))
        this.faults.push({ idx: row.idx, what });
      this.unopened += kept.filter(({ opened }) => opened === undefined).length;
      if (typeof one !== 'string') this.links += one.entry.links.length;
      this.tree.append(leafHash(row.entry));
      this.size = row.idx + 1;
    });
    await this.tree.checkTiles(this.shownSize);
  }

  private mindGap(row: PageRow): void {
    if (row.idx === this.size) return;
    this.faults.push({ idx: this.size, what: `entries ${this.size} to ${row.idx - 1} are missing` });
  }
}

function endFaults(pass: Pass, tree: TreeChecker, state: StateRow, signed: ReadonlyMap<number, string>): Fault[] {
  const faults: Fault[] = [];
  const signedSize = [...signed.keys()].reduce((most, size) => Math.max(most, size), state.shown ?? 0);
  if (signedSize > pass.size) {
    faults.push({ idx: pass.size, what: `entries ${pass.size} to ${signedSize - 1} were signed and are missing` });
  }
  if (state.size !== pass.size) faults.push({ idx: pass.size, what: `the state row counts ${state.size} entries` });
  else if (!equalBytes(tree.edge.root, state.root) || !equalBytes(concat(...tree.edge.fullSubtrees), state.frontier)) {
    faults.push({ idx: pass.size, what: 'the state row holds another root than the entries make' });
  }
  if (state.links !== pass.links) {
    faults.push({
      idx: pass.size,
      what: `lots have ${state.links} links in the database and ${pass.links} in the entries`,
    });
  }
  return faults;
}

function reportOf(size: number, root: string, faults: readonly Fault[]): FsckReport {
  const sorted = [...faults].sort((a, b) => a.idx - b.idx);
  return { ok: faults.length === 0, size, root, faults: sorted.slice(0, MOST_FAULTS) };
}
