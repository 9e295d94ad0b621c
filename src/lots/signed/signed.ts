/** Statements that organisations and their devices sign themselves: prepared for signing, and taken in. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { toBase64, toBase64Url, toHex, utf8 } from '../../core/bytes.js';
import { admit, decided, needsOf, type AdmissionFacts, type Stated } from '../../core/custody/admission/admit.js';
import { SUMMED } from '../../core/custody/admission/declaring.js';
import { deviceFlags, type DeviceFlag } from '../../core/custody/keys/device.js';
import { settle, type Doubt } from '../../core/custody/doubts.js';
import { RECALLING } from '../../core/custody/credentials/recall.js';
import type { SigningKey } from '../../core/custody/keys/keys.js';
import { clockDoubts } from '../../core/custody/rules/intake/instruments.js';
import type { OwnThresholds } from '../../core/custody/rules/own/own.js';
import { CANONICAL_LIMIT, formatCanonical, type Json } from '../../core/log/canonical-json.js';
import { commitment, PAYLOAD_TYPE, sidOf, statementBytes } from '../../core/log/entry.js';
import type { Draft, Reveal, SignedDraft, Statement } from '../../core/log/statement.js';
import { Rejection } from '../../core/rejection.js';
import { HEADS, type Head } from '../../ledger/command.js';
import { Ledger, type Receipt } from '../../ledger/ledger.js';
import type { Facts } from '../../ledger/projection.js';
import { Surroundings } from './around.js';
import { chainIds, deviceIn, followsItsDevice, hasSeen, knowsItsLots, maySpeak, signaturesHold } from './gate.js';
import { doubtsIn, factsOf, type Outcome } from '../lots.js';

export interface SignedOutcome extends Outcome {
  readonly flags: readonly DeviceFlag[];
}

/** A statement to sign: its exact bytes, and what they are committed to. */
export interface Prepared {
  readonly payload: string;
  readonly payloadType: string;
  readonly sid: string;
  readonly disclosures: readonly { readonly salt: string; readonly name: string; readonly value: unknown }[];
  readonly held: Outcome['held'];
  readonly asked?: Outcome['held'];
  readonly warned?: Outcome['held'];
}

@Injectable()
export class SignedStatements {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  /**
   * Durable once it resolves; the same bytes again are answered as the first time.
   * @param key Idempotency-Key, where one was sent
   * @param by the person who is signed in and brings it, where there is one
   */
  async record(signed: SignedDraft, key?: string, by?: string): Promise<Receipt<SignedOutcome>> {
    const { statement, disclosures } = signed;
    const signers = signed.signatures.map(({ kid }) => kid);
    const known = await this.surroundings.keys(signers);
    signaturesHold(signed, known);
    const device = deviceIn(signed, known);
    const around = await this.surroundings.around(statement);
    const leaves = await this.surroundings.knownLeaves(statement);
    const seenBy = device && (await this.surroundings.checkpointOf(device.note));
    const needs = needsOf(statement, disclosures, around);
    const sid = sidOf(signed.bytes);
    return this.ledger.append<SignedOutcome>({
      org: statement.org,
      actor: `key ${signers.join(' ')}`,
      by: by ?? `kid:${signers[0] ?? ''}`,
      // No header can spell this: what makes a repetition the same is the statement itself.
      key: `statement ${toHex(sid)}`,
      ...(key !== undefined && { aliases: [key] }),
      digest: sid,
      alone: RECALLING.has(statement.type),
      ...(SUMMED.has(statement.type) && { fresh: true }),
      needs: {
        ...needs,
        keys: [...(needs['keys'] ?? []), ...signers.map((kid) => `kid:${kid}`)],
        ...(device && { devices: chainIds(device), thresholds: [statement.org] }),
      },
      decide: (facts, place) => {
        maySpeak(facts, statement, signers, place);
        knowsItsLots(facts, statement);
        hasSeen(facts, statement, leaves);
        const follows = device === undefined || followsItsDevice(facts, device, toBase64Url(sid));
        const drafts = admit(admissionFactsOf(facts, statement), signed, around, {
          received: place.received,
          signers,
          ...person(by),
        });
        const flags =
          device === undefined || seenBy === undefined
            ? []
            : deviceFlags(statement.at, device.note, { received: place.received, follows, ...seenBy });
        const late =
          device === undefined ? [] : clockDoubts(statement.at, place.received, flags, ownOf(facts, statement.org));
        const all = [...drafts, ...onArrival(statement, place.received, late)];
        return { drafts: all, result: { ...doubtsIn(all), flags } };
      },
    });
  }

