/** Keys in people's own hands: what a program of theirs does with the server's prepared bytes. */
import { publicKeyOf, signEd25519 } from '#crypto';
import { fromBase64, toBase64, toBase64Url } from '../../src/core/bytes.js';
import { proofMessage } from '../../src/core/custody/keys/rules.js';
import { kidOf, pae, PAYLOAD_TYPE, statementBytes } from '../../src/core/log/entry.js';
import type { Statement } from '../../src/core/log/statement.js';
import type { Answer } from '../parties/desk.js';
import { DAY, must, type Market, type Org } from './market.js';

export interface Wallet {
  readonly seed: Uint8Array;
  readonly kid: string;
  readonly key: string;
}

export interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
  readonly disclosures?: readonly object[];
}

export interface Prepared {
  readonly payload: string;
  readonly payloadType: string;
  readonly sid: string;
  readonly disclosures: readonly { readonly salt: string; readonly name: string; readonly value: unknown }[];
}

export const ON = { date: DAY, tz: 'America/Bogota' };

/** What a registrar wants prepared when somebody hands in gold. */
export function delivery(code: string, grossMg: number): [type: string, data: object, disclosures: object[]] {
  const fineness = { ppm: 940_000, method: 'touchstone' };
  const data = { on: ON, code, form: 'alluvial', site: 'PLAYA', grossMg, fineness };
  const disclosures = [
    { name: 'member', value: 'ana' },
    { name: 'declaration', value: `DP-${code}` },
  ];
  return ['lot.registered', data, disclosures];
}

export function wallet(fill: number): Wallet {
  const seed = new Uint8Array(32).fill(fill);
  const key = publicKeyOf(seed);
  return { seed, kid: kidOf(key), key: toBase64Url(key) };
}

/** The new key's own word that it is this organisation's. */
export function proofOf({ seed, key }: Wallet, log: string, organisation: string): string {
  return toBase64Url(signEd25519(seed, proofMessage(log, organisation, key)));
}

export function sealed(payload: string, by: readonly Wallet[], disclosures: readonly object[] = []): Envelope {
  const bytes = fromBase64(payload) as Uint8Array;
  const signatures = by.map(({ seed, kid }) => ({ keyid: kid, sig: toBase64(signEd25519(seed, pae(bytes))) }));
  return { payload, payloadType: PAYLOAD_TYPE, signatures, ...(disclosures.length > 0 && { disclosures }) };
}

export function statementIn({ payload }: { readonly payload: string }): Statement {
  return JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;
}

/** The statement changed and put into canonical form again. */
export function rewritten(envelope: { readonly payload: string }, change: (statement: Statement) => object): string {
  return toBase64(statementBytes(change(statementIn(envelope)) as Statement));
}

export class Signatory {
  constructor(
    private readonly market: Market,
    readonly org: Org,
    readonly own: Wallet,
  ) {}

  get log(): string {
    return this.market.desk.ledger.origin;
  }

  /** The operator enters the organisation's first key. */
  async introduce(): Promise<this> {
    const body = {
      key: this.own.key,
      holder: 'organisation',
      custody: 'own',
      proof: proofOf(this.own, this.log, this.org),
    };
    await must(this.market.desk.post(`/api/organisations/${this.org}/keys`, { key: this.market.operator, body }));
    return this;
  }

  async prepare(type: string, data: object, disclosures: readonly object[] = []): Promise<Prepared> {
    const body = { type, data, ...(disclosures.length > 0 && { disclosures }) };
    return (await must(this.ask('prepare', body))).body as unknown as Prepared;
  }

  ask(path: 'prepare', body: object): Promise<Answer> {
    return this.market.desk.post(`/api/statements/${path}`, { key: this.market.keys[this.org], body });
  }

  /** Anybody may carry a signed statement to the server. */
  send(envelope: Envelope | object, once = ''): Promise<Answer> {
    return this.market.desk.post('/api/statements', { body: envelope, once });
  }

  /** Prepared, signed by the organisation's own key or by others, and sent. */
  async say(type: string, data: object, disclosures: readonly object[] = [], by: readonly Wallet[] = [this.own]) {
    const prepared = await this.prepare(type, data, disclosures);
    const envelope = sealed(prepared.payload, by, prepared.disclosures);
    return { prepared, envelope, answer: await this.send(envelope) };
  }

  /** The organisation's key signs for another one, a device's say. */
  async delegate(to: Wallet, more: object = {}): Promise<void> {
    const data = { organisation: this.org, key: to.key, kid: to.kid, holder: 'device', custody: 'own' };
    const proof = proofOf(to, this.log, this.org);
    const { answer } = await this.say('key.added', { ...data, proof, ...more });
    if (answer.status !== 201) throw new Error(answer.text);
  }

  async revoke(kid: string, reason = 'lost'): Promise<void> {
    const { answer } = await this.say('key.revoked', { organisation: this.org, kid, reason });
    if (answer.status !== 201) throw new Error(answer.text);
  }
}
