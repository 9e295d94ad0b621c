/** What of a shipment whoever has nothing in it gets to know by handing in papers for it, and what no name can be. */
import { COOP, EXPORTER, OTHER_COOP } from '../lots/market.js';
import { rewritten, sealed, Signatory, wallet } from '../lots/wallet.js';
import { atDesk, said } from './handed-in.js';
import { openShipped, SHIPMENT, type Shipped } from './shipped.js';

const OF = { exporter: EXPORTER };
const NUL = 'a\u0000';

let market: Shipped;
let stranger: Signatory;
let coop: Signatory;
beforeAll(async () => {
  market = await openShipped();
  await market.deliver('E-OWN', 5_000, {}, OTHER_COOP);
  stranger = await new Signatory(market, OTHER_COOP, wallet(1)).introduce();
  coop = await new Signatory(market, COOP, wallet(2)).introduce();
}, 120_000);
afterAll(() => market.close());

const paper = (number: string, more: object = {}) => said('mineral-origin', number, { ...OF, ...more });
const prepared = async (by: Signatory, [type, data, disclosures]: ReturnType<typeof said>) =>
  (await by.ask('prepare', { type, data, disclosures })).body;

test('gold of its own that is not in the box opens no door: the answer is the same where there is no such shipment', async () => {
  const { id } = await market.lot(OTHER_COOP, 'E-OWN');
  for (const shipment of [SHIPMENT, 'EXP-404']) {
    const signed = await prepared(stranger, paper('MO-00001', { shipment, covers: [id] }));
    expect(signed).toMatchObject({ status: 404, code: 'unknown-shipment' });
    const body = atDesk('mineral-origin', 'MO-00001', { ...OF, lots: ['E-OWN'] });
    const handed = await market.post(OTHER_COOP, `/shipments/${shipment}/captured`, body);
    expect(handed).toMatchObject({ status: 404, body: { code: 'unknown-shipment' } });
  }
});

test.each(['shipment', 'exporter', 'kind', 'number', 'issuer'])(
  'is refused with U+0000 in its %s, which no database holds',
  async (at) => {
    expect(await prepared(coop, paper('MO-00002', { [at]: NUL }))).toMatchObject({ code: 'malformed' });
    const good = await coop.prepare(...paper('MO-00002'));
    const bent = rewritten(good, (one) => ({ ...one, data: { ...one.data, [at]: NUL } }));
    const sent = await coop.send(sealed(bent, [coop.own], good.disclosures));
    expect(sent).toMatchObject({ status: 400, body: { code: 'malformed' } });
  },
);

test('no shipment and no paper has such a name, asked for or handed in', async () => {
  const missing = [
    '/shipments/%00/captured',
    `/shipments/%00/captured/${'ab'.repeat(32)}/file`,
    `/shipments/${SHIPMENT}/captured/%00/file`,
  ];
  for (const path of missing) expect((await market.get(EXPORTER, path)).status).toBe(404);
  expect((await market.get(EXPORTER, `/shipments/${SHIPMENT}/captured?exporter=%00`)).status).toBe(400);
  const body = atDesk('insurance', 'PS-00001', {});
  expect((await market.post(EXPORTER, '/shipments/%00/captured', body)).status).toBe(404);
});
