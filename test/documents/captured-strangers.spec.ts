/** Papers handed in by strangers: what no name can be. */
import { COOP, EXPORTER } from '../lots/market.js';
import { rewritten, sealed, Signatory, wallet } from '../lots/wallet.js';
import { atDesk, said } from './handed-in.js';
import { openShipped, SHIPMENT, type Shipped } from './shipped.js';

const OF = { exporter: EXPORTER };
const NUL = 'a\u0000';

let market: Shipped;
let coop: Signatory;
beforeAll(async () => {
  market = await openShipped();
  coop = await new Signatory(market, COOP, wallet(2)).introduce();
}, 120_000);
afterAll(() => market.close());

const paper = (number: string, more: object = {}) => said('mineral-origin', number, { ...OF, ...more });
const prepared = async ([type, data, disclosures]: ReturnType<typeof said>) =>
  (await coop.ask('prepare', { type, data, disclosures })).body;

test.each(['shipment', 'exporter', 'kind', 'number', 'issuer'])(
  'is refused with U+0000 in its %s, which no database holds',
  async (at) => {
    expect(await prepared(paper('MO-00002', { [at]: NUL }))).toMatchObject({ code: 'malformed' });
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
