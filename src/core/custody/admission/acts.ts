/**
 * Acts that an organisation may sign itself, by statement type: the facts each is decided by, and what of its `data` is the
 * input of the very decision that the desk makes. Everything else in `data` follows from these, and is compared, not read.
 */
import type { Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act, Facts } from '../act.js';
import type { AmendFacts } from '../amend.js';
import { dispatch } from '../handover/dispatch.js';
import { receive, refuse } from '../handover/receipt.js';
import { release, transferTitle } from '../handover/title.js';
import { assay } from '../assays/assay.js';
import { register, releaseHold } from '../intake.js';
import { addKey, keyIds, revokeKey, setPolicy, type KeyFacts, type Saying } from '../key-desk.js';
import { CUSTODIES, HOLDERS, REVOCATIONS } from '../keys.js';
import { ATTESTATIONS } from '../policies.js';
import { USUAL_DIVISION_MG, weighingToleranceMg } from '../rules/mass.js';
import { FORMS, type TitleTransferred } from '../statements.js';
import { amendNeeds, correctionOf, disputeOf, voidOf } from './amending.js';
import { exportOf, packOf, packingNeeds } from './packing.js';
import { wordIn, type Said } from './said.js';
import { poolOf, splitOf, transformOf, transformNeeds } from './workshop.js';

export type AdmissionFacts = Facts & KeyFacts & AmendFacts;

/** A statement's words, with what was looked up around it. */
export interface Asked {
  readonly org: string;
  readonly lots: readonly string[];
  readonly said: Said;
  /** Its private values by name. */
  readonly values: ReadonlyMap<string, Json>;
  /** Codes of the sites its lots were mined at, and of the organisation's scales. */
  readonly sites: readonly string[];
  readonly scales: readonly string[];
}

export type Needs = Readonly<Record<string, readonly string[]>>;

export interface SignableAct {
  /** Facts besides the lots that the statement names. */
  needs?(asked: Asked): Needs;
  decide(facts: AdmissionFacts, act: Act, asked: Asked, saying: Saying): Draft[];
}

const BASES: readonly TitleTransferred['basis'][] = ['sale', 'agency', 'consignment', 'toll', 'advance'];

