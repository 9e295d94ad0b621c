/**
 * Where the sealed bytes of papers lie, by their own SHA-256: never the clear bytes, nor a name that is theirs. Whoever
 * keeps them learns sizes and times, and nobody who lacks the hash of the sealed bytes can ask for one.
 */
import { sha256 } from '#crypto';
import { equalBytes } from '../../core/bytes.js';
import { Rejection } from '../../core/rejection.js';

export abstract class Blobs {
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
