/**
 * Where the sealed bytes of papers lie, by their own SHA-256: never the clear bytes, nor a name that is theirs. Whoever
 * keeps them learns sizes and times, and nobody who lacks the hash of the sealed bytes can ask for one.
 */
import { sha256 } from '#crypto';
import type { EntityManager } from 'typeorm';
import { equalBytes } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';

/** Sealed bytes by their own hash. */
export interface Blob {
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Writes the rows that name what was put. */
export type Naming<Done> = (tx: EntityManager) => Promise<Done>;

export abstract class Blobs {
  /**
   * Puts them, and then names them, so that a row never names what is not kept: bytes that no row names, after a crash between
   * the two, are sealed and nobody's. @throws BlobsAway
   */
  async keep<Done>(tx: EntityManager, blobs: readonly Blob[], name: Naming<Done>): Promise<Done> {
    for (const { sha256: place, bytes } of blobs) await this.put(place, bytes);
    return name(tx);
  }

  /** The same bytes may be put any number of times. @throws BlobsAway */
  abstract put(sha256: Uint8Array, bytes: Uint8Array): Promise<void>;
  /** Undefined where it never came here; whoever reads hashes it again. @throws BlobsAway */
  abstract get(sha256: Uint8Array): Promise<Uint8Array | undefined>;
  /** @throws BlobsAway */
  abstract has(sha256: Uint8Array): Promise<boolean>;
}

/**
 * The place can neither take nor give now, which is no paper's fault. Whoever asks is told to come again; the message is a
 * sentence for whoever runs the server.
 */
export class BlobsAway extends Rejection {
  constructor(why: string) {
    super('papers-away', 'papers');
    this.message = why;
  }
}

/** Puts into one place and reads from another too: what was kept there before stays readable. */
export class MovedBlobs extends Blobs {
  constructor(
    readonly now: Blobs,
    readonly before: Blobs,
  ) {
    super();
  }

  override keep<Done>(tx: EntityManager, blobs: readonly Blob[], name: Naming<Done>): Promise<Done> {
    return this.now.keep(tx, blobs, name);
  }

  put(sha256: Uint8Array, bytes: Uint8Array): Promise<void> {
    return this.now.put(sha256, bytes);
  }

  /** What was spoiled where it was kept before may lie here whole. */
  async get(sha256: Uint8Array): Promise<Uint8Array | undefined> {
    const kept = await this.before.get(sha256);
    return isWhole(kept, sha256) ? kept : ((await this.now.get(sha256)) ?? kept);
  }

  async has(sha256: Uint8Array): Promise<boolean> {
    return (await this.before.has(sha256)) || this.now.has(sha256);
  }
}

export function isWhole(bytes: Uint8Array | undefined, place: Uint8Array): bytes is Uint8Array {
  return bytes !== undefined && equalBytes(sha256(bytes), place);
}
