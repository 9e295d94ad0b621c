/** Secrets that are shown once: 256 bits, kept only as their SHA-256. */
import { randomBytes } from 'node:crypto';
import { sha256 } from '#crypto';
import { utf8 } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';
import type { Actor } from '../../http/actor.js';
import type { Idempotency } from '../../http/idempotency.js';
import type { Vault } from '../../ledger/private/vault.js';

export function hashOf(secret: string): Buffer {
  return Buffer.from(sha256(utf8(secret)));
}

export function randomSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** What is made by a request that may be sent twice. */
export interface Made {
  readonly id: string;
  readonly secret: string;
  /** Keyed digest of the request: another one under the same key is refused. */
  readonly request: Buffer;
}

/**
 * The secret follows from the vault's key and the request, so that an answer lost on its way can be asked for again by
 * whoever asked first, and is still nowhere kept: without the vault's key nobody can tell it from 256 random bits.
 */
export function madeBy(vault: Vault, what: string, actor: Actor, once: Idempotency): Made {
  const who = whoIs(actor);
  const secret = vault.tag(`${what} secret`, who, once.key, once.digest).toString('base64url');
  return {
    id: uuidFrom(vault.tag(what, who, once.key)),
    secret: `veta_${secret}`,
    request: vault.tag('request', once.digest),
  };
}

/** @throws key-reused where this Idempotency-Key came before with another request */
export function mustBeSame(request: Buffer, known: Buffer | null | undefined): void {
  if (known?.equals(request) !== true) throw new Rejection('key-reused', 'Idempotency-Key');
}

/** `person:<uuid>` or `key:<uuid>`; an operator's command line is `veta`. */
export function whoIs({ person, key }: Actor): string {
  if (person !== undefined) return `person:${person}`;
  return key === undefined ? 'veta' : `key:${key}`;
}

/** Version 8 (RFC 9562 §5.8): the same request is the same row. */
export function uuidFrom(tag: Uint8Array): string {
  const bytes = Buffer.from(tag.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
