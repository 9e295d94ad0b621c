/** A market with accounts of mass-balance gold: the exporter is an authorised supplier, and the refiner here a licensee. */
import { ProvenanceModule } from '../../src/provenance/provenance.module.js';
import { LotsModule } from '../../src/lots/lots.module.js';
import type { Answer } from '../parties/desk.js';
import { COOP, EXPORTER, lotPath, must, openMarket, REFINER, type Market, type Org } from './market.js';

export const SALES = '/incorporated/sales';
export const SCHEME = 'fairmined';
/** Of what is entered and sold, unless a tale says otherwise. */
export const ON = '2026-03-20';
const BOUGHT_ON = '2026-03-16';

/** Nanograms as decimal text, by name. */
export interface Account {
  readonly [name: string]: string;
}

export class MassBalance {
  private constructor(readonly market: Market) {}

  static async open(): Promise<MassBalance> {
    const market = await openMarket({ modules: [LotsModule, ProvenanceModule] });
    const licence = { act: 'granted', holder: REFINER, scheme: 'fairmined-licensee', number: 'FML-1' };
    const body = { ...licence, from: '2025-07-01', until: '2027-07-01' };
    await must(market.desk.post('/api/credentials', { key: market.operator, body }));
    return new MassBalance(market);
  }

  /** A delivery that the exporter bought while it was authorised: 0.94 of it is fine. */
  async bought(code: string, grossMg: number, on = BOUGHT_ON, method = 'xrf'): Promise<void> {
    const { market } = this;
    await market.deliver(code, grossMg, { on, method });
    await market.did(COOP, lotPath(code, 'dispatch'), { to: EXPORTER, sentMg: grossMg, on });
    await market.did(COOP, lotPath(code, 'title'), { to: EXPORTER, basis: 'sale', on });
    await market.did(EXPORTER, lotPath(code, 'receive'), { receivedMg: grossMg, sealIntact: true, on });
  }

  enter(by: Org, lot: string, more: object = {}): Promise<Answer> {
    return this.market.post(by, '/incorporated/entries', { lot, scheme: SCHEME, on: ON, ...more });
  }

  async entered(code: string, grossMg: number, on = BOUGHT_ON): Promise<void> {
    await this.bought(code, grossMg, on);
    await must(this.enter(EXPORTER, code));
  }

  sell(by: Org, sale: string, fineNg: string, more: object = { to: REFINER }, once?: string): Promise<Answer> {
    const said = { scheme: SCHEME, sale, fineNg, on: ON, ...more };
    return this.market.post(by, SALES, said, once === undefined ? {} : { once });
  }

  answer(by: Org, sale: string, how: 'accept' | 'decline', from: Org = EXPORTER): Promise<Answer> {
    return this.market.post(by, `${SALES}/${from}/${sale}/${how}`, { on: ON });
  }

  async account(by: Org): Promise<Account> {
    const all = (await this.listed(by, `/incorporated?on=${ON}`)) as unknown as Account[];
    const account = all.find((one) => one['scheme'] === SCHEME);
    if (account === undefined) throw new Error(`${by} is shown no account of ${SCHEME}`);
    return account;
  }

  async listed(by: Org, path: string): Promise<Record<string, unknown>[]> {
    const { body } = await must(this.market.get(by, path));
    return body['items'] as unknown as Record<string, unknown>[];
  }
}
