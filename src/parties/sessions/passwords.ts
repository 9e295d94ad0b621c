/**
 * Passwords: argon2id (RFC 9106) with 19 MiB, two passes and one lane, the first setting of OWASP's Password Storage Cheat
 * Sheet, and the vault's key mixed in as its secret, so that a stolen database cannot even be guessed at.
 */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Rejection } from '../../core/rejection.js';
import { Ledger } from '../../ledger/ledger.js';
import { signInName } from '../people/sealed.js';

const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** 40 MiB and two threads at most; who comes when the queue is full is asked to wait. */
const AT_ONCE = 2;
const WAITING = 16;
export const SHORTEST = 12;
export const LONGEST = 200;

@Injectable()
export class Passwords {
  private readonly secret: Uint8Array;
  private readonly queue: (() => void)[] = [];
  private running = 0;
  /** Of nobody: checked where there is no such account, so that the same work is done. */
  private readonly nobodys: Promise<string>;

  constructor(
    private readonly dataSource: DataSource,
    ledger: Ledger,
  ) {
    this.secret = ledger.vault.tag('password');
    this.nobodys = hash(randomBytes(16), { ...COST, secret: this.secret });
  }

  /** @throws weak-password, too-many-requests */
  async hashOf(password: string, signIn: string): Promise<string> {
    mustBeStrong(password, signIn);
    return this.inTurn(() => hash(composed(password), { ...COST, secret: this.secret }));
  }

  async has(person: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT 1 FROM password WHERE person = $1', [person]);
    return rows.length > 0;
  }

  async set(tx: EntityManager, person: string, hashed: string): Promise<void> {
    await tx.query(
      `INSERT INTO password (person, hash) VALUES ($1, $2)
       ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = now()`,
      [person, hashed],
    );
  }

  /** False, after the same work, where there is no such person or they have no password. */
  async isRight(person: string | undefined, password: string): Promise<boolean> {
    const rows: { hash: string }[] = await this.dataSource.query('SELECT hash FROM password WHERE person = $1', [
      person ?? null,
    ]);
    const known = rows[0]?.hash;
    const right = await this.inTurn(async () =>
      verify(known ?? (await this.nobodys), composed(password), { secret: this.secret }),
    );
    return known !== undefined && right;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) throw new Rejection('too-many-requests', 'password', { seconds: '2' });
      await new Promise<void>((go) => this.queue.push(go));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next in line, or is free.
      const next = this.queue.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

/** The same word typed on another keyboard is the same word (NIST SP 800-63B §5.1.1.2). */
function composed(password: string): string {
  return password.normalize('NFKC');
}

/** Long and not the obvious: no rule about signs and digits, which make passwords worse (NIST SP 800-63B §5.1.1.2). */
function mustBeStrong(password: string, signIn: string): void {
  const word = composed(password).toLowerCase();
  const name = signInName(signIn);
  const [local = ''] = name.split('@');
  const obvious = word === name || (local.length > 3 && word.replaceAll(local, '').length < 6);
  const plain =
    new Set(word).size < 5 || '01234567890123456789'.includes(word) || 'abcdefghijklmnopqrstuvwxyz'.includes(word);
  if (word.length < SHORTEST || obvious || plain)
    throw new Rejection('weak-password', 'password', { min: `${SHORTEST}` });
}
