/** The market with a carrier in it, and handovers as a party sees them. */
import { must, openMarket, type Market, type Org } from './market.js';

export const CARRIER = 'transvalor' as Org;

export async function openRoad(): Promise<Market> {
  const market = await openMarket();
  const body = { organisation: CARRIER, name: 'Transvalor', role: 'other', country: 'CO' };
  await must(market.desk.post('/api/organisations', { key: market.operator, body }));
  const { secret } = await market.desk.keys.create(CARRIER, 'registrar', CARRIER);
  Object.assign(market.keys, { [CARRIER]: secret });
  return market;
}

export type Row = Record<'code' | 'from' | 'to' | 'outcome' | 'question', string> &
  Record<'differs' | 'disputed' | 'overdue', boolean>;

export async function handoversOf(market: Market, by: Org, query = ''): Promise<Row[]> {
  return (await must(market.get(by, `/handovers?${query}`))).body['items'] as unknown as Row[];
}
