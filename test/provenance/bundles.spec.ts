/** What a lot leaves a running ledger with: signed acts, heads, chosen private values, also while others go on working. */
import { publicKeyOf } from '#crypto';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { cosign, formatSignature, openNote, parseNote } from '../../src/core/log/notes/note.js';
import { parseHeads } from '../../src/core/log/heads.js';
import { COSIGNATURE, formatVkey, parseVkey, vkeyOf } from '../../src/core/log/notes/vkey.js';
import { openProvenance, type Provenance } from '../../src/provenance/provenance.js';
import { History } from '../../src/ledger/history.js';
import { verify } from '../../src/verifier/door.js';
import { COOP, EXPORTER, openMarket, type Market } from '../lots/market.js';
import { delivery, ON, Signatory, statementIn, wallet } from '../lots/wallet.js';

let market: Market;
let provenance: Provenance;
let coop: Signatory;
let policy: string;

beforeAll(async () => {
  market = await openMarket();
  const { ledger, database } = market.desk;
  provenance = openProvenance(database.dataSource, ledger, new History(database.dataSource, ledger.vault));
  coop = await new Signatory(market, COOP, wallet(31)).introduce();
  policy = `log ${ledger.vkey}\nquorum none\n`;
});
afterAll(() => market.desk.close());

interface Delivered {
  readonly id: string;
  readonly code: string;
  readonly sid: string;
}

async function delivered(code: string, grossMg = 5_000): Promise<Delivered> {
  const { answer, prepared } = await coop.say(...delivery(code, grossMg));
  expect(answer).toMatchObject({ status: 201 });
  return { id: statementIn(prepared).lots[0] as string, code, sid: prepared.sid };
}

async function bundle(lot: Delivered, names?: readonly string[], org: string = COOP): Promise<Uint8Array> {
  await market.desk.ledger.checkpoint();
  const bytes = await provenance.bundleOf(lot, names && { org, names });
  if (bytes === undefined) throw new Error('no bundle');
  return bytes;
}

test('acts that their authors signed are proven by keys that are entries of the same log', async () => {
  const phone = wallet(32);
  await coop.delegate(phone, { name: 'Moto G' });
  const lot = await delivered('B-1', 10_000);
  const fineness = { ppm: 945_000, method: 'xrf' };
  const assay = { on: ON, lot: lot.id, laboratory: 'lab', fineness, sampleMg: 20 };
  expect((await coop.say('lot.assayed', assay)).answer).toMatchObject({ status: 201 });
  const { exit, lines, summary } = verify(await bundle(lot), policy);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(exit).toBe(0);
  // The phone's key was entered by a signature too.
  expect(summary).toMatchObject({ grossMg: 9_980, isNewest: true, attested: { signed: 3, kept: 0 } });
});

test('a bundle stands on the tree that witnesses saw, where nothing came since that it rests on', async () => {
  const { dataSource } = market.desk.database;
  const lot = await delivered('B-9');
  const seen = await market.desk.ledger.checkpoint();
  const witness = { name: 'witness.example', seed: new Uint8Array(32).fill(9) };
  const time = Math.floor(Date.now() / 1000);
  const [text = '', size] = [parseNote(seen)?.text, parseCheckpoint(parseNote(seen)?.text ?? '')?.size ?? 0];
  const note = `${seen}${formatSignature(cosign(text, witness.name, witness.seed, time))}`;
  await dataSource.query('INSERT INTO cosigned_checkpoint (size, note) VALUES ($1, $2)', [size, note]);
  const vkey = formatVkey(vkeyOf(witness.name, COSIGNATURE, publicKeyOf(witness.seed)));
  const strict = `log ${market.desk.ledger.vkey}\nwitness w ${vkey}\nquorum w\n`;
  const other = await delivered('B-10');
  expect(verify(await bundle(lot), strict)).toMatchObject({ exit: 0, summary: { treeSize: size, isNewest: true } });
  // Of what came after, the witnesses have not spoken yet.
  expect(verify(await bundle(other), strict).exit).toBe(2);
  const later = { of: lot.sid, on: ON, reason: 'mass' };
  expect((await coop.say('statement.disputed', later)).answer).toMatchObject({ status: 201 });
  expect(verify(await bundle(lot), strict).exit).toBe(2);
});

