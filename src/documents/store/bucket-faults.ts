/**
 * What is wrong with a bucket, in a sentence for whoever runs the server. Nothing of what the bucket's server wrote is in it
 * but its error's code, where that looks like one: a stranger's text has no place in a log.
 */
import { S3ServiceException } from '@aws-sdk/client-s3';
import { own } from '../../core/own.js';

export interface Place {
  /** Address of the server, `https://s3.example.org`. */
  readonly endpoint: string;
  /** Of the bucket. */
  readonly name: string;
}

type Sentence = (place: Place, code: string) => string;

const WHY = {
  key: ({ endpoint }, code) =>
    `${endpoint} refuses the key of VETA_S3_KEY_FILE (${code}): its id or its secret is wrong, or it may not do this in the bucket.`,
  bucket: ({ endpoint, name }) => `There is no bucket ${name} at ${endpoint}: make it, or correct VETA_S3_BUCKET.`,
  clock: ({ endpoint }) =>
    `The clock here and the one of ${endpoint} are too far apart: set this one by a time server.`,
  silent: ({ endpoint }, code) => `${endpoint} does not answer (${code}): it is down, or not to be reached from here.`,
  busy: ({ endpoint }, code) => `${endpoint} cannot keep or give papers now (${code}).`,
  strange: ({ endpoint, name }, code) =>
    `What answers at ${endpoint} does not keep the bucket ${name} as a server of the kind does (${code}): is VETA_S3_ENDPOINT right?`,
} as const satisfies Record<string, Sentence>;

const BY_CODE: Readonly<Record<string, keyof typeof WHY>> = {
  NoSuchBucket: 'bucket',
  RequestTimeTooSkewed: 'clock',
  RequestExpired: 'clock',
  SlowDown: 'busy',
  ServiceUnavailable: 'busy',
  InternalError: 'busy',
  TimeoutError: 'silent',
};

/** What Node calls a connection that fails; the client's own wrapping leaves of it no more than its words. */
const CONNECTION =
  /\b(ECONN[A-Z]{3,10}|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EPROTO|socket hang up|(ERR_TLS|CERT|UNABLE_TO)_[A-Z_]{3,40}|DEPTH_ZERO_SELF_SIGNED_CERT)\b/;

export function isMissing(error: unknown, code: string): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name === code;
}

/** @param error undefined where the answer was good and what it said was not so */
export function whyAway(error: unknown, place: Place): string {
  const code = codeOf(error);
  return WHY[kindOf(error, code)](place, code);
}

function kindOf(error: unknown, code: string): keyof typeof WHY {
  const known = own(BY_CODE, code);
  if (known !== undefined) return known;
  if (CONNECTION.test(code)) return 'silent';
  const status = statusOf(error);
  if (status === 401 || status === 403) return 'key';
  if (error instanceof S3ServiceException && status === 404) return code === 'NotFound' ? 'bucket' : 'strange';
  return status !== undefined && status >= 500 ? 'busy' : 'strange';
}

function codeOf(error: unknown): string {
  if (error === undefined) return 'other bytes';
  const { name, code, message } = error as { readonly [said: string]: unknown };
  const answered = error instanceof S3ServiceException;
  const connection = answered ? null : CONNECTION.exec(`${String(code)} ${String(message)}`);
  if (connection !== null) return connection[0];
  const named = answered || name === 'TimeoutError';
  return named && typeof name === 'string' && /^[A-Z][A-Za-z]{2,60}$/.test(name) ? name : 'unreadable';
}

function statusOf(error: unknown): number | undefined {
  const { $metadata } = (error ?? {}) as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}
