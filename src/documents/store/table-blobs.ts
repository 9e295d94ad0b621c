/** Sealed bytes in the database itself (migration 0099), beside everything that is backed up with it. */
import type { DataSource, EntityManager } from 'typeorm';
import { preparing } from '../../database/prepared.js';
import { Blobs } from './blobs.js';

const PUT = `
INSERT INTO sealed_bytes (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`;

export class TableBlobs extends Blobs {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  private get tx(): EntityManager {
    return preparing(this.dataSource.manager);
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
