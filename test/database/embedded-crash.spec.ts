import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { lockFolder } from '../../src/database/embedded/lock.js';
import { startEmbedded } from '../../src/database/embedded/start.js';
import { serversIn } from '../../src/database/embedded/processes.js';
import { ends, kill, newDataDir, readBars, startChild, withServer, writeBar } from '../support/embedded.js';

describe('what was confirmed is there again', () => {
  test('after kill -9 of the server, which the running Veta is told of', async () => {
    const dataDir = newDataDir();
    const server = await startEmbedded({ dataDir });
    await writeBar(server.owner, 'B-1');
    process.kill(server.pid, 'SIGKILL');
    expect(await server.lost).toMatch(/The embedded PostgreSQL has stopped; .*postgres\.log says why/);
    await server.stop();
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
  });

  test('after kill -9 of Veta, though its server is still there when the next one starts', async () => {
    const dataDir = newDataDir();
    const child = await startChild(dataDir);
    await writeBar(child.owner, 'B-1');
    await kill(child, 'SIGKILL');
    await withServer(dataDir, async ({ owner, pid }) => {
      expect(pid).not.toBe(child.pid);
      expect(await readBars(owner)).toEqual(['B-1']);
    });
  });

  test('after kill -9 of both at once, three times over', async () => {
    const dataDir = newDataDir();
    const bars = ['B-1', 'B-2', 'B-3'];
    for (const bar of bars) {
      const child = await startChild(dataDir);
      expect(child.refused).toBeUndefined();
      await writeBar(child.owner, bar);
      process.kill(child.pid, 'SIGKILL');
      await kill(child, 'SIGKILL');
    }
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(bars);
  });
});

describe('no server outlives its Veta', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('ended by %s, with nobody to start it again', async (signal) => {
    const child = await startChild(newDataDir());
    await kill(child, signal);
    expect(await ends(child.pid)).toBe(true);
  });
});

describe('what a crash left behind is cleared away', () => {
  test('a cluster half made', async () => {
    const dataDir = newDataDir();
    mkdirSync(`${dataDir}/postgres.new/base`, { recursive: true });
    writeFileSync(`${dataDir}/postgres.new/PG_VERSION`, '18\n');
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
  });

  test('a lock whose number has gone to another process', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    writeFileSync(`${dataDir}/veta.lock`, JSON.stringify({ pid: process.pid, started: 'in another life' }));
    await withServer(dataDir, ({ owner }) => writeBar(owner, 'B-1'));
  });

  test('a lock that is no lock', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    for (const text of ['', '{', 'null', '{"pid":"x"}']) {
      writeFileSync(`${dataDir}/veta.lock`, text);
      lockFolder(dataDir)();
    }
  });

  test("a server's number that has gone to a process that is no server, which is left in peace", async () => {
    const dataDir = newDataDir();
    const server = await startEmbedded({ dataDir });
    await writeBar(server.owner, 'B-1');
    const file = `${dataDir}/postgres/postmaster.pid`;
    const text = readFileSync(file, 'utf8');
    await server.stop();
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)));
    expect(await withServer(dataDir, ({ owner }) => readBars(owner))).toEqual(['B-1']);
  });
});

describe('one Veta per data folder', () => {
  test('a second is refused in a sentence and does the first no harm', async () => {
    const dataDir = newDataDir();
    const child = await startChild(dataDir);
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      `Another Veta (process ${child.process.pid}) is using the data folder ${dataDir}; stop it, or give this one another VETA_DATA.`,
    );
    await writeBar(child.owner, 'B-1');
    await kill(child, 'SIGKILL');
  });

  test('of four that find the same dead lock, one gets the folder', async () => {
    const dataDir = newDataDir();
    await kill(await startChild(dataDir), 'SIGKILL');
    const children = await Promise.all(Array.from({ length: 4 }, () => startChild(dataDir)));
    const refusals = children.map(({ refused }) => refused).filter((text) => text !== undefined);
    expect(refusals).toHaveLength(3);
    for (const text of refusals) expect(text).toMatch(/^Another Veta/);
    for (const child of children.filter(({ refused }) => refused === undefined)) await kill(child, 'SIGKILL');
    expect(serversIn(`${dataDir}/postgres`).length).toBeLessThan(20);
  });
});
