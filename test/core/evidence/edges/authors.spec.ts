/** Who spoke and when, at the edges: what is counted, what is told, and what a clock alone gives away. */
import { neededSubjects } from '../../../../src/core/evidence/history/needed.js';
import { subjectOf } from '../../../../src/core/log/heads.js';
import { cosign, formatSignature, parseNote } from '../../../../src/core/log/notes/note.js';
import type { Statement } from '../../../../src/core/log/statement.js';
import { verify } from '../../../../src/verifier/door.js';
import { LittleLog, witnessLine } from '../../../support/little-log.js';
import { BAR, fact, oneDelivery, RING, shortest } from '../../../support/one-delivery.js';

const [coop, joya] = [{ seed: new Uint8Array(32).fill(3) }, { seed: new Uint8Array(32).fill(4) }];
const witness = { name: 'certifier.example', seed: new Uint8Array(32).fill(9) };
const asks = ({ vkey }: LittleLog): string => {
  return `log ${vkey}\n${witnessLine(witness.name, witness.seed)}\nquorum none\n`;
};
const engraved = fact('coop', '2026-01-09', 'ring.engraved', {});

function told(log: LittleLog, checkpoint = log.checkpoint()) {
  return verify(log.bundle(RING, { checkpoint }), asks(log)).lines;
}

/** The log's entries are of 2026-01-10, from 12:00:00 on, a second apart. */
function witnessedAt(log: LittleLog, time: string): string {
  const note = log.checkpoint();
  const text = parseNote(note)?.text ?? '';
  return note + formatSignature(cosign(text, witness.name, witness.seed, Date.parse(time) / 1000));
}

const held = (log: LittleLog): unknown =>
  told(log)
    .filter(({ check, what }) => what === 'held' && check === 'key')
    .map(({ values }) => values);

describe('keys', () => {
  test('are counted where somebody signed and nothing was wrong with it', () => {
    expect(held(oneDelivery())).toEqual([]);
    const log = oneDelivery().key('coop', coop).signed(engraved, coop);
    expect(held(log)).toEqual([{ times: 1, of: 1 }]);
    expect(held(log.key('joya', joya).signed(engraved, joya))).toEqual([{ times: 1, of: 1 }]);
  });

  test('that an organisation keeps itself are not said to be kept by the operator', () => {
    const log = oneDelivery().key('coop', coop).signed(engraved, coop);
    expect(told(log).map(({ what }) => what)).not.toContain('operator-keeps-key');
  });

  test('no line is told of what never came up', () => {
    for (const { values } of told(oneDelivery())) expect(values).not.toHaveProperty('times', 0);
  });
});

const spoken = (at: string, lots: string[] = []): LittleLog =>
  oneDelivery()
    .key('coop', coop)
    .signed({ ...engraved, at, lots }, coop);
const said = (log: LittleLog, checkpoint?: string): string[] =>
  told(log, checkpoint).flatMap(({ what }) => (what.startsWith('said-') ? [what] : []));

describe('the time', () => {
  test('said after what it names and before a witness saw it is between them', () => {
    const log = spoken('2026-01-10T12:00:11.500Z', [BAR]);
    expect(said(log, witnessedAt(log, '2026-01-10T12:00:20Z'))).toEqual(['said-between']);
  });

  test('said after a witness saw it is outside, though the log received it later', () => {
    const log = spoken('2026-01-10T12:00:10.000Z');
    expect(said(log)).toEqual(['said-between']);
    expect(said(log, witnessedAt(log, '2026-01-10T12:00:05Z'))).toEqual(['said-outside']);
  });

  test('of the newest entry is told where it is long after a witness saw it, and only there', () => {
    const log = oneDelivery();
    const isTold = (checkpoint?: string): boolean => told(log, checkpoint).some(({ what }) => what === 'clock-ahead');
    expect(isTold()).toBe(false);
    expect(isTold(witnessedAt(log, '2026-01-10T11:56:00Z'))).toBe(false);
    expect(isTold(witnessedAt(log, '2026-01-10T11:55:00Z'))).toBe(true);
  });
});

const needed = (type: string, data: object, signers: string[]): string[] => {
  const statement = { type, org: 'coop', data, lots: [] } as unknown as Statement;
  return neededSubjects(RING, [{ statement, signers }]).flatMap(({ kind, id }) => (kind === 'keys' ? [id] : []));
};

describe('a bundle must be complete in', () => {
  test('the papers by which a registration is judged', () => {
    expect(shortest().needed(RING).map(subjectOf)).toContain('papers coop');
  });

  test('the keys of both who sign a void, and of one who signs anything else', () => {
    expect(needed('statement.voided', { with: 'joya' }, ['k'])).toEqual(['coop', 'joya']);
    expect(needed('statement.voided', { with: 'joya' }, [])).toEqual(['coop']);
    expect(needed('statement.voided', {}, ['k'])).toStrictEqual(['coop']);
    expect(needed('ring.engraved', { with: 'joya' }, ['k'])).toEqual(['coop']);
  });
});
