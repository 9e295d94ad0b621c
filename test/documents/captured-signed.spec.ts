/** Papers for a shipment under the key of whoever hands them in: a laboratory, a carrier, an exporter nobody else speaks for. */
import { History } from '../../src/ledger/history.js';
import { openProvenance } from '../../src/provenance/provenance.js';
import { verify } from '../../src/verifier/door.js';
import { COOP, EXPORTER, must, OTHER_COOP, REFINER, type Org } from '../lots/market.js';
import { rewritten, sealed, Signatory, statementIn, wallet } from '../lots/wallet.js';
import { hashOf, kept } from '../parties/kept.js';
import { edited } from '../support/edited.js';
import { atDesk, ON, said } from './handed-in.js';
import { BAR, leave, openShipped, SHIPMENT, type Shipped } from './shipped.js';

const LABORATORY = 'lab' as Org;
const CARRIER = 'transvalor' as Org;
const OF = { exporter: EXPORTER };

let market: Shipped;
let bar: string;
let laboratory: Signatory;
let carrier: Signatory;

beforeAll(async () => {
  market = await openShipped();
  for (const organisation of [LABORATORY, CARRIER]) {
    const role = organisation === LABORATORY ? 'laboratory' : 'other';
    const body = { organisation, name: organisation, role, country: 'CO' };
    await must(market.desk.post('/api/organisations', { key: market.operator, body }));
    const { secret } = await market.desk.keys.create(organisation, 'registrar', organisation);
    Object.assign(market.keys, { [organisation]: secret });
  }
  bar = (await market.lot(EXPORTER, BAR)).id;
  laboratory = await new Signatory(market, LABORATORY, wallet(1)).introduce();
  carrier = await new Signatory(market, CARRIER, wallet(2)).introduce();
}, 120_000);
afterAll(() => market.close());

const certificate = (number: string, more: object = {}) => said('assay-certificate', number, { ...OF, ...more });

const asked = async (by: Signatory, [type, data, disclosures]: ReturnType<typeof said>) =>
  (await by.ask('prepare', { type, data, disclosures })).body;

/** Prepared as it is, and signed with another file in it. */
async function signedAs([type, data, beside]: ReturnType<typeof said>, file: object) {
  const prepared = await laboratory.prepare(type, data, beside);
  const other = rewritten(prepared, (one) => ({ ...one, data: { ...one.data, file } }));
  return { prepared, envelope: sealed(other, [laboratory.own], prepared.disclosures) };
}

interface View {
  readonly sid: string;
  readonly number: string;
  readonly keptBy: string;
  readonly fields: Record<string, unknown>;
  readonly beside: readonly string[];
  readonly replacedBy?: string;
}
async function listed(by: Org, query = ''): Promise<View[]> {
  const { body } = await must(market.get(by, `/shipments/${SHIPMENT}/captured${query}`));
  return body['items'] as unknown as View[];
}

