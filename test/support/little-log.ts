/**
 * A small log made by hand: what decisions draft becomes statements, entries, a tree and a signed checkpoint, as the ledger
 * would make them but with fixed ids and times. Tests that attack a bundle change the parts before they are sealed.
 */
import { publicKeyOf, signEd25519 } from '#crypto';
import { toBase64Url, toHex } from '../../src/core/bytes.js';
import type { Act, Facts } from '../../src/core/custody/act.js';
import type { AmendFacts } from '../../src/core/custody/amend.js';
import { evolve } from '../../src/core/custody/evolve.js';
import type { Lot } from '../../src/core/custody/lot.js';
import type { Credential, CredentialChanged, Member, Party, SiteRegistered } from '../../src/core/custody/registry.js';
import { readData } from '../../src/core/custody/statement-data.js';
import { formatBundle, type BundleSignature } from '../../src/core/evidence/bundle.js';
import { formatCheckpoint } from '../../src/core/log/checkpoint.js';
import { entryBytes, eventHash, kidOf, pae, sidOf, statementBytes } from '../../src/core/log/entry.js';
import { leafHash, proveInclusion, rootOfLeaves } from '../../src/core/log/merkle.js';
import { cosign, formatSignature, signNote } from '../../src/core/log/note.js';
import type { Draft, Statement } from '../../src/core/log/statement.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf } from '../../src/core/log/vkey.js';

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
}

export class LittleLog {
  readonly events: Made[] = [];
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

  /** Appends a draft whose statement an organisation signs itself. */
  signed(one: Draft, signer: Signer): this {
    const { attested: _attested, ...rest } = one;
    return this.record(rest, signer);
  }

  private record(one: Omit<Draft, 'attested'> & Pick<Draft, 'attested'>, signer?: Signer): this {
    const { reveals: _reveals, ...said } = one;
    const index = this.events.length;
    const seen = one.lots.map((lot) => this.heads.get(lot)?.leaf ?? null);
    const statement: Statement = { ...said, v: 1, log: this.origin, id: idOf(0xeeee, index), seen };
    const bytes = statementBytes(statement);
    const signatures = signer === undefined ? [] : [signatureOf(bytes, signer)];
    const made: Made = { statement, bytes, signatures, entry: new Uint8Array() };
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
    if (type.startsWith('credential.')) this.foldCredential(type.slice(11), data as unknown as CredentialChanged);
  }

  private foldCredential(act: string, { holder, scheme, number, from, until }: CredentialChanged): void {
    const stranger: Party = { organisation: holder, name: holder, role: 'other', country: 'CO', credentials: [] };
    const party = this.parties.get(holder) ?? stranger;
    const others = party.credentials.filter((one) => one.number !== number);
    const known = party.credentials.find((one) => one.number === number);
    const acts = [...(known?.acts ?? []), { act, from } as Credential['acts'][number]];
    const paper: Credential = known ? { ...known, acts } : { scheme, number, from, until: until ?? null, acts: [] };
    this.parties.set(holder, { ...party, credentials: [...others, paper] });
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

  /** The bundle of a lot with these events, all of them unless some are left out. */
  bundle(
    lot: string,
    options: { readonly without?: readonly number[]; readonly checkpoint?: string } = {},
  ): Uint8Array {
    const leaves = this.leaves();
    const subtree = (start: number, end: number): Uint8Array => rootOfLeaves(leaves.slice(start, end));
    const kept = this.events.map((event, index) => ({ event, index }));
    return formatBundle({
      checkpoint: options.checkpoint ?? this.checkpoint(),
      lot,
      code: this.lots.get(lot)?.code ?? 'unknown',
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

/** A policy line for a witness of this name and seed. */
export function witnessLine(name: string, seed: Uint8Array): string {
  return `witness ${name} ${formatVkey(vkeyOf(name, COSIGNATURE, publicKeyOf(seed)))}`;
}

/** A uuid that says what it is for. */
export function idOf(kind: number, n: number): string {
  return `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function signatureOf(bytes: Uint8Array, { seed }: Signer): BundleSignature {
  const key = publicKeyOf(seed);
  return { kid: kidOf(key), key, sig: toBase64Url(signEd25519(seed, pae(bytes))) };
}

function instantAt(index: number): string {
  return new Date(Date.UTC(2026, 0, 10, 12, 0, index)).toISOString();
}
