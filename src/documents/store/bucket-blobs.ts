/**
 * Sealed bytes in a bucket of any server that speaks S3, one object each under `papers/<sha256>`. The signature of a request
 * covers the hash of what it carries (AWS Signature Version 4), so a server keeps what was sent or refuses it.
 */
import { GetObjectCommand, HeadBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { equalBytes, toHex } from '../../core/bytes.js';
import { Blobs, BlobsAway } from './blobs.js';
import { isMissing, whyAway, type Place } from './bucket-faults.js';

export interface Bucket extends Place {
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

/** A server that is away is told to whoever waits soon; the job that kept a paper is tried again later. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 30_000;

export class BucketBlobs extends Blobs {
  private readonly client: S3Client;
  /** Without its key: what is kept here may be printed. */
  private readonly place: Place;

  constructor({ endpoint, name, region, keyId, secret }: Bucket) {
    super();
    this.place = { endpoint, name };
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

  /** Read back before anybody relies on it: whatever says yes to everything, a proxy's page, keeps nothing. */
  async put(sha256: Uint8Array, bytes: Uint8Array): Promise<void> {
    const object = { ...this.at(sha256), Body: bytes, ContentType: 'application/octet-stream' };
    await this.asked(this.client.send(new PutObjectCommand(object)));
    const kept = await this.get(sha256);
    if (kept === undefined || !equalBytes(kept, bytes)) throw new BlobsAway(whyAway(undefined, this.place));
  }

  async get(sha256: Uint8Array): Promise<Uint8Array | undefined> {
    const answer = await this.asked(this.client.send(new GetObjectCommand(this.at(sha256))), 'NoSuchKey');
    return answer?.Body === undefined ? undefined : this.asked(answer.Body.transformToByteArray());
  }

  async has(sha256: Uint8Array): Promise<boolean> {
    // An answer without a body does not say what is missing: the object, or the bucket.
    const found = await this.asked(this.client.send(new HeadObjectCommand(this.at(sha256))), 'NotFound');
    if (found === undefined) await this.asked(this.client.send(new HeadBucketCommand({ Bucket: this.place.name })));
    return found !== undefined;
  }

  /** @param missing what the server says where there is no such object */
  private async asked<Answer>(asked: Promise<Answer>): Promise<Answer>;
  private async asked<Answer>(asked: Promise<Answer>, missing: string): Promise<Answer | undefined>;
  private async asked<Answer>(asked: Promise<Answer>, missing?: string): Promise<Answer | undefined> {
    try {
      return await asked;
    } catch (error) {
      if (missing !== undefined && isMissing(error, missing)) return undefined;
      throw new BlobsAway(whyAway(error, this.place));
    }
  }

  private at(sha256: Uint8Array): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.place.name, Key: `papers/${toHex(sha256)}` };
  }
}