describe('a laboratory', () => {
  test('that no assay of what is in the box names is told there is no such shipment, nor learns of its bars', async () => {
    expect(await asked(laboratory, certificate('LAB-1'))).toMatchObject({ code: 'unknown-shipment' });
    expect(await asked(laboratory, certificate('LAB-1', { covers: [bar] }))).toMatchObject({
      code: 'unknown-shipment',
    });
    expect(await asked(laboratory, certificate('LAB-1', { shipment: 'EXP-404' }))).toMatchObject({
      code: 'unknown-shipment',
    });
  });

  test('hands in its certificate of a bar it read, under its own key; the exporter finds it among its papers', async () => {
    const read = {
      finenessPpm: 930_900,
      method: 'fire-assay',
      certificate: 'LAB-1',
      laboratory: LABORATORY,
      sampleMg: 0,
    };
    await market.did(EXPORTER, `/lots/${BAR}/assays`, { ...read, on: ON.date });
    const { answer, prepared } = await laboratory.say(...certificate('LAB-1', { covers: [bar] }));
    expect(answer).toMatchObject({ status: 201 });
    expect(JSON.stringify(statementIn(prepared))).not.toContain('Marta Ruiz');
    const [own] = await listed(LABORATORY, `?exporter=${EXPORTER}`);
    expect(own).toMatchObject({ number: 'LAB-1', keptBy: LABORATORY, beside: ['analyst'] });
    const theirs = (await listed(EXPORTER)).find(({ sid }) => sid === own?.sid);
    expect(theirs?.fields).toMatchObject({ analyst: 'Marta Ruiz', finenessPpm: 933_400 });
  });

  test('at the desk too, and of no other kind than its own', async () => {
    const path = `/shipments/${SHIPMENT}/captured`;
    const asDesk = await market.post(LABORATORY, path, atDesk('assay-certificate', 'LAB-2', OF));
    expect(asDesk.status).toBe(201);
    for (const kind of ['air-waybill', 'insurance', 'outturn'] as const) {
      expect(await asked(laboratory, said(kind, 'X-00001', { ...OF, fineNg: '1' }))).toMatchObject({
        code: 'unknown-shipment',
      });
    }
  });

  test('puts another in its place, and nobody does it for them', async () => {
    const first = (await listed(LABORATORY, `?exporter=${EXPORTER}`)).find(({ number }) => number === 'LAB-1');
    const replaces = { of: first?.sid };
    const stranger = await new Signatory(market, COOP, wallet(3)).introduce();
    expect(await asked(stranger, certificate('LAB-1b', { replaces }))).toMatchObject({ code: 'unknown-document' });
    expect((await laboratory.say(...certificate('LAB-1b', { replaces }))).answer).toMatchObject({ status: 201 });
    expect(await asked(laboratory, certificate('LAB-1c', { replaces }))).toMatchObject({ code: 'paper-replaced' });
  });

  test.each([
    ['without what its kind cannot do without', { issuer: undefined }, 'missing', 'issuer'],
    ['of a kind nobody knows', { kind: 'horoscope' }, 'malformed', 'data.kind'],
    ['issued tomorrow', { issuedOn: '2099-01-01' }, 'in-the-future', 'issuedOn'],
    [
      'with a file that is none',
      { file: { sha256: 'ab', mediaType: 'application/pdf', size: 1 } },
      'malformed',
      'data.file.sha256',
    ],
    ['with a number longer than a word', { number: 'N'.repeat(257) }, 'malformed', 'data.number'],
    ['of a bar nobody has', { covers: ['00000000-0000-4000-8000-000000000001'] }, 'unknown-lot', 'lot'],
  ])('is refused a paper %s', async (_, more, code, at) => {
    const [type, data, beside] = certificate('LAB-3', more);
    const plain = JSON.parse(JSON.stringify(data)) as object;
    expect(await asked(laboratory, [type, plain, beside])).toMatchObject({ code, at });
  });

  test('is told of a bar of others no more than of one that is not there', async () => {
    await market.deliver('E-9', 5_000);
    const { id } = await market.lot(COOP, 'E-9');
    const { detail, ...refused } = await asked(laboratory, certificate('LAB-3', { covers: [id] }));
    expect(refused).toMatchObject({ code: 'unknown-lot' });
    expect(JSON.stringify([detail, refused])).not.toContain('E-9');
  });

  test('is refused a file nobody keeps, or told otherwise than it is kept; one it keeps is handed to the exporter', async () => {
    const bytes = Buffer.from('%PDF-1.7 certificate of the laboratory');
    const file = { sha256: hashOf(bytes), mediaType: 'application/pdf', size: bytes.length };
    const unkept = await asked(laboratory, certificate('LAB-6', { file }));
    expect(unkept).toMatchObject({ code: 'file-not-held', at: 'data.file' });
    await kept(market, LABORATORY, bytes);
    const { prepared, envelope } = await signedAs(certificate('LAB-6', { file }), { ...file, size: 7 });
    expect((await laboratory.send(envelope)).body).toMatchObject({ code: 'act-differs', at: 'data.file.size' });
    expect(statementIn(prepared).data['file']).toEqual(file);
    const { answer, prepared: good } = await laboratory.say(...certificate('LAB-6', { file }));
    expect(answer).toMatchObject({ status: 201 });
    const shown = await market.get(EXPORTER, `/shipments/${SHIPMENT}/captured/${good.sid}/file`);
    expect([shown.status, shown.text]).toEqual([200, String(bytes)]);
  });

  test('is refused a person in clear, whom its kind keeps beside the ledger', async () => {
    const [type, data, beside] = certificate('LAB-4');
    const prepared = await laboratory.prepare(type, data, beside);
    const inClear = rewritten(prepared, (one) => {
      const told = { ...(one.data['fields'] as object), analyst: 'Marta Ruiz' };
      return { ...one, data: { ...one.data, fields: told } };
    });
    const sent = await laboratory.send(sealed(inClear, [laboratory.own], prepared.disclosures));
    expect(sent).toMatchObject({ status: 409, body: { code: 'act-differs', at: 'data.fields.analyst' } });
  });

  test('may commit to more than its kind asks for, which is not read as the paper’s words', async () => {
    const [type, data, beside] = certificate('LAB-5');
    const more = [...beside, { name: 'oven', value: '3' }];
    expect((await laboratory.say(type, data, more)).answer).toMatchObject({ status: 201 });
    const view = (await listed(EXPORTER)).find(({ number }) => number === 'LAB-5');
    expect(view?.beside).toEqual(['analyst']);
    expect(view?.fields).not.toHaveProperty('oven');
  });
});

