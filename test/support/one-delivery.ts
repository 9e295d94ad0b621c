/** The shortest way from the river to a ring: one delivery, one bar, one sale, one piece, with the papers behind the claim. */
import { draft, type Act } from '../../src/core/custody/act.js';
import { work } from '../../src/core/custody/transformations/bench.js';
import { dispatch } from '../../src/core/custody/handover/dispatch.js';
import { receive } from '../../src/core/custody/handover/receipt.js';
import { transferTitle } from '../../src/core/custody/handover/title.js';
import { register } from '../../src/core/custody/intake.js';
import { melt } from '../../src/core/custody/transformations/melt.js';
import type { LotRegistered } from '../../src/core/custody/statements.js';
import type { Draft } from '../../src/core/log/statement.js';
import { idOf, LittleLog } from './little-log.js';

export const DELIVERY = idOf(0xde, 1);
export const BAR = idOf(0xba, 1);
export const RING = idOf(0x12, 1);

/** Where each statement stands in the log. */
export const AT = {
  coop: 0,
  jeweller: 1,
  site: 2,
  production: 3,
  licence: 4,
  delivery: 5,
  melt: 6,
  dispatch: 7,
  receipt: 8,
  sale: 9,
  ring: 10,
} as const;

export function actOf(org: string, date: string): Act {
  const on = { date, tz: 'America/Bogota' };
  return { org, on, at: `${date}T15:00:00.000Z`, today: '2026-07-31', attested: 'platform' };
}

export function fact(org: string, date: string, type: string, data: Draft['data']): Draft {
  return { type, org, at: `${date}T15:00:00.000Z`, lots: [], data, attested: 'platform' };
}

export function papers(log: LittleLog): LittleLog {
  const party = (organisation: string, role: string): Draft =>
    fact(organisation, '2026-01-02', 'organisation.registered', {
      organisation,
      name: organisation,
      role,
      country: 'CO',
    });
  const grant = (holder: string, scheme: string, number: string): Draft =>
    fact(holder, '2026-01-02', 'credential.granted', {
      holder,
      scheme,
      number,
      from: '2025-07-01',
      until: '2026-07-01',
    });
  const place = { site: 'R-1', name: 'La Playa', municipality: 'Limonal', region: 'CO-CHO', country: 'CO' };
  const gold = { title: 'T-1', deposit: 'alluvial', minPpm: 800_000, maxPpm: 980_000, capacityMgPerMonth: 900_000 };
  return log.append(
    party('coop', 'cooperative'),
    party('joya', 'jeweller'),
    fact('coop', '2026-01-02', 'site.registered', { ...place, ...gold }),
    grant('coop', 'fairmined', 'FM-1'),
    grant('joya', 'fairmined-licensee', 'FML-1'),
  );
}

/** Shorter still: a cooperative that makes its own ring, with the one paper its claim rests on. */
export function shortest(log: LittleLog = new LittleLog()): LittleLog {
  const coop = actOf('coop', '2026-01-05');
  const grant = { holder: 'coop', scheme: 'fairmined', number: 'FM-1', from: '2025-07-01', until: '2026-07-01' };
  const claims = [{ scheme: 'fairmined', party: 'coop', credential: 'FM-1', standing: 'valid' as const }];
  const delivery: LotRegistered = {
    on: coop.on,
    lot: DELIVERY,
    code: 'E-1',
    origin: 'production',
    form: 'alluvial',
    site: 'R-1',
    grossMg: 2_000,
    fineness: { ppm: 911_000, method: 'touchstone', uncertaintyPpm: 15_000 },
    custodian: 'coop',
    owner: 'coop',
    claims,
  };
  return log
    .append(fact('coop', '2026-01-02', 'credential.granted', grant))
    .append(draft(coop, 'lot.registered', [DELIVERY], delivery))
    .decide(melt, coop, {
      inputs: [{ lot: DELIVERY, grossMg: 2_000 }],
      output: { lot: BAR, code: 'B-1', form: 'dore', grossMg: 1_980 },
      cause: 'humedad',
    })
    .decide(work, coop, {
      process: 'manufacture',
      input: { lot: BAR, grossMg: 1_500 },
      alloyMg: 320,
      output: { lot: RING, code: 'J-1', form: 'piece', grossMg: 1_810, ppm: 750_000 },
    });
}

export function oneDelivery(log: LittleLog = new LittleLog()): LittleLog {
  const [coop, joya] = [actOf('coop', '2026-01-05'), actOf('joya', '2026-01-08')];
  return papers(log)
    .decide(register, coop, {
      lot: DELIVERY,
      code: 'E-1',
      origin: 'production',
      form: 'alluvial',
      site: 'R-1',
      member: 'M-1',
      grossMg: 10_417,
      reading: { ppm: 911_000, method: 'touchstone' },
    })
    .decide(melt, coop, {
      inputs: [{ lot: DELIVERY, grossMg: 10_417 }],
      output: { lot: BAR, code: 'B-1', form: 'dore', grossMg: 10_301 },
      cause: 'humedad',
    })
    .decide(dispatch, coop, { lot: BAR, to: 'joya', sentMg: 10_301, seal: 'S-1' })
    .decide(receive, joya, { lot: BAR, receivedMg: 10_300, sealIntact: true, divisionMg: 10, oneSided: false })
    .decide(transferTitle, { ...coop, on: joya.on }, { lot: BAR, to: 'joya', basis: 'sale' })
    .decide(work, joya, {
      process: 'manufacture',
      input: { lot: BAR, grossMg: 4_000 },
      alloyMg: 900,
      output: { lot: RING, code: 'J-1', form: 'piece', grossMg: 4_850, ppm: 750_000 },
    });
}

/** The story of one delivery up to an act, which may be told otherwise. */
export function until(at: number, change: (data: Draft['data']) => object = (data) => data): LittleLog {
  const log = new LittleLog();
  for (const [i, { statement }] of oneDelivery()
    .events.slice(0, at + 1)
    .entries()) {
    const { type, org, at: when, lots, data } = statement;
    const said = (i === at ? change(data) : data) as Draft['data'];
    log.append({ type, org, at: when, lots, data: said, attested: 'platform' });
  }
  return log;
}
