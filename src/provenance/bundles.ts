/** The evidence a lot leaves with: its bundle, proven in the very tree whose heads the log signs, and its head alone. */
import { toHex } from '../core/bytes.js';
import type { KeyRing } from '../core/custody/keys/keys.js';
import { checkSigners } from '../core/evidence/authors/signers.js';
import { formatBundle, type BundleDisclosure } from '../core/evidence/bundle.js';
import { Findings } from '../core/evidence/findings.js';
import { parseCheckpoint } from '../core/log/notes/checkpoint.js';
import { subjectOf, type Subject } from '../core/log/heads.js';
import { parseNote } from '../core/log/notes/note.js';
import type { Cosigned } from '../ledger/cosigners/kept.js';
import type { History, Past } from '../ledger/history.js';
import type { Ledger } from '../ledger/ledger.js';
import type { SignedHeads } from '../ledger/signer/log-signer.js';
import type { Proofs } from '../ledger/tree/proofs.js';
import { recordedOf, type Trails } from './trails.js';

/** How often a trail is read again because the tree grew by something new that the lot rests on. */
const MOST_TURNS = 5;

/** What of a ledger signs: heads of lots, papers and keys at its newest checkpoint. */
export type SignsHeads = Pick<Ledger, 'heads'>;

/** Private values to show in a bundle: of one organisation, by name. */
export interface Disclose {
  readonly org: string;
  readonly names: readonly string[];
}

export class Bundles {
  constructor(
    private readonly trails: Trails,
    private readonly proofs: Proofs,
    private readonly log: SignsHeads,
    private readonly cosigned: Cosigned,
    private readonly history: Pick<History, 'ownDisclosuresOf'>,
  ) {}

  /**
   * The bundle file of a lot, undefined until a checkpoint covers it: under the newest checkpoint that enough witnesses
   * cosigned, if that covers all of it, else under the newest there is. It shows no private value but those asked for.
   */
  async of(
    { id, code }: { readonly id: string; readonly code: string },
    disclose?: Disclose,
  ): Promise<Uint8Array | undefined> {
    const proven = await this.provenTrail(id);
    if (proven === undefined) return undefined;
    const { past, signed } = proven;
    const { size, note } = await this.standsOn(past, signed.checkpoint);
    const paths = await this.proofs.inclusion(
      past.map(({ idx }) => idx),
      size,
    );
    const { ring } = checkSigners(past.map(recordedOf), new Findings());
    const events = past.map(({ idx, entry, statementBytes, signatures }, i) => {
      const keyed = signatures.map(({ kid, sig }) => ({ kid, sig, key: keyOf(ring, kid) }));
      return { index: idx, entry, statement: statementBytes, signatures: keyed, path: paths[i] ?? [] };
    });
    const disclosures = disclose === undefined ? [] : await this.disclosures(past, disclose);
    return formatBundle({ checkpoint: note, lot: id, code, heads: signed.heads, events, disclosures });
  }

  /** The lot's own head at the newest checkpoint, a signed note; undefined until a checkpoint covers the lot. */
  async headOf(lot: string): Promise<string | undefined> {
    const { heads } = await this.log.heads([{ kind: 'lot', id: lot }]);
    return heads[0];
  }

  /** Witnesses are some seconds behind: heads of the newest tree hold for the one they saw, where nothing came since. */
  private async standsOn(past: readonly Past[], newest: string): Promise<{ size: number; note: string }> {
    const cosigned = await this.cosigned.newest();
    const size = sizeOf(newest);
    const covers = cosigned !== undefined && past.every(({ idx }) => idx < cosigned.size);
    return covers && cosigned.size <= size ? cosigned : { size, note: await this.cosigned.of(newest) };
  }

  /** The trail of a lot in the very tree whose heads are signed, which may have grown while the trail was read. */
  private async provenTrail(id: string): Promise<ProvenTrail | undefined> {
    let size = (await this.proofs.newestCheckpoint())?.size;
    const asked = new Map<string, Subject>();
    for (let turn = 0; size !== undefined && turn < MOST_TURNS; turn++) {
      const { past, needed } = await this.trails.of(id, size);
      if (!past.some(({ statement }) => statement.lots.includes(id))) return undefined;
      for (const subject of needed) asked.set(subjectOf(subject), subject);
      const signed = await this.log.heads([...asked.values()]);
      const grown = sizeOf(signed.checkpoint);
      if (grown === size) return { past, signed };
      const now = await this.trails.of(id, grown);
      if (now.needed.every((subject) => asked.has(subjectOf(subject)))) {
        return { past: now.past, signed };
      }
      size = grown;
    }
    if (size === undefined) return undefined;
    throw new Error(`bug: lot ${id} rests on something new at each of ${MOST_TURNS} checkpoints`);
  }

  private async disclosures(past: readonly Past[], { org, names }: Disclose): Promise<BundleDisclosure[]> {
    const committed = past.filter(({ statement }) => statement.sd !== undefined);
    const places = new Map(committed.map(({ idx, sid }) => [toHex(sid), idx]));
    const values = await this.history.ownDisclosuresOf(
      org,
      committed.map(({ sid }) => sid),
    );
    return values
      .filter((value) => value.org === org && names.includes(value.name))
      .map(({ sid, name, salt, value }) => ({ index: places.get(sid) ?? 0, name, salt, value }));
  }
}

interface ProvenTrail {
  readonly past: readonly Past[];
  readonly signed: SignedHeads;
}

function sizeOf(note: string): number {
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  if (checkpoint === undefined) throw new Error('bug: our own checkpoint cannot be read');
  return checkpoint.size;
}

function keyOf(ring: KeyRing, kid: string): Uint8Array {
  const key = ring.get(kid)?.key;
  if (key === undefined) throw new Error(`bug: no entry added the key ${kid}`);
  return key;
}
