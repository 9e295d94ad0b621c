/** Whom a verifier trusts is the verifier's own affair: nothing in a bundle can vouch for itself. */
import { isIntact, verify } from '../../../src/verifier/door.js';
import { edited } from '../../support/edited.js';
import { LittleLog, ORIGIN, witnessLine } from '../../support/little-log.js';
import { fact, oneDelivery, RING } from '../../support/one-delivery.js';

const log = oneDelivery();
const bundle = log.bundle(RING);
const certifier = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
const buyer = { name: 'buyer.example', seed: new Uint8Array(32).fill(10) };
const failed = (bytes: Uint8Array, policy?: string): string[] =>
  verify(bytes, policy)
    .lines.filter(({ ok }) => !ok)
    .map(({ what }) => what);

test('without a policy it is consistent, not trusted, and still described', () => {
  const { exit, summary } = verify(bundle);
  expect(exit).toBe(2);
  expect(failed(bundle)).toEqual(['no-policy']);
  expect(summary?.code).toBe('J-1');
});

test('a policy that cannot be read trusts nobody', () => {
  expect(verify(bundle, 'trust me\n').exit).toBe(2);
  expect(failed(bundle, '')).toEqual(['bad-policy']);
});

test('a policy with another key for a log of this name does not trust it', () => {
  const impostor = new LittleLog(ORIGIN, new Uint8Array(32).fill(8));
  expect(verify(bundle, impostor.policy).exit).toBe(2);
  expect(failed(bundle, impostor.policy)).toEqual(['log-not-in-policy', 'heads-not-in-policy']);
});

test('a policy for another log does not trust it', () => {
  expect(verify(bundle, new LittleLog('other.example/log').policy).exit).toBe(2);
});

test('a checkpoint signed by a stranger under the name of the log is not trusted', () => {
  const impostor = oneDelivery(new LittleLog(ORIGIN, new Uint8Array(32).fill(8)));
  expect(verify(impostor.bundle(RING), log.policy).exit).toBe(2);
});

test('a signature of the log that does not hold is a bad proof', () => {
  const forged = edited(bundle, (raw) => {
    const lines = raw.checkpoint.split('\n');
    const last = lines.length - 2;
    lines[last] = (lines[last] as string).replace(
      /.{3}=*$/,
      (end) => (end.startsWith('AAA') ? 'BBB' : 'AAA') + end.slice(3),
    );
    raw.checkpoint = lines.join('\n');
  });
  expect(verify(forged, log.policy).exit).toBe(1);
  expect(failed(forged, log.policy)).toEqual(['log-signature-bad']);
});

describe('a policy that asks for a witness', () => {
  const asks = `log ${log.vkey}\n${witnessLine(certifier.name, certifier.seed)}\nquorum ${certifier.name}\n`;

  test('is not met by the log alone', () => {
    expect(verify(bundle, asks).exit).toBe(2);
    expect(failed(bundle, asks)).toEqual(['quorum-unmet']);
  });

  test('is met by that witness', () => {
    const witnessed = log.bundle(RING, { checkpoint: log.checkpoint(certifier) });
    expect(failed(witnessed, asks)).toEqual([]);
    expect(isIntact(witnessed, asks)).toBe(true);
  });

  test('is not met by another witness, whose line is counted and ignored', () => {
    const witnessed = log.bundle(RING, { checkpoint: log.checkpoint(buyer) });
    const { exit, lines } = verify(witnessed, asks);
    expect(exit).toBe(2);
    expect(lines.find(({ what }) => what === 'unknown-signers')?.values).toEqual({ count: 1 });
  });

  test('is spoilt by a line of that witness over another tree', () => {
    const elsewhere = new LittleLog().append(fact('x', '2026-01-02', 'nothing', {})).checkpoint(certifier);
    const forged = `${log.checkpoint()}${elsewhere.split('\n').at(-2)}\n`;
    expect(verify(log.bundle(RING, { checkpoint: forged }), asks).exit).toBe(1);
    expect(failed(log.bundle(RING, { checkpoint: forged }), asks)).toEqual(['cosignature-bad', 'quorum-unmet']);
  });
});

test('a bundle with the checkpoint of an older, smaller tree proves nothing past it', () => {
  const young = new LittleLog();
  const note = oneDelivery(young).checkpoint().replace('\n11\n', '\n10\n');
  const forged = edited(bundle, (raw) => {
    raw.checkpoint = note;
  });
  expect(verify(forged, log.policy).exit).toBe(1);
});
