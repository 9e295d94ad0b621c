import { sha256 } from '#crypto';
import { toHex } from '../../src/core/bytes.js';
import { Issuer, NotIssuable } from '../../src/documents/jobs/issue.js';
import type { Payload, RenderedFile } from '../../src/documents/payload.js';
import { IssuedPapers } from '../../src/documents/issued-papers.js';
import { PaperFiles } from '../../src/documents/store/paper-files.js';
import type { CustodyTransferPayload } from '../../src/documents/types/claims/custody-transfer.js';
import { render } from '../../src/documents/types/render.js';
import { contentOf, openOffice, type Office } from './office.js';
import { exportOf, leave, pack, sellOn } from './trade.js';

const EXPORTER = { org: 'exp-pacifico', role: 'registrar', name: 'test' } as const;

async function withoutAFont(payload: Payload): Promise<RenderedFile[]> {
  if (payload.kind === 'packing-list') throw new Error('the font has gone');
  return render(payload);
}

let office: Office;

afterEach(() => office.close());

describe('asking', () => {
  test('stands in the same transaction as the export: three papers, numbered, nobody working yet', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    const asked = await office.papers();
    expect(asked.map(({ number, kind }) => [number, kind])).toEqual([
      ['COC-EXP-PACIFICO-2026-000001', 'custody-transfer'],
      ['INV-EXP-PACIFICO-2026-000001', 'commercial-invoice'],
      ['PKL-EXP-PACIFICO-2026-000001', 'packing-list'],
    ]);
    expect(asked.every(({ status }) => status === 'requested')).toBe(true);
  });

  test('a refused export asks for nothing and uses up no number', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    const bar = await exportOf(market.lots, 'S01');
    await expect(leave(market.lots, 'S01', bar)).rejects.toMatchObject({ code: 'lot-exported' });
    await expect(leave(market.lots, 'S99', bar)).rejects.toMatchObject({ code: 'unknown-shipment' });
    await exportOf(market.lots, 'S02');
    const numbers = (await office.papers()).map(({ number }) => number).filter((number) => number.startsWith('INV'));
    expect(numbers).toEqual(['INV-EXP-PACIFICO-2026-000001', 'INV-EXP-PACIFICO-2026-000002']);
  });

  test('the snapshot is of that moment: a sale later in the same batch loses the claim, and not on paper', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    const bar = await pack(market.lots, 'S01');
    await Promise.all([leave(market.lots, 'S01', bar), sellOn(market.lots, bar, 'ref-norte')]);
    const [lot] = await market.database.ownerQuery<{ claims: string[] }>('SELECT claims FROM lot WHERE id = $1', [bar]);
    expect(lot?.claims).toEqual([]);
    const [custody] = await office.papers();
    const [traced] = (contentOf(custody) as CustodyTransferPayload).bars;
    expect(traced?.claims).toEqual([
      {
        scheme: 'fairmined',
        carried: true,
        basis: ['coop-limonal FM-ASMO-CO-031', 'exp-pacifico FM-SUP-CO-009'],
        lost: [],
      },
    ]);
    expect(traced?.origins).toEqual([
      {
        site: 'LIM-A',
        name: 'Playa El Limonal',
        municipality: 'San Isidro del Río',
        region: 'CO-CAU',
        months: { from: '2026-01', to: '2026-02' },
        fineNg: traced?.fineNg,
      },
    ]);
  });

  test('what a paper says cannot be changed by the application afterwards', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    const { dataSource } = market.database;
    for (const attack of [
      `UPDATE document SET payload = 'x', payload_sha256 = sha256('x')`,
      `UPDATE document SET number = 'INV-1'`,
      'DELETE FROM document',
      'TRUNCATE document_file',
      `UPDATE document_counter SET org = 'other'`,
    ]) {
      await expect(dataSource.query(attack)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('issuing', () => {
  test('renders all, lists every hash in the ledger, and the stored snapshot gives the same bytes again', async () => {
    office = await openOffice();
    const { market } = office;
    await exportOf(market.lots, 'S01');
    await exportOf(market.lots, 'S02');
    expect(await office.documents.awaitIdle()).toEqual({ issued: 6, failed: 0 });
    const said = await office.issued();
    expect(said).toHaveLength(6);
    const store = new IssuedPapers(
      market.database.dataSource,
      new PaperFiles(market.database.dataSource, market.ledger),
    );
    for (const paper of await office.papers()) {
      const entry = said.find(({ document }) => document === paper.id);
      expect(entry?.payloadSha256).toBe(toHex(sha256(Uint8Array.from(paper.payload))));
      const again = await render(contentOf(paper));
      expect(entry?.files).toHaveLength(again.length);
      for (const { name, mediaType, bytes } of again) {
        expect(entry?.files).toContainEqual({ name, mediaType, sha256: toHex(sha256(bytes)) });
        const stored = await store.file(EXPORTER, paper.id, name);
        expect(Buffer.from(stored.bytes).equals(Buffer.from(bytes))).toBe(true);
      }
    }
  });

  test('done twice at once, it is said once', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    const issuer = new Issuer(market.database.dataSource, market.ledger);
    const [first] = await office.papers();
    const id = first?.id ?? '';
    await Promise.all([issuer.issue(id), issuer.issue(id), issuer.issue(id)]);
    await issuer.issue(id);
    expect(await office.issued()).toHaveLength(1);
    expect((await office.papers())[0]).toMatchObject({ status: 'issued', error: null });
  });

  test('a paper that cannot be rendered is tried again, then says why it failed; the others do not wait for it', async () => {
    office = await openOffice(({ database, ledger }) => ({
      issuer: new Issuer(database.dataSource, ledger, withoutAFont),
    }));
    const { market } = office;
    await exportOf(market.lots, 'S01');
    expect(await office.documents.awaitIdle()).toEqual({ issued: 2, failed: 1 });
    const failed = (await office.papers()).find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ kind: 'packing-list', attempts: 5, error: 'the font has gone' });
    expect(await office.issued()).toHaveLength(2);
  });

  test('other bytes for the same snapshot are never passed off as the same paper', async () => {
    office = await openOffice({ worker: false });
    const { market } = office;
    await exportOf(market.lots, 'S01');
    const { dataSource } = market.database;
    const id = (await office.papers())[0]?.id ?? '';
    let run = 0;
    const renderer = async () => [{ name: 'a.pdf', mediaType: 'application/pdf', bytes: Uint8Array.of((run += 1)) }];
    const issuer = new Issuer(dataSource, market.ledger, renderer);
    await dataSource.query(
      `INSERT INTO document_file (document, org, name, media_type, sha256, bytes)
       VALUES ($1, 'exp-pacifico', 'a.pdf', 'application/pdf', sha256('earlier'), 'earlier')`,
      [id],
    );
    await expect(issuer.issue(id)).rejects.toBeInstanceOf(NotIssuable);
    expect((await office.papers())[0]).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('other bytes') as string,
    });
    expect(await office.issued()).toEqual([]);
  });
});
