/**
 * Sealed bytes in a bucket of any server that speaks S3, one object each under `papers/<sha256>`. The signature of a request
 * covers the hash of what it carries (AWS Signature Version 4), so a server keeps what was sent or refuses it.
 */
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { toHex } from '../../core/bytes.js';
import { Blobs } from './blobs.js';

export interface Bucket {
  /** Address of the server, `https://s3.example.org`. */
  readonly endpoint: string;
  readonly region: string;
  readonly name: string;
  readonly keyId: string;
  readonly secret: string;
}

/** A server that is away is told to whoever waits soon; the job that kept a paper is tried again later. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 30_000;

export class BucketBlobs extends Blobs {
  private readonly client: S3Client;

  constructor(private readonly bucket: Bucket) {
    super();
    const { endpoint, region, keyId, secret } = bucket;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId: keyId, secretAccessKey: secret },
      // Names of buckets are no names of hosts, except at the client's own vendor.
      forcePathStyle: true,
      // Checksums of the vendor's own, which other servers refuse.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 2,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
    });
  }

  async put(sha256: Uint8Array, bytes: Uint8Array): Promise<void> {
    await this.client.send(
      new PutObjectCommand({ ...this.at(sha256), Body: bytes, ContentType: 'application/octet-stream' }),
    );
  }

  async get(sha256: Uint8Array): Promise<Uint8Array | undefined> {
    const answer = await this.client.send(new GetObjectCommand(this.at(sha256))).catch(unlessMissing);
    return answer?.Body?.transformToByteArray();
  }

  async has(sha256: Uint8Array): Promise<boolean> {
    const answer = await this.client.send(new HeadObjectCommand(this.at(sha256))).catch(unlessMissing);
    return answer !== undefined;
  }

  private at(sha256: Uint8Array): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.bucket.name, Key: `papers/${toHex(sha256)}` };
  }
}

/** A missing object, and not a missing bucket, which is a setting gone wrong. */
function unlessMissing(error: unknown): undefined {
  const missing = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404;
  if (missing && error.name !== 'NoSuchBucket') return undefined;
  throw error;
}
