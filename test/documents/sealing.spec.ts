/** An organisation sets its seal, and its papers bear it; without one they are papers all the same. */
import { randomBytes } from 'node:crypto';
import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import { Issuer } from '../../src/documents/jobs/issue.js';
import { makeSampleSeal } from '../../src/documents/seal/sample-seal.js';
import { sealIn, sealPdf, standsNot, type Seal } from '../../src/documents/seal/seal.js';
import { Sealing } from '../../src/documents/seal/sealing.js';
import { Seals } from '../../src/documents/seal/seals.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import { render } from '../../src/documents/types/render.js';
import { describeTool } from '../support/tools.js';
import { Authority, PASSPHRASE } from './authority.js';
import { contentOf, openOffice, type Office } from './office.js';
import { exportOf } from './trade.js';

const MANAGER = {
  org: 'exp-pacifico',
  role: 'manager',
  name: 'test',
  key: '00000000-0000-4000-8000-000000000001',
} as const;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describeTool(['openssl'], () => {
  let authority: Authority;
  let file: Uint8Array;
  let seal: Seal;
  beforeAll(async () => {
    authority = new Authority();
    file = authority.seal();
    seal = await sealIn(file, PASSPHRASE);
  });
  afterAll(() => authority.close());

  let office: Office;
  let seals: Seals;
  let store: IssuedPapers;
  beforeEach(async () => {
    office = await openOffice({ worker: false });
    const { database, ledger } = office.market;
    seals = new Seals(database.dataSource, ledger);
    store = new IssuedPapers(database.dataSource, new PaperFiles(database.dataSource, ledger));
  });
  afterEach(() => office.close());

  const issuer = (house?: Seal): Issuer => {
    const { database, ledger } = office.market;
    return new Issuer(database.dataSource, ledger, render, new Sealing(database.dataSource, ledger.vault, house));
  };
  const issueAll = async (by: Issuer): Promise<void> => {
    for (const { id } of await office.papers()) await by.issue(id);
  };

  test('sets its seal, and reads whose it is and how long it holds, and nothing of its key', async () => {
    const view = await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    expect(view).toMatchObject({
      subject: 'C=CO, O=Exportadora & Cía, CN=Exportadora & Cía seal',
      issuer: 'CN=Test Authority',
      from: new Date('2020-01-01T00:00:00Z'),
      until: new Date('2040-12-31T23:59:59Z'),
      sha256: toHex(sha256(seal.chain[0] ?? new Uint8Array())),
    });
    expect(await seals.shown(MANAGER)).toEqual(view);
    await expect(seals.shown({ ...MANAGER, org: 'coop-limonal' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('finds neither key nor passphrase nor its own name in the table of seals', async () => {
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    const [row] = await office.market.database.ownerQuery<Record<string, unknown>>('SELECT * FROM organisation_seal');
    const bytes = Buffer.concat(
      Object.values(row ?? {}).map((one) => (Buffer.isBuffer(one) ? one : Buffer.from(String(one)))),
    );
    expect(bytes.length).toBeGreaterThan(1_500);
    const key = seal.key.export({ format: 'der', type: 'pkcs8' });
    expect(bytes.includes(key.subarray(40, 80))).toBe(false);
    expect(bytes.includes(Buffer.from(PASSPHRASE))).toBe(false);
    expect(bytes.includes(Buffer.from('Exportadora'))).toBe(false);
  });

  test('is told so where the seal is over already', async () => {
    const over = authority.seal({ until: '20251231235959Z' });
    const told = { code: 'seal-over', detail: { until: '2025-12-31' } };
    await expect(seals.set(MANAGER, { pkcs12: base64(over), passphrase: PASSPHRASE })).rejects.toMatchObject(told);
    await expect(seals.shown(MANAGER)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('has papers whose PDF is sealed; the log holds both hashes, and the snapshot gives the first again', async () => {
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    await exportOf(office.market.lots, 'S01');
    await issueAll(issuer());
    const said = await office.issued();
    expect(said).toHaveLength(3);
    for (const one of await office.papers()) {
      const [rendered] = await render(contentOf(one));
      const { issuedAt } = contentOf(one);
      const expected = sealPdf(rendered?.bytes ?? new Uint8Array(), seal, issuedAt);
      const files = said.find(({ document }) => document === one.id)?.files ?? [];
      expect(files[0]).toEqual({
        name: rendered?.name,
        mediaType: 'application/pdf',
        sha256: toHex(sha256(expected)),
        unsignedSha256: toHex(sha256(rendered?.bytes ?? new Uint8Array())),
      });
      expect(files.slice(1).every((list) => !('unsignedSha256' in list))).toBe(true);
      const stored = await store.file({ ...MANAGER, role: 'registrar' }, one.id, rendered?.name ?? '');
      expect(Buffer.from(stored.bytes).equals(Buffer.from(expected))).toBe(true);
    }
    const papers = await store.ofShipment({ ...MANAGER, role: 'registrar' }, 'S01');
    expect(papers.every((one) => !('unsealed' in one) && one.files[0]?.unsignedSha256 !== undefined)).toBe(true);
  });

  test('without a seal, or with one not in force, has its papers all the same, and reads why they bear none', async () => {
    const why = async (shipment: string) => {
      await exportOf(office.market.lots, shipment);
      await issueAll(issuer());
      const papers = await store.ofShipment({ ...MANAGER, role: 'registrar' }, shipment);
      expect(papers.every(({ status, files }) => status === 'issued' && files[0]?.unsignedSha256 === undefined)).toBe(
        true,
      );
      return [...new Set(papers.map(({ unsealed }) => unsealed))];
    };
    expect(await why('S01')).toEqual(['no-seal']);
    const later = authority.seal({ from: '20380101000000Z' });
    await seals.set(MANAGER, { pkcs12: base64(later), passphrase: PASSPHRASE });
    expect(await why('S02')).toEqual(['seal-not-yet-valid']);
    await seals.withdraw(MANAGER);
    expect(await why('S03')).toEqual(['no-seal']);
    expect(standsNot(seal, '2040-12-31T23:59:59.999Z')).toBeUndefined();
    expect(standsNot(seal, '2041-01-01T00:00:00.000Z')).toBe('seal-expired');
  });

  test('has the house seal its papers only while it has no seal of its own', async () => {
    const house = await makeSampleSeal(new Date());
    await exportOf(office.market.lots, 'S01');
    await issueAll(issuer(house));
    const signers = async (shipment: string): Promise<string[]> => {
      const papers = await store.ofShipment({ ...MANAGER, role: 'registrar' }, shipment);
      return Promise.all(
        papers.map(async ({ id, files }) => {
          const { bytes } = await store.file({ ...MANAGER, role: 'registrar' }, id, files.at(0)?.name ?? '');
          const text = Buffer.from(bytes).toString('latin1');
          return text.includes(toHex(house.chain[0]?.subarray(0, 200) ?? new Uint8Array())) ? 'house' : 'own';
        }),
      );
    };
    expect(await signers('S01')).toEqual(['house', 'house', 'house']);
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    await exportOf(office.market.lots, 'S02');
    await issueAll(issuer(house));
    expect(await signers('S02')).toEqual(['own', 'own', 'own']);
  });

  test('may change its seal between two attempts: what was kept by the first stays, and is what the log says', async () => {
    await exportOf(office.market.lots, 'S01');
    const [first] = await office.papers();
    const id = first?.id ?? '';
    const house = await makeSampleSeal(new Date());
    const before = issuer(house);
    // It crashed after its files were kept and before the log was told.
    Object.assign(before, { record: () => Promise.reject(new Error('the lights went out')) });
    await expect(before.issue(id)).rejects.toThrow('the lights went out');
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    await issuer().issue(id);
    const [said] = await office.issued();
    const [kept] = await office.market.database.ownerQuery<{ sha256: Buffer }>(
      'SELECT sha256 FROM document_file WHERE document = $1 AND unsigned_sha256 IS NOT NULL',
      [id],
    );
    expect(said?.files[0]?.sha256).toBe(kept?.sha256.toString('hex'));
  });

  test('that gets its seal between two attempts still reads why what was kept by the first bears none', async () => {
    await exportOf(office.market.lots, 'S01');
    const before = issuer();
    Object.assign(before, { record: () => Promise.reject(new Error('the lights went out')) });
    for (const { id } of await office.papers()) await expect(before.issue(id)).rejects.toThrow('the lights went out');
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    await issueAll(issuer());
    const papers = await store.ofShipment({ ...MANAGER, role: 'registrar' }, 'S01');
    expect(papers.map(({ unsealed }) => unsealed)).toEqual(['no-seal', 'no-seal', 'no-seal']);
    expect(papers.every(({ files }) => files.every(({ unsignedSha256 }) => unsignedSha256 === undefined))).toBe(true);
  });

  test('whose data key was destroyed has no seal any more', async () => {
    await seals.set(MANAGER, { pkcs12: base64(file), passphrase: PASSPHRASE });
    await office.market.database.ownerQuery(`UPDATE organisation_seal SET key = $1`, [randomBytes(64)]);
    await exportOf(office.market.lots, 'S01');
    await issueAll(issuer());
    const papers = await store.ofShipment({ ...MANAGER, role: 'registrar' }, 'S01');
    expect(papers.map(({ unsealed }) => unsealed)).toEqual(['no-seal', 'no-seal', 'no-seal']);
  });
});
