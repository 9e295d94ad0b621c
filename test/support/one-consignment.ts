/** A bar in two closed bags: promised to its buyer, counted by a guard, opened by customs, detained and cleared, weighed in. */
import { dispatch } from '../../src/core/custody/handover/dispatch.js';
import { receive, relay } from '../../src/core/custody/handover/receipt.js';
import { clear, detain, seize } from '../../src/core/custody/handover/road/incidents.js';
import { changeSeal } from '../../src/core/custody/handover/road/seals.js';
import { sell } from '../../src/core/custody/handover/title.js';
import { register } from '../../src/core/custody/intake.js';
import type { Draft } from '../../src/core/log/statement.js';
import type { Json } from '../../src/core/log/canonical-json.js';
import { idOf, LittleLog } from './little-log.js';
import { actOf, fact, papers } from './one-delivery.js';

export const BAGS = idOf(0xc0, 1);
export const SEIZED = idOf(0xc0, 2);

const [coop, guard, joya] = [actOf('coop', '2026-01-05'), actOf('guard', '2026-01-06'), actOf('joya', '2026-01-07')];
const sealed = { bags: 2, seals: ['S-1', 'S-2'] };
const after = { bags: 2, seals: ['S-2', 'S-9'] };
const paper = { lot: BAGS, authority: 'DIAN', act: 'A-1' };

export type Forgery = (data: { readonly [name: string]: Json }) => object;

/** @param forge what the statement of that type says instead, recorded as if it had been decided so */
export function oneConsignment(forge: Readonly<Record<string, Forgery>> = {}): LittleLog {
  const honest: Draft[] = [];
  const log = papers(new LittleLog());
  const told = (drafts: readonly Draft[]): void => {
    honest.push(...drafts);
    log.append(...drafts);
  };
  const body = { organisation: 'guard', name: 'guard', role: 'other', country: 'CO' };
  told([fact('guard', '2026-01-02', 'organisation.registered', body)]);
  for (const [n, lot] of [BAGS, SEIZED].entries()) {
    const reading = { ppm: 911_000, method: 'xrf' } as const;
    const about = { code: `E-${n}`, origin: 'production', form: 'alluvial', site: 'R-1', member: 'M-1' } as const;
    told(register(log.facts, coop, { lot, ...about, grossMg: 10_000, reading }));
  }
  const sale = { lot: BAGS, to: 'joya', basis: 'sale', passes: 'on-acceptance', until: '2026-02-01' } as const;
  told(sell(log.facts, coop, sale));
  const terms = { toleranceMg: 50, weighs: 'receiver' } as const;
  told(dispatch(log.facts, coop, { lot: BAGS, to: 'guard', sentMg: 10_000, due: '2026-01-06', terms, sealed }));
  told(relay(log.facts, guard, { lot: BAGS, ...sealed, sealIntact: true }));
  const opened = { broken: 'S-1', applied: 'S-9', why: 'opened-by-authority', authority: 'DIAN' } as const;
  told(changeSeal(log.facts, guard, { lot: BAGS, ...opened }));
  told(detain(log.facts, guard, paper));
  told(clear(log.facts, guard, paper));
  told(dispatch(log.facts, guard, { lot: BAGS, to: 'joya', sentMg: 10_000, sealed: after }));
  told(receive(log.facts, joya, { lot: BAGS, receivedMg: 9_900, sealIntact: true, divisionMg: 10, oneSided: false }));
  told(seize(log.facts, coop, { ...paper, lot: SEIZED }));
  if (Object.keys(forge).length === 0) return log;
  return papers(new LittleLog()).append(
    ...honest.map((one) => {
      const change = forge[one.type];
      return change === undefined ? one : Object.assign({}, one, { data: change(one.data) });
    }),
  );
}

/** What nobody can say of it, by what is wrong. */
export const FORGED: Readonly<Record<string, Readonly<Record<string, Forgery>>>> = {
  'bags handed on under other seals': {
    'custody.dispatched': (data) => (data['to'] === 'joya' ? { ...data, sealed } : data),
  },
  'bags handed on open': { 'custody.dispatched': ({ sealed: _, ...data }) => data },
  'bags said to contain more': {
    'custody.dispatched': (data) => (data['to'] === 'joya' ? { ...data, sentMg: 10_001 } : data),
  },
  'a count by somebody it was not sent to': { 'custody.relayed': (data) => ({ ...data, to: 'joya' }) },
  'gold that moves while it is detained': { 'lot.cleared': (data) => ({ ...data, lot: SEIZED }) },
  'a title that passes though nobody agreed': { 'title.agreed': (data) => ({ ...data, passes: 'on-settlement' }) },
  'a title of somebody else': {
    'custody.received': (data) => ({ ...data, title: { ...(data['title'] as object), from: 'guard' } }),
  },
  'a promise of gold that is not one’s own': { 'title.agreed': (data) => ({ ...data, from: 'guard' }) },
  'a claim kept on no paper': {
    'custody.received': (data) => {
      const title = data['title'] as { claims: { credential: string }[] };
      return {
        ...data,
        title: { ...title, claims: title.claims.map((one) => Object.assign({}, one, { credential: 'FM-9' })) },
      };
    },
  },
  'half of it seized': { 'lot.seized': (data) => ({ ...data, grossMg: 5_000 }) },
  'more seized than there was': { 'lot.seized': (data) => ({ ...data, grossMg: 10_001 }) },
  'no bags at all': { 'custody.relayed': ({ bags: _, ...data }) => data },
  'a seal broken for no reason': { 'seal.changed': (data) => ({ ...data, why: 'curiosity' }) },
};
