/** What the routes of signed statements say of themselves in the OpenAPI document. */
import { getSchemaPath } from '@nestjs/swagger';
import type { DeviceFlag } from '../../core/custody/keys/device.js';
import { DEVICE_FLAGS } from '../../core/custody/keys/device.js';
import { PAYLOAD_TYPE } from '../../core/log/entry.js';
import { EntryView } from '../../http/describe.js';
import type { Receipt } from '../../ledger/ledger.js';
import { DoubtView } from '../doubts/told.js';

/** What is told of a signed statement that was taken in. */
export interface SignedReceipt {
  readonly sid: string;
  readonly idx: number;
  readonly leaf: string;
  readonly entries: Receipt['entries'];
  readonly held: readonly DoubtView[];
  readonly asked: readonly DoubtView[];
  readonly warned: readonly DoubtView[];
  readonly flags: readonly DeviceFlag[];
}

const text = { type: 'string' } as const;
const base64 = { type: 'string', format: 'byte', example: 'eyJhdCI6IjIwMjYifQ==' } as const;
const whole = { type: 'integer' } as const;
const payloadType = { type: 'string', enum: [PAYLOAD_TYPE] };
const flags = { type: 'array', items: { type: 'string', enum: [...DEVICE_FLAGS] } };
const held = { type: 'array', items: { $ref: getSchemaPath(DoubtView) } };
const disclosure = {
  salt: { ...text, example: 'PE0Y4q_58gnn_Q5uiot6VdqgQKeVpWBFOUFSoaNatjo', description: '32 bytes, base64url' },
  name: { ...text, example: 'member' },
  value: { example: 'LIM-003' },
};

function listOf(properties: object, required = Object.keys(properties)): object {
  return { type: 'array', items: { type: 'object', required, properties } };
}

function object(properties: object, optional: readonly string[] = []): { type: 'object' } {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', required, properties } as { type: 'object' };
}

/** DSSE v1 envelope; `keyid` is the key id of docs/ledger-format.md. */
export const ENVELOPE = object(
  {
    payload: { ...base64, description: 'Canonical JSON of the statement' },
    payloadType,
    signatures: listOf({ keyid: { ...text, example: '3b1f0c9e' }, sig: base64 }),
    disclosures: listOf(disclosure),
  },
  ['disclosures'],
);

export const SIGNED_RECEIPT = object({
  sid: text,
  idx: whole,
  leaf: text,
  entries: { type: 'array', items: { $ref: getSchemaPath(EntryView) } },
  held,
  asked: held,
  warned: held,
  flags,
});

export const TO_PREPARE = object(
  {
    type: { ...text, example: 'custody.dispatched' },
    data: { type: 'object' },
    disclosures: listOf({ name: { ...text, example: 'member' }, value: { example: 'LIM-003' } }),
  },
  ['disclosures'],
);

const reasons = listOf({ rule: text, code: text, at: text });

export const PREPARED = object(
  {
    payload: base64,
    payloadType,
    sid: text,
    disclosures: listOf(disclosure),
    held: reasons,
    asked: reasons,
    warned: reasons,
  },
  ['asked', 'warned'],
);

export const STATEMENT = object(
  {
    sid: text,
    idx: whole,
    leaf: text,
    received: text,
    attested: { type: 'string', enum: ['signed', 'platform', 'book'] },
    payload: base64,
    payloadType,
    signatures: listOf({ keyid: text, sig: base64 }),
    signers: listOf({ kid: text, organisation: text, holder: text, custody: text, name: text }, [
      'kid',
      'organisation',
      'holder',
      'custody',
    ]),
    entry: base64,
    device: object({ kid: text, seq: whole, flags }),
    amendments: listOf({ sid: text, type: text, org: text, idx: whole }),
    proof: object({ checkpoint: text, size: whole, path: { type: 'array', items: base64 } }),
  },
  ['device', 'proof'],
);
