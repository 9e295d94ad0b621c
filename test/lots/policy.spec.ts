/** An organisation that signs says that nothing else speaks for it: its own desk included, its holds and papers not. */
import { COOP, EXPORTER, openMarket, type Market } from './market.js';
import { delivery, Signatory, wallet } from './wallet.js';

let market: Market;
let coop: Signatory;

const policy = (attested: string) => ({ organisation: COOP, attested });
const keysShown = async () => (await market.get(COOP, `/organisations/${COOP}/keys`)).body['policy'];

beforeAll(async () => {
  market = await openMarket();
  coop = await new Signatory(market, COOP, wallet(1)).introduce();
});
afterAll(() => market.desk.close());

test('whoever may speak for it is shown with its keys', async () => {
  expect(await keysShown()).toEqual({ attested: 'accepted', reason: null, setAt: null });
});

test('only it says so, with a key of the organisation and in words that are known', async () => {
  const exporter = await new Signatory(market, EXPORTER, wallet(2)).introduce();
  expect(await exporter.ask('prepare', { type: 'policy.set', data: policy('refused') })).toMatchObject({
    status: 403,
    body: { code: 'not-permitted' },
  });
  expect(await coop.ask('prepare', { type: 'policy.set', data: policy('never') })).toMatchObject({ status: 400 });
  const phone = wallet(3);
  await coop.delegate(phone);
  const device = { seq: 0, prev: null, checkpoint: null };
  const { answer } = await coop.say('policy.set', { ...policy('refused'), device }, [], [phone]);
  expect(answer).toMatchObject({ status: 403, body: { code: 'key-out-of-scope' } });
});

test('from then on its desk is told so, while what it signs is recorded, held where it must be, and its papers suspended', async () => {
  await market.deliver('D-1', 4_000);
  const { answer } = await coop.say('policy.set', { ...policy('refused'), reason: 'we sign' });
  expect(answer).toMatchObject({ status: 201 });
  expect(await keysShown()).toEqual({ attested: 'refused', reason: 'we sign', setAt: answer.body['idx'] });

  const body = {
    code: 'D-2',
    form: 'alluvial',
    site: 'PLAYA',
    grossMg: 900,
    finenessPpm: 940_000,
    method: 'touchstone',
  };
  const refused = await market.post(COOP, '/lots', { ...body, member: 'ana', declaration: 'DP-D-2' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'attestation-refused' } });
  expect(refused.text).toContain('POST /api/statements');

  const [type, data] = delivery('D-3', 900);
  const signed = await coop.say(type, data, [{ name: 'member', value: 'rosa' }]);
  expect(signed.answer).toMatchObject({ status: 201, body: { held: [{ rule: 'P4' }] } });
  const paper = { act: 'suspended', holder: COOP, scheme: 'fairmined', number: 'FM-1', from: '2026-03-20' };
  const suspended = await market.desk.post('/api/credentials', { key: market.operator, body: paper });
  expect(suspended).toMatchObject({ status: 201 });
  await market.desk.ledger.checkpoint();
  expect(market.desk.ledger.trouble).toBeUndefined();
});

test('until it takes it back', async () => {
  expect((await coop.say('policy.set', policy('accepted'))).answer).toMatchObject({ status: 201 });
  await market.deliver('D-4', 900);
});