export const SIGNABLE: Readonly<Record<string, SignableAct>> = {
  'lot.registered': {
    needs: ({ org, said, values }) => {
      const [member, declaration] = [wordIn(values, 'member'), wordIn(values, 'declaration')];
      return {
        parties: [org],
        sites: [`${org}/${said.text('site')}`],
        ...(said.has('scale') && { scales: [`${org}/${said.text('scale')}`] }),
        members: member === undefined ? [] : [`${org}/${member}`],
        uses: [
          `code:${org}:${said.code('code')}`,
          ...(declaration === undefined ? [] : [`declaration:${org}:${declaration}`]),
        ],
      };
    },
    decide: registered,
  },
  'lot.assayed': {
    decide: (facts, act, { said }) =>
      assay(facts, act, {
        lot: said.uuid('lot'),
        laboratory: said.maybe('laboratory', said.text) ?? act.org,
        reading: said.reading('fineness'),
        ...said.optional('silverPpm', said.whole),
        ...said.optional('certificate', said.text),
        sampleMg: said.maybe('sampleMg', said.whole) ?? 0,
      }),
  },
  'lot.released': {
    decide: (facts, act, { said }) => releaseHold(facts, act, { lot: said.uuid('lot'), reason: said.text('reason') }),
  },
  'lot.split': { needs: transformNeeds, decide: splitOf },
  'lots.aggregated': { needs: transformNeeds, decide: poolOf },
  'lots.transformed': { needs: transformNeeds, decide: transformOf },
  'custody.dispatched': {
    needs: ({ org, said }) => ({
      parties: [said.text('to')],
      uses: said.has('seal') ? [`seal:${org}:${said.code('seal')}`] : [],
    }),
    decide: (facts, act, { said }) =>
      dispatch(facts, act, {
        lot: said.uuid('lot'),
        to: said.text('to'),
        sentMg: said.whole('sentMg'),
        ...said.optional('seal', said.code),
      }),
  },
  'custody.received': {
    needs: ({ org, scales }) => ({ scales: scales.map((scale) => `${org}/${scale}`) }),
    decide: received,
  },
  'custody.refused': {
    decide: (facts, act, { said, values }) =>
      refuse(facts, act, {
        lot: said.uuid('lot'),
        weighedMg: said.whole('weighedMg'),
        sealIntact: said.flag('sealIntact'),
        ...named('note', wordIn(values, 'note')),
      }),
  },
  'title.transferred': {
    needs: ({ org, said }) => ({ parties: [org, said.text('to')] }),
    decide: (facts, act, { said }) =>
      transferTitle(facts, act, {
        lot: said.uuid('lot'),
        to: said.text('to'),
        basis: said.oneOf('basis', BASES),
        ...said.optional('document', said.text),
      }),
  },
  'access.granted': { decide: (facts, act, { said }) => release(facts, act, said.uuid('lot')) },
  'shipment.packed': { needs: packingNeeds, decide: packOf },
  'shipment.exported': {
    needs: ({ org, said }) => ({ shipments: [`${org}/${said.text('shipment')}`] }),
    decide: exportOf,
  },
  'statement.corrected': { needs: amendNeeds, decide: correctionOf },
  'statement.disputed': { needs: amendNeeds, decide: disputeOf },
  'statement.voided': { needs: amendNeeds, decide: voidOf },
  'key.added': {
    needs: ({ said }) => ({
      parties: [said.text('organisation')],
      keys: keyIds(said.text('organisation'), said.text('kid')),
    }),
    decide: (facts, act, { said }, saying) =>
      addKey(
        facts,
        act,
        {
          organisation: said.text('organisation'),
          key: said.text('key'),
          holder: said.oneOf('holder', HOLDERS),
          custody: said.oneOf('custody', CUSTODIES),
          ...said.optional('name', said.text),
          ...said.optional('scope', said.words),
          ...said.optional('until', said.text),
          proof: said.text('proof'),
        },
        saying,
      ),
  },
  'key.revoked': {
    needs: ({ said }) => ({ keys: keyIds(said.text('organisation'), said.text('kid')) }),
    decide: (facts, act, { said }, saying) => {
      const [organisation, kid] = [said.text('organisation'), said.text('kid')];
      return revokeKey(facts, act, { organisation, kid, reason: said.oneOf('reason', REVOCATIONS) }, saying);
    },
  },
  'policy.set': {
    needs: ({ said }) => ({ keys: [said.text('organisation')] }),
    decide: (facts, act, { said }, saying) =>
      setPolicy(
        facts,
        act,
        {
          organisation: said.text('organisation'),
          attested: said.oneOf('attested', ATTESTATIONS),
          ...said.optional('reason', said.text),
        },
        saying,
      ),
  },
};

/** One delivery, one lot; as at the desk, of the organisation's own production. */
function registered(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  const scale = said.maybe('scale', said.text);
  if (scale !== undefined && !facts.scales.has(`${act.org}/${scale}`)) {
    throw new Rejection('unknown-scale', 'data.scale', { scale });
  }
  return register(facts, act, {
    lot: said.uuid('lot'),
    code: said.code('code'),
    origin: 'production',
    form: said.oneOf('form', FORMS),
    site: said.text('site'),
    grossMg: said.whole('grossMg'),
    ...named('reading', said.maybe('fineness', said.reading)),
    ...named('scale', scale),
    ...named('member', wordIn(values, 'member')),
    ...named('declaration', wordIn(values, 'declaration')),
    ...named('note', wordIn(values, 'note')),
  });
}

/** The tolerance is that of a scale the organisation has; a statement does not say which of them weighed. */
function received(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const named = said.maybe('scale', said.text);
  const known = [...facts.scales.values()];
  if (named !== undefined && !known.some(({ scale }) => scale === named)) {
    throw new Rejection('unknown-scale', 'data.scale', { scale: named });
  }
  const usable = named === undefined ? known : known.filter(({ scale }) => scale === named);
  const divisions = [...(named === undefined ? [USUAL_DIVISION_MG] : []), ...usable.map((one) => one.divisionMg)];
  const sentMg = facts.lots.get(said.uuid('lot'))?.transit?.sentMg ?? 0;
  const toleranceMg = said.maybe('toleranceMg', said.whole);
  const fits = divisions.find((one) => weighingToleranceMg(sentMg, one) === toleranceMg);
  return receive(facts, act, {
    lot: said.uuid('lot'),
    receivedMg: said.whole('receivedMg'),
    sealIntact: said.flag('sealIntact'),
    divisionMg: fits ?? divisions[0] ?? USUAL_DIVISION_MG,
    oneSided: false,
  });
}

function named<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in Name]?: Value };
}
