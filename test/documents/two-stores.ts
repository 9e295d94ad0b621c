/** An office whose one shipment left, with its papers in the database, and a bucket that has none of them yet. */
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/connect.js';
import { BucketBlobs } from '../../src/documents/store/bucket-blobs.js';
import { TableBlobs } from '../../src/documents/store/table-blobs.js';
import { BucketServer } from './bucket-server.js';
import { openOffice, type Office } from './office.js';
import { exportOf } from './trade.js';

const KEY = { keyId: 'AKIA', secret: 'secret', region: 'us-east-1' };

export interface TwoStores {
  readonly office: Office;
  readonly server: BucketServer;
  readonly endpoint: string;
  readonly table: TableBlobs;
  readonly bucket: BucketBlobs;
  /** May take the triggers away that keep history. */
  readonly owner: DataSource;
  close(): Promise<void>;
}

export async function openTwoStores(): Promise<TwoStores> {
  const server = new BucketServer('papers-of-veta');
  const endpoint = `http://127.0.0.1:${await server.listen()}`;
  const bucket = new BucketBlobs({ ...KEY, endpoint, name: server.bucket });
  const office = await openOffice();
  await exportOf(office.market.lots, 'S01');
  await office.documents.awaitIdle();
  const { database } = office.market;
  const table = new TableBlobs(database.dataSource);
  const owner = await openDataSource({ ...database.ownerConnection, max: 1 }, []);
  const close = async (): Promise<void> => {
    await owner.destroy();
    await office.close();
    await server.close();
  };
  return { office, server, endpoint, table, bucket, owner, close };
}
