import { KeyRing, type SigningKey } from '../../../src/core/custody/keys/keys.js';
import { signerFaults } from '../../../src/core/custody/keys/signers.js';
import type { Statement } from '../../../src/core/log/statement.js';

const key = (kid: string, organisation: string, more: Partial<SigningKey> = {}): SigningKey => {
  return { kid, organisation, key: new Uint8Array(32), holder: 'organisation', custody: 'own', addedAt: 1, ...more };
};
const ring = new KeyRing([
  key('coop', 'coop'),
  key('phone', 'coop', { holder: 'device' }),
  key('lost', 'coop', { holder: 'device', revokedAt: 9 }),
  key('old', 'coop', { revokedAt: 9 }),
  key('scale', 'coop', { holder: 'device', scope: ['lot.assayed'] }),
  key('lapsed', 'coop', { holder: 'device', until: '2026-01-01T00:00:00.000Z' }),
  key('joya', 'joya'),
]);
const place = { idx: 10, received: '2026-01-02T00:00:00.000Z' };

function faults(kids: string[], type = 'lot.held', data: Statement['data'] = {}): string[] {
  const said = { type, org: 'coop', data } as unknown as Statement;
  return signerFaults(said, place, kids, ring).map(
    ({ kid, why, organisation }) => `${kid ?? ''} ${why} ${organisation}`,
  );
}

test('a key in force of the organisation or its device speaks for it', () => {
  expect(faults([])).toEqual([]);
  expect(faults(['coop'])).toEqual([]);
  expect(faults(['phone'])).toEqual([]);
  expect(faults(['coop', 'phone'])).toEqual([]);
  expect(faults(['scale'], 'lot.assayed')).toEqual([]);
});

test('one that is unknown, of somebody else, revoked, expired or out of its scope does not', () => {
  expect(faults(['nobody'])).toEqual(['nobody unknown coop']);
  expect(faults(['joya'])).toEqual(['joya other-organisation coop']);
  expect(faults(['coop', 'joya'])).toEqual(['joya other-organisation coop']);
  expect(faults(['old'])).toEqual(['old revoked coop']);
  expect(faults(['lapsed'])).toEqual(['lapsed expired coop']);
  expect(faults(['scale'])).toEqual(['scale out-of-scope coop']);
});

test('what a lost device had signed comes in only where the organisation itself signs beside it', () => {
  expect(faults(['lost'])).toEqual(['lost revoked coop']);
  expect(faults(['coop', 'lost'])).toEqual([]);
  expect(faults(['coop', 'lapsed'])).toEqual([]);
  expect(faults(['lost', 'phone'])).toEqual(['lost revoked coop']);
  expect(faults(['coop', 'old'])).toEqual(['old revoked coop']);
  expect(faults(['lost', 'old'])).toEqual(['lost revoked coop', 'old revoked coop']);
  expect(faults(['coop', 'scale'])).toEqual(['scale out-of-scope coop']);
  expect(faults(['lost', 'joya'], 'statement.voided', { with: 'joya' })).toEqual(['lost revoked coop']);
});

test('a void that two agree on is signed by both, and by nobody else', () => {
  const data = { with: 'joya' };
  expect(faults(['coop', 'joya'], 'statement.voided', data)).toEqual([]);
  expect(faults(['coop'], 'statement.voided', data)).toEqual([' unsigned joya']);
  expect(faults(['joya'], 'statement.voided', data)).toEqual([' unsigned coop']);
  expect(faults([], 'statement.voided', data)).toEqual([' unsigned coop', ' unsigned joya']);
  expect(faults(['coop'], 'statement.voided', { with: 'coop' })).toEqual([' unsigned coop']);
  expect(faults(['coop', 'joya'], 'lot.held', data)).toEqual(['joya other-organisation coop']);
  expect(faults(['coop'], 'statement.voided')).toEqual([]);
  expect(faults(['coop'], 'statement.voided', { with: 7 })).toEqual([]);
});
