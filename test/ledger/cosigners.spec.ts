import { randomBytes } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { parseCheckpoint } from '../../src/core/log/notes/checkpoint.js';
import { cosign, formatSignature, openNote, parseNote } from '../../src/core/log/notes/note.js';
import { parsePolicy, policyKeys, quorumMet, type Policy } from '../../src/core/log/notes/policy.js';
import { formatVkey, parseVkey, type Vkey } from '../../src/core/log/notes/vkey.js';
import { Cosigners } from '../../src/ledger/cosigners/cosigners.js';
import { newestCosigned } from '../../src/ledger/cosigners/kept.js';
import { cosignatureIn } from '../../src/ledger/cosigners/submit.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { vkeyOfWitness, type CosignerKey } from '../../src/ledger/witness/step.js';
import type { TestDatabase } from '../support/database.js';
import { keyOf, policyOf, startStranger, startWitness, type Running } from '../support/witnesses.js';
import { jarDatabase, openTestLedger, ORIGIN, put, signerFolder } from './counters.js';

const sizeOf = (note: string | undefined) => parseCheckpoint(parseNote(note ?? '')?.text ?? '')?.size;

describe('the witnesses of a policy', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  let now: number;
  let cosigners: Cosigners | undefined;
  const closing: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    now = Date.now();
    database = await jarDatabase();
    ledger = await openTestLedger(database, await signerFolder());
  });

  afterEach(async () => {
    await cosigners?.close();
    cosigners = undefined;
    for (const close of closing.splice(0)) await close();
    await ledger.close();
    await database.drop();
  });

  const witness = async (name: string, key?: CosignerKey, port?: number): Promise<Running> => {
    const running = await startWitness(ledger.vkey, name, key, port);
    closing.push(running.close);
    return running;
  };
  const stranger = async (...as: Parameters<typeof startStranger>) => {
    const running = await startStranger(...as);
    closing.push(running.close);
    return running;
  };
  const policyWith = (quorum: string, ...witnesses: Running[]) => policyOf(ledger.vkey, quorum, ...witnesses);
  const asking = (policy: Policy, onCosigned?: (note: string) => Promise<void>) => {
    cosigners = new Cosigners(database.dataSource, policy, { now: () => now, ...(onCosigned && { onCosigned }) });
    return cosigners;
  };
  const grow = async (entries = 3) => {
    for (let i = 0; i < entries; i++) await ledger.append(put());
    return ledger.checkpoint();
  };

  test('nobody is asked, and nothing is served, without an address in the policy', async () => {
    const [buyer] = [await witness('buyer')];
    const { url: _, ...silent } = buyer;
    const policy = parsePolicy(`witness buyer ${formatVkey(silent.vkey)}\nquorum buyer\n`) as Policy;
    await grow();
    const idle = asking(policy);
    idle.start();
    await idle.round();
    expect(idle.witnesses).toEqual([]);
    expect(await newestCosigned(database.dataSource)).toBeUndefined();
    const monitored = await fetch(`${buyer.url}/${'0'.repeat(64)}/checkpoint`);
    expect(monitored.status).toBe(404);
  });

  test('cosign each checkpoint; what is served has the quorum and is what monitors see', async () => {
    const three = [await witness('buyer'), await witness('refiner'), await witness('auditor')];
    const policy = policyWith('2', ...three);
    const heard: string[] = [];
    const asked = asking(policy, async (note) => void heard.push(note));
    for (const size of [3, 6, 9]) {
      const note = await grow();
      await asked.round();
      const cosigned = await newestCosigned(database.dataSource);
      expect(cosigned?.size).toBe(size);
      expect(cosigned?.note.startsWith(note)).toBe(true);
      expect(quorumMet(policy, openNote(cosigned?.note ?? '', policyKeys(policy))?.verified ?? [])).toBe(true);
    }
    expect(heard.map(sizeOf)).toEqual([3, 6, 9]);
    expect(asked.warning).toBeUndefined();
    expect(asked.behindSeconds).toBe(0);
  });

  test('one that starts late, or forgot nothing while we forgot all, is asked once more from where it is', async () => {
    const buyer = await witness('buyer');
    await grow(4);
    await asking(policyWith('all', buyer)).round();
    await grow(4);
    // A new process with an empty table: it believes the witness has seen nothing.
    for (const table of ['cosignature', 'cosigned_checkpoint']) {
      await database.ownerQuery(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`);
      await database.ownerQuery(`TRUNCATE ${table}`);
    }
    await asking(policyWith('all', buyer)).round();
    expect((await newestCosigned(database.dataSource))?.size).toBe(8);
  });

  test('down, hanging, talking nonsense or signing something else, they hold up neither intake nor the others', async () => {
    const [buyer, refiner] = [await witness('buyer'), await witness('refiner')];
    const down = await witness('down');
    await down.close();
    const hanging = await stranger('hanging', () => undefined);
    const nonsense = await stranger('nonsense', (_, response) => response.end('— nonsense.example/w1 AAAA\n'));
    const flood = await stranger('flood', (_, response) => {
      const more = () => response.write('x'.repeat(100_000), more);
      more();
    });
    const liarKey = keyOf('liar');
    const liar = await stranger(
      'liar',
      (_, response) => {
        const line = cosign('other.example\n1\nAAAA\n', liarKey.name, liarKey.seed, Math.floor(now / 1000));
        response.end(formatSignature(line));
      },
      liarKey,
    );
    const policy = policyWith('2', buyer, refiner, down, hanging, nonsense, flood, liar);
    await grow();
    const asked = asking(policy);
    const start = Date.now();
    await asked.round();
    expect(Date.now() - start).toBeLessThan(4000); // the hanging one is given five seconds, and nobody waits for them
    const note = (await newestCosigned(database.dataSource))?.note ?? '';
    expect(
      openNote(note, policyKeys(policy))
        ?.verified.map(({ name }) => name)
        .sort(),
    ).toEqual([...[ORIGIN, buyer.vkey.name, refiner.vkey.name].sort()]);
    const began = Date.now();
    await ledger.append(put());
    expect(Date.now() - began).toBeLessThan(1000);
    const troubles = Object.fromEntries(asked.witnesses.map(({ name, trouble }) => [name, trouble]));
    expect(troubles).toMatchObject({
      down: expect.stringContaining('cannot be reached'),
      nonsense: expect.stringContaining('without its signature'),
      flood: expect.stringContaining('too much'),
      liar: expect.stringContaining('without its signature'),
    });
    expect(asked.warning).toBeUndefined(); // the quorum is met: nobody needs to get up
  });

  test('that fail are left alone for a while, and longer each time', async () => {
    const broken = await stranger('broken', (_, response) => response.writeHead(500).end());
    await grow();
    const asked = asking(policyWith('all', broken));
    for (let second = 0; second < 60; second++) {
      await asked.round();
      now += 1000;
    }
    expect(broken.asked()).toBeGreaterThan(4);
    expect(broken.asked()).toBeLessThan(8); // after 1, 2, 4, 8, 16 and 32 seconds
    now += 600_000;
    expect(asked.warning).toMatch(/lacked its cosignatures.*Witness broken does not cosign: it answered 500/);
    expect(asked.behindSeconds).toBeGreaterThan(600);
  });

  test('come back and are asked for what is newest then', async () => {
    const key = keyOf('buyer');
    const buyer = await witness('buyer', key);
    const policy = policyWith('all', buyer);
    const asked = asking(policy);
    await grow();
    await asked.round();
    await buyer.close();
    await grow();
    await asked.round();
    expect((await newestCosigned(database.dataSource))?.size).toBe(3);
    const again = await witness('buyer', key, Number(new URL(buyer.url).port));
    expect(again.vkey).toEqual(buyer.vkey);
    await grow();
    now += 2000;
    await asked.round();
    expect((await newestCosigned(database.dataSource))?.size).toBe(9);
    expect(asked.witnesses).toEqual([{ name: 'buyer', time: expect.any(Number) }]);
  });

  test.each([
    ['has seen a longer log', 409, '1000\n', /Witness seer has seen a longer log: 1000 entries, and here are 3\./],
    ['has seen another log', 422, '', /Witness seer says it has seen another log under this name\./],
    ['has seen another log of this size', 409, '3\n', /another log of 3 entries under this name/],
  ])('one that %s raises an alarm at once, and stops nothing', async (_, status, body, sentence) => {
    const seer = await stranger('seer', (__, response) => response.writeHead(status).end(body));
    const buyer = await witness('buyer');
    await grow();
    const asked = asking(policyWith('any', buyer, seer));
    await asked.round();
    await asked.close();
    expect(asked.warning).toMatch(sentence);
    expect((await newestCosigned(database.dataSource))?.size).toBe(3);
    await expect(grow()).resolves.toContain('\n6\n');
  });

  test('with a clock of tomorrow do not count', async () => {
    const key = keyOf('early');
    const note = await grow();
    const at = (time: number) => formatSignature(cosign(parseNote(note)?.text ?? '', key.name, key.seed, time));
    const told = (time: number) => cosignatureIn(at(time), note, vkeyOfWitness(key), now);
    const seconds = Math.floor(now / 1000);
    expect(told(seconds + 60)).toMatchObject({ is: 'cosigned', time: seconds + 60 });
    expect(told(seconds + 86_400)).toEqual({ is: 'useless', why: 'its clock is ahead of ours' });
  });

  test('a signature that somebody put into the table by hand is given to nobody', async () => {
    const buyer = await witness('buyer');
    await grow();
    const [row] = await database.ownerQuery<{ size: string }>('SELECT max(size) AS size FROM checkpoint');
    const forged = formatSignature({ name: buyer.vkey.name, id: buyer.vkey.id, signature: randomBytes(72) });
    await database.dataSource.query('INSERT INTO cosignature (size, witness, line) VALUES ($1, $2, $3)', [
      row?.size,
      formatVkey(buyer.vkey),
      forged,
    ]);
    const asked = asking(policyWith('all', buyer));
    await asked.round();
    expect(await newestCosigned(database.dataSource)).toBeUndefined();
    await grow();
    await asked.round();
    expect((await newestCosigned(database.dataSource))?.size).toBe(6);
    for (const sql of ['UPDATE cosignature SET line = $1', 'DELETE FROM cosigned_checkpoint WHERE note <> $1']) {
      await expect(database.dataSource.query(sql, [''])).rejects.toThrow('permission denied');
      await expect(database.ownerQuery(sql, [''])).rejects.toThrow('only ever added to');
    }
  });

  test('are asked by themselves within two seconds, and /log/checkpoint.cosigned is theirs', async () => {
    const module = LedgerModule.with(ledger, database.dataSource);
    const built = await Test.createTestingModule({ imports: [module] }).compile();
    const app = built.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.init();
    const buyer = await witness('buyer');
    const policy = policyWith('all', buyer);
    await grow();
    asking(policy).start();
    await new Promise((done) => setTimeout(done, 2000));
    const { headers, body } = await app.inject('/log/checkpoint.cosigned');
    expect(headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'access-control-allow-origin': '*' });
    expect(openNote(body, [buyer.vkey, parseVkey(ledger.vkey) as Vkey])?.verified).toHaveLength(2);
    await cosigners?.close();
    await app.close();
  });
});
