/** Sealed bytes in the database itself (migration 0099), beside everything that is backed up with it. */
import type { DataSource, EntityManager } from 'typeorm';
import { preparing } from '../../database/prepared.js';
import { Blobs, type Blob, type Naming } from './blobs.js';

const PUT = `
INSERT INTO sealed_bytes (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

export class TableBlobs extends Blobs {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  private get tx(): EntityManager {
    return preparing(this.dataSource.manager);
  }

  /** In one transaction: the disk is waited for once, and a server that crashes forgets both or neither. */
  override keep<Done>(manager: EntityManager, blobs: readonly Blob[], name: Naming<Done>): Promise<Done> {
    return manager.transaction(async (whole) => {
      const tx = preparing(whole);
      for (const { sha256, bytes } of blobs) await tx.query(PUT, [Buffer.from(sha256), Buffer.from(bytes)]);
      return name(tx);
    });
  }

  async put(sha256: Uint8Array, bytes: Uint8Array): Promise<void> {
    await this.tx.query(PUT, [Buffer.from(sha256), Buffer.from(bytes)]);
  }

  async get(sha256: Uint8Array): Promise<Uint8Array | undefined> {
    const [row]: { bytes: Buffer }[] = await this.tx.query('SELECT bytes FROM sealed_bytes WHERE sha256 = $1', [
      Buffer.from(sha256),
    ]);
    return row?.bytes;
  }

  async has(sha256: Uint8Array): Promise<boolean> {
    const found: object[] = await this.tx.query('SELECT FROM sealed_bytes WHERE sha256 = $1', [Buffer.from(sha256)]);
    return found.length > 0;
  }
}
