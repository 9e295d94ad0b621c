/**
 * Acts that an organisation may sign itself, by statement type: the facts each is decided by, and what of its `data` is the
 * input of the very decision that the desk makes. Everything else in `data` follows from these, and is compared, not read.
 */
import type { Json } from '../../log/canonical-json.js';
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act, Facts } from '../act.js';
import type { AmendFacts } from '../amending/amend.js';
import type { Handed } from '../holds/handed.js';
import type { Evidence } from '../registry.js';
import { register } from '../intake.js';
import { addKey, keyIds, revokeKey, setPolicy, type KeyFacts, type Saying } from '../keys/desk.js';
import { CUSTODIES, HOLDERS, REVOCATIONS } from '../keys/keys.js';
import { ATTESTATIONS } from '../keys/policies.js';
import { declarationUses } from '../rules/intake/everywhere.js';
import { alikeId } from '../rules/people/patterns.js';
import { FORMS } from '../statements.js';
import { volumesId } from '../volumes/papers.js';
import { ACCESS_ACTS, type AccessFacts } from './access.js';
import { assayNeeds, assayOf, samplesOf, samplingNeeds } from './assaying.js';
import { DECLARING, type DeclaringFacts } from './declaring.js';
import { amendNeeds, correctionOf, disputeOf, voidOf } from './amending.js';
import { HANDOVER } from './handover.js';
import { oreIn } from './milling.js';
import { INCORPORATED_ACTS, type AccountFacts } from './incorporated.js';
import { SIGNABLE_HOLDS, type DoubtFacts } from './holds.js';
import { exportOf, packOf, packingNeeds, repackingNeeds, repackOf } from './packing.js';
import { PAPER_ACTS, type PaperFacts } from './papers.js';
import { hashIn, massIn, wordIn, type Said } from './said.js';
import { poolOf, splitOf, transformOf, transformNeeds } from './workshop.js';

export type AdmissionFacts = Facts &
  KeyFacts &
  AmendFacts &
  DoubtFacts &
  DeclaringFacts &
  AccessFacts &
  AccountFacts &
  PaperFacts;

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
  /** Whose title may pass with what is said. */
  readonly owners?: readonly string[];
  /** Milligrams of each lot of a shipment when it was packed. */
  readonly packedMg?: ReadonlyMap<string, number>;
  /** Who handed in the delivery that is released, where that is told. */
  readonly handed?: Handed;
  /** Lots in the shipment that a paper is for, and who assayed them. */
  readonly packed?: readonly string[];
  readonly laboratories?: readonly string[];
  /** The file that it names, as its author keeps it. */
  readonly file?: Evidence;
}

export type Needs = Readonly<Record<string, readonly string[]>>;

export interface SignableAct {
  /** Facts besides the lots that the statement names. */
  needs?(asked: Asked): Needs;
  decide(facts: AdmissionFacts, act: Act, asked: Asked, saying: Saying): Draft[];
}

/** As at the desk: what its own people brought out of the ground, or picked from the waste. */
const OWN_ORIGINS = ['production', 'selection'] as const;

export const SIGNABLE: Readonly<Record<string, SignableAct>> = {
  'lot.registered': {
    needs: ({ org, said, values }) => {
      const [member, declaration] = [wordIn(values, 'member'), wordIn(values, 'declaration')];
      const photo = hashIn(values, 'photo');
      return {
        parties: [org],
        sites: [`${org}/${said.text('site')}`],
        yields: [`${org}/${said.text('site')}`],
        volumes: [volumesId(org, 'production', said.on().date)],
        alike: [alikeId(org, said.text('site'), said.on().date, said.whole('grossMg'))],
        thresholds: [org],
        ...(said.has('scale') && { scales: [`${org}/${said.text('scale')}`] }),
        members: member === undefined ? [] : [`${org}/${member}`],
        uses: [
          `code:${org}:${said.code('code')}`,
          ...declarationUses(org, declaration),
          ...(photo === undefined ? [] : [`photo:${photo}`]),
        ],
      };
    },
    decide: registered,
  },
  'lot.assayed': { needs: assayNeeds, decide: assayOf },
  'sample.taken': { needs: samplingNeeds, decide: samplesOf },
  ...SIGNABLE_HOLDS,
  ...DECLARING,
  'lot.split': { needs: transformNeeds, decide: splitOf },
  'lots.aggregated': { needs: transformNeeds, decide: poolOf },
  'lots.transformed': { needs: transformNeeds, decide: transformOf },
  ...HANDOVER,
  ...ACCESS_ACTS,
  ...INCORPORATED_ACTS,
  'shipment.packed': { needs: packingNeeds, decide: packOf },
  'shipment.repacked': { needs: repackingNeeds, decide: repackOf },
  'shipment.exported': {
    needs: ({ org, said }) => ({ parties: [org], shipments: [`${org}/${said.text('shipment')}`] }),
    decide: exportOf,
  },
  'statement.corrected': { needs: amendNeeds, decide: correctionOf },
  'statement.disputed': { needs: amendNeeds, decide: disputeOf },
  'statement.voided': { needs: amendNeeds, decide: voidOf },
  ...PAPER_ACTS,
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
    origin: said.maybe('origin', (name) => said.oneOf(name, OWN_ORIGINS)) ?? 'production',
    form: said.oneOf('form', FORMS),
    site: said.text('site'),
    grossMg: said.whole('grossMg'),
    ...named('reading', said.maybe('fineness', said.reading)),
    ...named(
      'ore',
      said.maybe('ore', () => oreIn(said)),
    ),
    ...named('scale', scale),
    ...named('member', wordIn(values, 'member')),
    ...named('declaration', wordIn(values, 'declaration')),
    ...named('declaredMg', massIn(values, 'declared')),
    ...named('photo', hashIn(values, 'photo')),
    ...named('note', wordIn(values, 'note')),
  });
}

function named<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [name in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in Name]?: Value };
}
