/** Settings of a bucket for the sealed bytes of papers: all of them, or none. */
import { resolve } from 'node:path';
import { ConfigError } from './config-error.js';

export const BUCKET_SETTINGS = ['VETA_S3_ENDPOINT', 'VETA_S3_REGION', 'VETA_S3_BUCKET', 'VETA_S3_KEY_FILE'] as const;

export interface BucketConfig {
  /** Address of a server that speaks S3. */
  readonly endpoint: string;
  readonly region: string;
  readonly name: string;
  /** Two words, the access key's id and its secret: whoever lists a machine's processes does not read them. Absolute. */
  readonly keyFile: string;
}

/**
 * @param given a setting as it was given, trimmed; undefined where it was not
 * @throws ConfigError where only some are given, or one cannot be right
 */
export function bucketOf(given: (name: string) => string | undefined): BucketConfig | undefined {
  const [endpoint, region = 'us-east-1', name, keyFile] = BUCKET_SETTINGS.map(given);
  if (endpoint === undefined && name === undefined && keyFile === undefined) return undefined;
  if (endpoint === undefined || name === undefined || keyFile === undefined) {
    throw new ConfigError('VETA_S3_ENDPOINT, VETA_S3_BUCKET and VETA_S3_KEY_FILE go together: set all, or none.');
  }
  if (!URL.canParse(endpoint) || !/^https?:\/\/[^/@]+\/?$/.test(endpoint)) {
    throw new ConfigError(
      'VETA_S3_ENDPOINT must be an address such as https://s3.example.org, without a path or a key.',
    );
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new ConfigError(
      `VETA_S3_BUCKET must be the name of a bucket, 3 to 63 of a–z, 0–9, "." and "-", not "${name}".`,
    );
  }
  return { endpoint, region, name, keyFile: resolve(keyFile) };
}
