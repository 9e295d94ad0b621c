/** Where papers are kept here: in the database, or in a bucket that is configured. */
import { readFile } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sha256 } from '#crypto';
import { ConfigError } from '../../config/config-error.js';
import type { BucketConfig } from '../../config/bucket.js';
import type { Config } from '../../config/config.js';
import { type Blobs, MovedBlobs } from './blobs.js';
import { BucketBlobs } from './bucket-blobs.js';
import { TableBlobs } from './table-blobs.js';

/**
 * @param told what is wrong with the bucket as it is opened
 * @throws ConfigError where the file with the bucket's key does not hold one
 */
export async function openBlobs(
  { bucket }: Pick<Config, 'bucket'>,
  dataSource: DataSource,
  told: (sentence: string) => void = (sentence) => new Logger('documents').warn(sentence),
): Promise<Blobs> {
  const table = new TableBlobs(dataSource);
  if (bucket === undefined) return table;
  const away = await openBucket(bucket);
  // Nobody waits for it: papers wait for their bucket, and everything else goes on without.
  void away.has(sha256(new Uint8Array())).catch(({ message }: Error) => told(message));
  return new MovedBlobs(away, table);
}

/** @throws ConfigError where the file with its key does not hold one */
export async function openBucket({ keyFile, ...place }: BucketConfig): Promise<BucketBlobs> {
  const text = await readFile(keyFile, 'utf8').catch(() => undefined);
  const [keyId, secret, ...more] = text?.split(/\s+/).filter((word) => word !== '') ?? [];
  if (keyId === undefined || secret === undefined || more.length > 0) {
    throw new ConfigError(`VETA_S3_KEY_FILE (${keyFile}) must hold two words: the access key's id and its secret.`);
  }
  return new BucketBlobs({ ...place, keyId, secret });
}
