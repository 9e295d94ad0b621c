/** Handover, incidents and title, as an organisation signs them. */
import { isList, isRecord, type Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import { dispatch } from '../handover/dispatch.js';
import { decline, receive, refuse, relay } from '../handover/receipt.js';
import { clear, detain, lose, seize } from '../handover/road/incidents.js';
import { changeSeal } from '../handover/road/seals.js';
import {
  LOSSES,
  MASSES,
  PASSES,
  SEAL_REASONS,
  WEIGHERS,
  type Bags,
  type HandoverTerms,
} from '../handover/statements.js';
import { toleranceMgOf } from '../handover/terms.js';
import { declineTitle, sell, transferTitle, type Sale } from '../handover/title.js';
import { USUAL_DIVISION_MG } from '../rules/mass.js';
import type { TitleTransferred } from '../handover/statements.js';
import { volumesId } from '../volumes/papers.js';
import type { AdmissionFacts, Asked, SignableAct } from './acts.js';
import { wordIn, type Said } from './said.js';

const BASES: readonly TitleTransferred['basis'][] = ['sale', 'agency', 'consignment', 'toll', 'advance'];

const RETURN = ['return'] as const;

export const HANDOVER: Readonly<Record<string, SignableAct>> = {
  'custody.dispatched': {
    needs: ({ org, said }) => ({
      parties: [said.text('to')],
      uses: [
        ...(said.has('seal') ? [said.code('seal')] : []),
        ...(said.has('sealed') ? said.part('sealed').words('seals') : []),
      ].map((seal) => `seal:${org}:${seal}`),
    }),
    decide: (facts, act, { said }) =>
      dispatch(facts, act, {
        lot: said.uuid('lot'),
        to: said.text('to'),
        sentMg: said.whole('sentMg'),
        ...said.optional('seal', said.code),
        ...said.optional('scale', said.code),
        ...said.optional('due', said.text),
        ...said.optional('terms', (name) => termsOf(said.part(name))),
        ...said.optional('sealed', (name) => bagsOf(said.part(name))),
        ...said.optional('purpose', (name) => said.oneOf(name, RETURN)),
      }),
  },
  'custody.received': {
    needs: ({ org, scales, said, owners = [] }) => ({
      scales: scales.map((scale) => `${org}/${scale}`),
      parties: [org, ...owners],
      volumes: owners.map((owner) => volumesId(owner, 'sale', said.on().date)),
    }),
    decide: received,
  },
  'custody.refused': {
    decide: (facts, act, { said, values }) =>
      refuse(facts, act, {
        lot: said.uuid('lot'),
        weighedMg: said.whole('weighedMg'),
        sealIntact: said.flag('sealIntact'),
        ...noteIn(wordIn(values, 'note')),
      }),
  },
  'custody.relayed': { decide: (facts, act, { said }) => relay(facts, act, countingOf(said)) },
  'custody.declined': {
    decide: (facts, act, { said, values }) =>
      decline(facts, act, { ...countingOf(said), ...noteIn(wordIn(values, 'note')) }),
  },
  'seal.changed': {
    needs: ({ org, said }) => ({ uses: said.has('applied') ? [`seal:${org}:${said.code('applied')}`] : [] }),
    decide: (facts, act, { said, values }) => {
      const witness = wordIn(values, 'witness');
      return changeSeal(facts, act, {
        lot: said.uuid('lot'),
        broken: said.code('broken'),
        why: said.oneOf('why', SEAL_REASONS),
        ...said.optional('applied', said.code),
        ...said.optional('authority', said.text),
        ...(witness !== undefined && { witness }),
      });
    },
  },
  'lot.detained': { decide: (facts, act, { said }) => detain(facts, act, authorityOf(said)) },
  'lot.cleared': { decide: (facts, act, { said }) => clear(facts, act, authorityOf(said)) },
  'lot.seized': { decide: (facts, act, { said }) => seize(facts, act, authorityOf(said)) },
  'lot.lost': {
    decide: (facts, act, { said, values }) => {
      const report = wordIn(values, 'report');
      const cause = said.oneOf('cause', LOSSES);
      return lose(facts, act, { lot: said.uuid('lot'), cause, ...(report !== undefined && { report }) });
    },
  },
  'title.transferred': {
    needs: ({ org, said }) => ({
      parties: [org, said.text('to')],
      volumes: [volumesId(org, 'sale', said.on().date)],
    }),
    decide: (facts, act, asked) => transferTitle(facts, act, saleOf(asked)),
  },
  'title.agreed': {
    needs: ({ org, said }) => ({ parties: [org, said.text('to')] }),
    decide: (facts, act, asked) =>
      sell(facts, act, {
        ...saleOf(asked),
        passes: asked.said.oneOf('passes', PASSES),
        ...asked.said.optional('until', asked.said.text),
      }),
  },
  'title.declined': { decide: (facts, act, { said }) => declineTitle(facts, act, said.uuid('lot')) },
};

function termsOf(said: Said): HandoverTerms {
  return {
    ...said.optional('toleranceMg', said.whole),
    ...said.optional('tolerancePpm', said.whole),
    ...said.optional('weighs', (name) => said.oneOf(name, WEIGHERS)),
    ...said.optional('mass', (name) => said.oneOf(name, MASSES)),
    ...said.optional('umpire', said.text),
  };
}

function bagsOf(said: Said): Bags {
  return { bags: said.whole('bags'), seals: said.words('seals') };
}

function countingOf(said: Said) {
  return { lot: said.uuid('lot'), ...bagsOf(said), sealIntact: said.flag('sealIntact') };
}

function authorityOf(said: Said) {
  return { lot: said.uuid('lot'), authority: said.text('authority'), act: said.text('act') };
}

function saleOf({ said, values }: Asked): Sale {
  const terms = values.get('terms');
  if (terms !== undefined && !isTerms(terms)) throw new Rejection('malformed', 'disclosures.terms');
  return {
    lot: said.uuid('lot'),
    to: said.text('to'),
    basis: said.oneOf('basis', BASES),
    ...said.optional('document', said.text),
    ...(terms !== undefined && { terms }),
  };
}

function isTerms(value: Json): value is { readonly [name: string]: Json } {
  return isRecord(value) && !isList(value);
}

function noteIn(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

/** The tolerance is that of a scale the organisation has, unless it was agreed; a statement need not say which scale weighed. */
function received(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const scale = said.maybe('scale', said.text);
  const known = [...facts.scales.values()];
  if (scale !== undefined && !known.some((one) => one.scale === scale)) {
    throw new Rejection('unknown-scale', 'data.scale', { scale });
  }
  const usable = scale === undefined ? known : known.filter((one) => one.scale === scale);
  const divisions = [...(scale === undefined ? [USUAL_DIVISION_MG] : []), ...usable.map((one) => one.divisionMg)];
  const { transit = { sentMg: 0 }, grossMg: bookMg = 0 } = facts.lots.get(said.uuid('lot')) ?? {};
  const toleranceMg = said.maybe('toleranceMg', said.whole);
  const fits = divisions.find(
    (divisionMg) => toleranceMgOf({ ...transit, bookMg, divisionMg }, act.on.date) === toleranceMg,
  );
  return receive(facts, act, {
    lot: said.uuid('lot'),
    receivedMg: said.whole('receivedMg'),
    sealIntact: said.flag('sealIntact'),
    divisionMg: fits ?? divisions[0] ?? USUAL_DIVISION_MG,
    oneSided: false,
    ...(scale !== undefined && { scale }),
  });
}
