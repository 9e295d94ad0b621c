import * as fc from 'fast-check';
import { publicKeyOf } from '#crypto';
import { logSigned, parsePolicy, policyKeys, quorumMet, type Policy } from '../../../src/core/log/notes/policy.js';
import { COSIGNATURE, ED25519, formatVkey, vkeyOf, type Vkey } from '../../../src/core/log/notes/vkey.js';

const keyOf = (n: number) => publicKeyOf(new Uint8Array(32).fill(n));
const cosigner = (name: string, n: number): Vkey => vkeyOf(`${name}.example`, COSIGNATURE, keyOf(n));
const log = vkeyOf('ledger.limonal.example', ED25519, keyOf(1));
const [buyer, refiner, auditor, ngo] = [
  cosigner('buyer', 2),
  cosigner('refiner', 3),
  cosigner('auditor', 4),
  cosigner('ngo', 5),
];
const LOG = `log ${formatVkey(log)}`;
const witness = (name: string, vkey: Vkey) => `witness ${name} ${formatVkey(vkey)}`;

const lines = [
  '# who must have seen the checkpoint',
  '',
  `\t ${LOG} \thttps://ledger.limonal.example/`,
  witness('buyer', buyer),
  witness('refiner', refiner),
  'group trade any buyer refiner',
  witness('auditor', auditor),
  `${witness('ngo', ngo)} https://ngo.example/witness`,
  'group oversight 2 trade auditor ngo',
  'quorum oversight',
];
const policy = parsePolicy(lines.join('\n')) as Policy;
const withLines = (...more: string[]) =>
  parsePolicy(`${[LOG, witness('a', buyer), witness('b', refiner), ...more].join('\n')}\n`);

describe('a policy that says something unclear trusts no one', () => {
  test.each([
    ['no quorum', []],
    ['two quorums', ['quorum a', 'quorum a']],
    ['a quorum of nobody defined', ['quorum c']],
    ['a quorum named before it is defined', ['quorum g', 'group g all a b']],
    ['a group without members', ['group g all', 'quorum g']],
    ['a group of more than there are', ['group g 3 a b', 'quorum g']],
    ['a group of none', ['group g 0 a b', 'quorum g']],
    ['a threshold in another spelling', ['group g 01 a b', 'quorum g']],
    ['a member twice in one group', ['group g any a a', 'quorum g']],
    ['a member of two groups', ['group g any a b', 'group h any a', 'quorum h']],
    ['a member that is none', ['group g any none', 'quorum g']],
    ['a group that holds itself', ['group g any g', 'quorum g']],
    ['a name used twice', ['group a any b', 'quorum a']],
    ['a witness called none', [witness('none', auditor), 'quorum a']],
    ['one key under two names', [witness('c', { ...buyer }), 'quorum a']],
    ['one key renamed', [witness('c', vkeyOf('other.example', COSIGNATURE, buyer.publicKey)), 'quorum a']],
    ['one log twice', [LOG, 'quorum a']],
    ['a witness with a log key', [witness('c', vkeyOf('c.example', ED25519, keyOf(6))), 'quorum a']],
    ['a log with a witness key', [`log ${formatVkey(ngo)}`, 'quorum a']],
    ['a word too many', ['quorum a b']],
    ['a word it does not know', ['trust everyone', 'quorum a']],
    ['a carriage return', ['quorum a\r']],
    ['a form feed', ['#\f', 'quorum a']],
  ])('%s', (_, more) => {
    expect(withLines(...more)).toBeUndefined();
  });

  test('and noise never throws (2,000 texts)', () => {
    const word = fc.constantFrom(
      'log',
      'witness',
      'group',
      'quorum',
      'any',
      'all',
      '1',
      'a',
      'none',
      formatVkey(ngo),
      '\n',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => void parsePolicy(words.join(' '))),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parsePolicy(bytes)));
  });
});

describe('two of: the trade (buyer or refiner), the auditor, the NGO', () => {
  test.each([
    [false, []],
    [false, [log]],
    [false, [buyer, refiner]],
    [false, [auditor]],
    [true, [auditor, ngo]],
    [true, [refiner, ngo]],
    [true, [buyer, refiner, auditor, ngo]],
  ])('%s for %j', (met, verified) => {
    expect(quorumMet(policy, verified)).toBe(met);
  });

  test('a cosigner who only borrows the name does not count', () => {
    const impostor = vkeyOf(ngo.name, COSIGNATURE, keyOf(9));
    expect(quorumMet(policy, [auditor, impostor])).toBe(false);
    expect(quorumMet(policy, [auditor, auditor])).toBe(false);
  });

  test('the log counts only for its own origin', () => {
    expect(logSigned(policy, log.name, [log])).toBe(true);
    expect(logSigned(policy, 'ledger.other.example', [log])).toBe(false);
    expect(logSigned(policy, log.name, [ngo])).toBe(false);
  });

  test('all keys, addresses kept', () => {
    expect(policyKeys(policy)).toEqual([log, buyer, refiner, auditor, ngo]);
    expect(policy.logs[0]?.url).toBe('https://ledger.limonal.example/');
    expect(policy.witnesses[3]?.url).toBe('https://ngo.example/witness');
  });

  test('quorum none asks for no witness, a single witness for that one', () => {
    expect(quorumMet(parsePolicy(`${LOG}\nquorum none\n`) as Policy, [])).toBe(true);
    expect(quorumMet(withLines('quorum b') as Policy, [buyer])).toBe(false);
    expect(quorumMet(withLines('quorum b') as Policy, [refiner])).toBe(true);
    expect(quorumMet(withLines('group g all a b', 'quorum g') as Policy, [refiner])).toBe(false);
  });
});