test('what a lot was disputed for is told with it', async () => {
  const lot = await delivered('B-2');
  const said = { of: lot.sid, on: ON, reason: 'mass' };
  expect((await coop.say('statement.disputed', said)).answer).toMatchObject({ status: 201 });
  const { exit, summary } = verify(await bundle(lot), policy);
  expect(exit).toBe(0);
  expect(summary?.amendments).toMatchObject([{ act: 'disputed', org: COOP, of: { type: 'lot.registered' } }]);
});

test('private values are shown by name, of one organisation, and otherwise withheld', async () => {
  const lot = await delivered('B-3', 4_321);
  // The bringer, the declaration, and where the site lies.
  const hidden = verify(await bundle(lot), policy);
  expect(hidden.summary?.values).toEqual({ shown: [], withheld: 3, erased: 0 });
  const shown = verify(await bundle(lot, ['declaration']), policy);
  expect(shown.exit).toBe(0);
  expect(shown.summary?.values).toMatchObject({ shown: [{ name: 'declaration', value: 'DP-B-3' }], withheld: 2 });
  expect(new TextDecoder().decode(await bundle(lot, ['declaration']))).not.toContain('"ana"');
  expect(verify(await bundle(lot, ['declaration'], EXPORTER), policy).summary?.values.shown).toEqual([]);
});

test('the head of a lot is signed by the log, and counts its entries', async () => {
  const lot = await delivered('B-4', 6_789);
  await market.desk.ledger.checkpoint();
  const vkey = parseVkey(market.desk.ledger.vkey);
  const note = (await provenance.headOf(lot.id)) ?? '';
  const heads = parseHeads(openNote(note, vkey === undefined ? [] : [vkey])?.text ?? '')?.heads;
  expect(heads).toMatchObject([{ kind: 'lot', id: lot.id, count: 1 }]);
  expect(await provenance.headOf('00000000-0000-4000-8000-000000000000')).toBeUndefined();
});

test('while others go on, every bundle is whole', async () => {
  const lot = await delivered('B-5', 7_654);
  await bundle(lot);
  const work = new AbortController();
  const others = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; !work.signal.aborted; n++)
      await market.deliver(`W-${writer}-${n}`, 100, { declaration: `W${writer}-${n}` });
  });
  try {
    for (let i = 0; i < 25; i++) {
      const { exit, lines } = verify((await provenance.bundleOf(lot)) ?? new Uint8Array(), policy);
      expect(lines.filter(({ ok }) => !ok)).toEqual([]);
      expect(exit).toBe(0);
    }
  } finally {
    work.abort();
    await Promise.all(others);
  }
});

test('a tree that grows between trail and heads is read again, by what it grew to', async () => {
  const lot = await delivered('B-6');
  const { ledger, database } = market.desk;
  await ledger.checkpoint();
  const history = new History(database.dataSource, ledger.vault);
  let asked = 0;
  /** Every question finds the lot held once more. */
  const moving = {
    heads: async (...subjects: Parameters<typeof ledger.heads>) => {
      asked += 1;
      if (asked <= 2) {
        const assay = {
          on: ON,
          lot: lot.id,
          laboratory: 'lab',
          fineness: { ppm: 940_000 + asked, method: 'xrf' },
          sampleMg: 1,
        };
        await coop.say('lot.assayed', assay);
        await ledger.checkpoint();
      }
      return ledger.heads(...subjects);
    },
  };
  const bytes = await openProvenance(database.dataSource, moving, history).bundleOf(lot);
  const { exit, summary } = verify(bytes ?? new Uint8Array(), policy);
  expect(exit).toBe(0);
  expect(summary).toMatchObject({ isNewest: true, grossMg: 4_999 });
});