test('a producer says in whose register the person is; what it says of them goes when they do', async () => {
  const coop = new Signatory(market, COOP, wallet(3));
  const [type, data, beside] = said('mineral-origin', 'MO-00001', OF);
  const registered = (member: string) => [...beside, { name: 'member', value: member }];
  expect(await asked(coop, [type, data, registered('nobody')])).toMatchObject({ code: 'not-found', at: 'member' });
  const { prepared, answer } = await coop.say(type, data, registered('ana'));
  expect(answer).toMatchObject({ status: 201 });
  const subjects = await market.desk.database.ownerQuery<{ subject: string; names: string }>(
    `SELECT encode(subject, 'hex') AS subject, count(*) AS names FROM private_value
      WHERE sid = decode('${prepared.sid}', 'hex') GROUP BY subject`,
  );
  expect(subjects.map(({ names }) => Number(names))).toEqual([3]);
  const view = (await listed(COOP, `?exporter=${EXPORTER}`)).find(({ number }) => number === 'MO-00001');
  expect(view?.fields).not.toHaveProperty('member');
});

test('an exporter whom nobody else speaks for signs its papers, and the desk keeps none in its name', async () => {
  const exporter = await new Signatory(market, EXPORTER, wallet(4)).introduce();
  await exporter.say('policy.set', { organisation: EXPORTER, attested: 'refused' });
  const receipt = { fineNg: '110695900000' };
  const path = `/shipments/${SHIPMENT}/captured`;
  const asDesk = await market.post(EXPORTER, path, atDesk('royalty-receipt', 'RG-00001', receipt));
  expect(asDesk.body['code']).toBe('attestation-refused');
  const signed = await exporter.say(...said('royalty-receipt', 'RG-00001', { ...receipt, covers: [bar] }));
  expect(signed.answer).toMatchObject({ status: 201 });
  await exporter.say('policy.set', { organisation: EXPORTER, attested: 'accepted' });
});

test('a carrier hands in its waybill while it has the box or is handed it, and not before', async () => {
  const waybill = said('air-waybill', '045-12345675', OF);
  expect(await asked(carrier, waybill)).toMatchObject({ code: 'unknown-shipment' });
  await leave(market, SHIPMENT);
  await market.did(EXPORTER, `/lots/${BAR}/dispatch`, { to: CARRIER, sentMg: 118_900, seal: 'S-9', on: '2026-03-17' });
  expect((await carrier.say(...waybill)).answer).toMatchObject({ status: 201 });
  expect(await asked(carrier, said('insurance', 'PS-00001', OF))).toMatchObject({ code: 'unknown-shipment' });
  for (const org of [OTHER_COOP, REFINER] as const) {
    const other = new Signatory(market, org, wallet(5));
    expect(await asked(other, waybill)).toMatchObject({ code: 'unknown-shipment' });
  }
});

test('the proof of the bar holds with the papers that touch it, shows of their private values none, and bends for nobody', async () => {
  const { ledger, database } = market.desk;
  await ledger.checkpoint();
  const provenance = openProvenance(database.dataSource, ledger, new History(database.dataSource, ledger.vault));
  const proof = (await provenance.bundleOf({ id: bar, code: BAR })) ?? new Uint8Array();
  const policy = `log ${ledger.vkey}\nquorum none\n`;
  const { exit, lines } = verify(proof, policy);
  expect(lines.filter(({ ok }) => !ok)).toEqual([]);
  expect(exit).toBe(0);
  const text = Buffer.from(proof).toString();
  expect(text).not.toContain('Marta Ruiz');
  const statements = (JSON.parse(text) as { events: { s: string }[] }).events.map(({ s }) =>
    Buffer.from(s, 'base64url').toString(),
  );
  const papers = statements.filter((one) => one.includes('"document.captured"'));
  expect(papers).toHaveLength(2);
  for (const paper of papers) {
    const bent = edited(proof, ({ events }) => {
      const event = events.find(({ s }) => Buffer.from(s, 'base64url').toString() === paper);
      if (event !== undefined) event.s = Buffer.from(paper.replace('"kind":', '"kinds":')).toString('base64url');
    });
    expect(verify(bent, policy).exit).toBe(1);
  }
});
