/**
 * A small log made by hand: what decisions draft becomes statements, entries, a tree and a signed checkpoint, as the ledger
 * would make them but with fixed ids and times. Tests that attack a bundle change the parts before they are sealed.
 */
import { publicKeyOf } from '#crypto';
import { toBase64Url, toHex } from '../../src/core/bytes.js';
import type { Act, Facts } from '../../src/core/custody/act.js';
import type { AmendFacts } from '../../src/core/custody/amending/amend.js';
import { evolve } from '../../src/core/custody/evolve.js';
import type { Lot } from '../../src/core/custody/lot.js';
import type { CredentialChanged, Member, Party, SiteRegistered } from '../../src/core/custody/registry.js';
import type { KeyAdded, Revocation } from '../../src/core/custody/keys/keys.js';
import { readData } from '../../src/core/custody/statement-data.js';
import { formatBundle, type BundleSignature } from '../../src/core/evidence/bundle.js';
import { formatCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { commitment, entryBytes, eventHash, kidOf, sidOf, statementBytes } from '../../src/core/log/entry.js';
import { headsTexts, type Head, type Subject } from '../../src/core/log/heads.js';
import { leafHash, proveInclusion, rootOfLeaves } from '../../src/core/log/tree/merkle.js';
import { cosign, formatSignature, signNote } from '../../src/core/log/notes/note.js';
import type { Disclosure, Draft, Statement } from '../../src/core/log/statement.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf } from '../../src/core/log/notes/vkey.js';
import { headsOf, neededIn } from './little-heads.js';
import { foldPaper } from './little-papers.js';
import { disclosed, keyData, saltedValues, signatureOf } from './little-secrets.js';

export const ORIGIN = 'log.example.org/gold';

export interface Signer {
  readonly seed: Uint8Array;
}

const MINER: Member = {
  id: 'coop/M-1',
  kind: 'associate',
  site: 'R-1',
  registration: '',
  from: null,
  until: null,
  months: {},
};

/** An event as it would be appended; attacks replace its bytes. */
export interface Made {
  readonly statement: Statement;
  entry: Uint8Array;
  bytes: Uint8Array;
  signatures: BundleSignature[];
  /** What stays beside the log. */
  readonly values: readonly Disclosure[];
}

export class LittleLog {
  readonly events: Made[] = [];
  private known: string | null | undefined;
  private readonly heads = new Map<string, { seq: number; leaf: string }>();
  private readonly lots = new Map<string, Lot>();
  private readonly parties = new Map<string, Party>();
  private readonly sites = new Map<string, SiteRegistered>();
  /** Miners are known beside a log, never in it. */
  private readonly members = new Map<string, Member>([['coop/M-1', MINER]]);

  constructor(
    readonly origin: string = ORIGIN,
    readonly seed: Uint8Array = new Uint8Array(32).fill(7),
  ) {}

  get facts(): Facts {
    const none = new Map<string, never>();
    const { lots, parties, sites, members } = this;
    return { lots, parties, sites, members, scales: none, uses: none, shipments: none };
  }

  /** Facts for an amendment: every statement so far, by sid. */
  get amendable(): AmendFacts {
    const statements = this.events.map(({ bytes, statement }) => [toHex(sidOf(bytes)), statement] as const);
    return { ...this.facts, statements: new Map(statements) };
  }

  /** The sid of the newest statement of a type about a lot. */
  sidOf(type: string, lot: string): string {
    const found = this.events.findLast(({ statement }) => statement.type === type && statement.lots.includes(lot));
    if (found === undefined) throw new Error(`no ${type} of ${lot} in this log`);
    return toHex(sidOf(found.bytes));
  }

  /** Appends what a decision drafts against the facts so far. */
  decide<Input>(rule: (facts: Facts, act: Act, input: Input) => Draft[], act: Act, input: Input): this {
    return this.append(...rule(this.facts, act, input));
  }

  append(...drafts: readonly Draft[]): this {
    for (const one of drafts) this.record(one);
    return this;
  }

  /** Appends a draft whose statement one or several sign themselves. */
  signed(one: Draft, ...signers: readonly Signer[]): this {
    const { attested: _attested, ...rest } = one;
    return this.record(rest, signers);
  }

  /** What the author of the next statement has seen of its lots, where that is not their newest entry. */
  seen(leaf: string | null): this {
    this.known = leaf;
    return this;
  }

  /** Enters a key: by the platform, or signed where somebody is named who does. */
  key(organisation: string, { seed }: Signer, more: Partial<KeyAdded> = {}, by?: Signer): this {
    return this.keyed('key.added', organisation, keyData(this.origin, organisation, seed, more), by);
  }

  revoke(organisation: string, { seed }: Signer, reason: Revocation = 'stolen', by?: Signer): this {
    return this.keyed('key.revoked', organisation, { organisation, kid: kidOf(publicKeyOf(seed)), reason }, by);
  }

  /** An act of KEY_ACTS: by the platform, or signed where somebody is named who does. */
  keyed(type: string, org: string, data: Draft['data'], by?: Signer): this {
    const one: Draft = { type, org, at: '2026-01-02T15:00:00.000Z', lots: [], data, attested: 'platform' };
    return by === undefined ? this.append(one) : this.signed(one, by);
  }

  private record(one: Omit<Draft, 'attested'> & Pick<Draft, 'attested'>, signers: readonly Signer[] = []): this {
    const { reveals = [], signed: _signed, ...drafted } = one;
    const index = this.events.length;
    const seen = one.lots.map((lot) => (this.known === undefined ? (this.heads.get(lot)?.leaf ?? null) : this.known));
    this.known = undefined;
    const values = saltedValues(reveals, index);
    const sd = values.map(({ salt, name, value }) => commitment(salt, name, value)).sort();
    const hidden = sd.length > 0 ? { sd } : {};
    const statement: Statement = { ...drafted, ...hidden, v: 1, log: this.origin, id: idOf(0xeeee, index), seen };
    const bytes = statementBytes(statement);
    const signatures = signers.map((signer) => signatureOf(bytes, signer)).sort((a, b) => (a.kid < b.kid ? -1 : 1));
    const made: Made = { statement, bytes, signatures, values, entry: new Uint8Array() };
    made.entry = this.entryOf(made, index);
    this.events.push(made);
    const leaf = toBase64Url(leafHash(made.entry));
    for (const lot of one.lots) this.heads.set(lot, { seq: (this.heads.get(lot)?.seq ?? -1) + 1, leaf });
    this.fold(statement, toHex(sidOf(bytes)));
    return this;
  }

  private entryOf({ statement, bytes, signatures }: Made, index: number): Uint8Array {
    const links = [...statement.lots].sort().map((lot) => {
      const head = this.heads.get(lot);
      return { lot, seq: head === undefined ? 0 : head.seq + 1, prev: head?.leaf ?? null };
    });
    const sigs = signatures.map(({ kid, sig }) => ({ alg: 'Ed25519' as const, kid, sig }));
    const event = toBase64Url(eventHash(sidOf(bytes), sigs));
    return entryBytes({ v: 1, k: 'event', event, links, received: instantAt(index) });
  }

  private fold(statement: Statement, sid: string): void {
    if (readData(statement) === 'malformed') return; // a lie: the log records it, nobody folds it
    evolve(this.lots, statement, sid);
    const { type, org, data } = statement;
    if (type === 'site.registered') this.sites.set(`${org}/${String(data['site'])}`, data as unknown as SiteRegistered);
    if (type === 'organisation.registered') {
      const { organisation, name, role, country } = data as unknown as Party;
      this.parties.set(organisation, { organisation, name, role, country, credentials: [] });
    }
    if (type.startsWith('credential.')) foldPaper(this.parties, type, data as unknown as CredentialChanged);
  }

  get vkey(): string {
    return formatVkey(vkeyOf(this.origin, ED25519, publicKeyOf(this.seed)));
  }

  /** A policy that trusts this log alone. */
  get policy(): string {
    return `log ${this.vkey}\nquorum none\n`;
  }

  /** The signed note over the tree as it is, with a witness's line where one is given. */
  checkpoint(witness?: { readonly name: string; readonly seed: Uint8Array }): string {
    const root = rootOfLeaves(this.leaves());
    const text = formatCheckpoint({ origin: this.origin, size: this.events.length, root });
    const note = signNote(text, this.origin, this.seed);
    return witness === undefined
      ? note
      : note + formatSignature(cosign(text, witness.name, witness.seed, 1_790_000_000));
  }

  /** What the log signs of these subjects. */
  headsOf(subjects: readonly Subject[]): Head[] {
    return headsOf(this.events, subjects);
  }

  /** Heads as signed notes at the tree as it is. */
  headNotes(heads: readonly Head[], seed = this.seed): string[] {
    const checkpoint = { origin: this.origin, size: this.events.length, root: rootOfLeaves(this.leaves()) };
    return headsTexts({ ...checkpoint, heads }).map((text) => signNote(text, this.origin, seed));
  }

  /** What a bundle of this lot must be complete in. */
  needed(lot: string): Subject[] {
    return neededIn(this.events, lot);
  }

  /** The bundle of a lot with these events, all of them unless some are left out, and these heads, the needed ones unless told. */
  bundle(lot: string, options: BundleOptions = {}): Uint8Array {
    const leaves = this.leaves();
    const subtree = (start: number, end: number): Uint8Array => rootOfLeaves(leaves.slice(start, end));
    const kept = this.events.map((event, index) => ({ event, index }));
    return formatBundle({
      checkpoint: options.checkpoint ?? this.checkpoint(),
      lot,
      code: this.lots.get(lot)?.code ?? 'unknown',
      heads: options.heads ?? this.headNotes(this.headsOf(this.needed(lot))),
      disclosures: kept.flatMap(({ event, index }) => disclosed(event, index, options.disclose ?? [])),
      events: kept
        .filter(({ index }) => options.without?.includes(index) !== true)
        .map(({ event, index }) => ({
          index,
          entry: event.entry,
          statement: event.bytes,
          signatures: event.signatures,
          path: proveInclusion(index, leaves.length, subtree),
        })),
    });
  }

  private leaves(): Uint8Array[] {
    return this.events.map(({ entry }) => leafHash(entry));
  }
}

export interface BundleOptions {
  readonly without?: readonly number[];
  readonly checkpoint?: string;
  /** Signed notes. */
  readonly heads?: readonly string[];
  /** Names of private values to show. */
  readonly disclose?: readonly string[];
}

/** A policy line for a witness of this name and seed. */
export function witnessLine(name: string, seed: Uint8Array): string {
  return `witness ${name} ${formatVkey(vkeyOf(name, COSIGNATURE, publicKeyOf(seed)))}`;
}

/** A uuid that says what it is for. */
export function idOf(kind: number, n: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function instantAt(index: number): string {
  return new Date(Date.UTC(2026, 0, 10, 12, 0, index)).toISOString();
}