  /** What the act comes to as things stand: bytes to look at, and to sign. Nothing is recorded. */
  async prepare(asked: Omit<Stated, 'at' | 'log'>, reveals: readonly Reveal[], by?: string): Promise<Prepared> {
    const { origin } = this.ledger;
    const around = await this.surroundings.around(asked);
    const stated = { ...asked, log: origin, at: '' };
    const needs = needsOf(stated, reveals, around);
    return this.ledger.consider(needs, (facts, { received }) => {
      knowsItsLots(facts, stated);
      const arrival = { received, signers: signersOf(facts, asked.org), ...person(by) };
      const drafts = decided(admissionFactsOf(facts, asked), { ...stated, at: received }, reveals, around, arrival);
      return preparedOf(drafts, stated, reveals, facts<Head>(HEADS), received);
    });
  }
}

/** What is said of a statement when it is taken in, on that day and by the platform. */
function onArrival({ org, lots: [lot, ...others] }: Statement, received: string, doubts: readonly Doubt[]): Draft[] {
  const day = received.slice(0, 10);
  const on = { date: day, tz: 'UTC' };
  const act = { org, on, at: received, today: day, attested: 'platform' } as const;
  return settle(act, others.length === 0 ? lot : undefined, doubts);
}

function ownOf(facts: Facts, org: string): OwnThresholds | undefined {
  return facts<OwnThresholds>('thresholds').get(org);
}

function admissionFactsOf(loaded: Facts, { type }: Pick<Statement, 'type'>): AdmissionFacts {
  return {
    ...factsOf(loaded),
    keys: loaded('keys'),
    statements: loaded('statements'),
    authors: loaded('authors'),
    questions: loaded('questions'),
    diligence: loaded('diligence'),
    stock: loaded('stock'),
    accesses: loaded('accesses'),
    accounts: loaded('incorporated'),
    sales: loaded('incorporatedSales'),
    // Only where papers are kept; they are further right.
    ...(type === 'document.captured' && { papers: loaded('captured') }),
  };
}

function person(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}

/** As if every key of the organisation signed; which of them will, nobody knows yet. */
function signersOf(facts: Facts, org: string): string[] {
  const keys = facts<readonly SigningKey[]>('keys').get(org) ?? [];
  return keys
    .filter(({ holder, revokedAt }) => holder === 'organisation' && revokedAt === undefined)
    .map(({ kid }) => kid);
}

function preparedOf(
  drafts: readonly Draft[],
  { log, data, org }: Stated,
  reveals: readonly Reveal[],
  heads: ReadonlyMap<string, Head>,
  at: string,
): Prepared {
  const [first] = drafts;
  if (first === undefined) throw new Error('bug: an act was decided to nothing');
  const decided = first.reveals ?? [];
  const own = reveals.filter(({ name }) => !decided.some((one) => one.name === name));
  const disclosures = [...decided, ...own].map(({ name, value }) => ({
    salt: toBase64Url(randomBytes(32)),
    name,
    value,
  }));
  const sd = disclosures.map(({ salt, name, value }) => commitment(salt, name, value)).sort();
  const { device } = data;
  const statement: Statement = {
    v: 1,
    log,
    id: randomUUID(),
    type: first.type,
    lots: first.lots,
    seen: first.lots.map((lot) => leafOf(heads.get(lot))),
    at,
    org,
    data: { ...first.data, ...(device !== undefined && { device }) },
    ...(sd.length > 0 && { sd }),
  };
  const bytes = bytesOf(statement);
  return {
    payload: toBase64(bytes),
    payloadType: PAYLOAD_TYPE,
    sid: toHex(sidOf(bytes)),
    disclosures,
    ...doubtsIn(drafts),
  };
}

function leafOf(head: Head | undefined): string | null {
  return head === undefined ? null : toBase64Url(head.leaf);
}

function bytesOf(statement: Statement): Uint8Array {
  try {
    return statementBytes(statement);
  } catch (error) {
    const length = utf8(formatCanonical(statement as unknown as Json)).length;
    if (length <= CANONICAL_LIMIT) throw error;
    throw new Rejection('too-large', statement.type, { max: `${CANONICAL_LIMIT}` });
  }
}
