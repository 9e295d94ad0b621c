/** Gold itself: what is registered, assayed, melted, held. */
import {
  ASSAY_KINDS,
  FORMS,
  HOLDERS_OF_SAMPLES,
  ORIGINS,
  PROCESSES,
  REPLACEMENTS,
  TECHNIQUES,
  TRANSFORMATIONS,
} from '../statements.js';
import {
  count,
  day,
  fineness,
  flag,
  judgements,
  list,
  mass,
  members,
  ng,
  on,
  oneOf,
  orNull,
  ppm,
  sid,
  somemass,
  uuid,
  word,
  type Check,
  type Shapes,
} from './checks.js';

const rebasing = members({ lot: orNull(uuid), fromNg: ng, toNg: ng, uncertaintyNg: ng, within: flag });
const take = members({ lot: uuid, grossMg: somemass }, { fineNg: ng, countedPpm: ppm });
const ore = members({}, { bags: count, gradeMgPerT: mass, moisturePpm: ppm });
const kept = members({ seal: word, holder: oneOf(HOLDERS_OF_SAMPLES), keptBy: word, keepUntil: day });
const output = members(
  { lot: uuid, code: word, form: oneOf(FORMS), grossMg: somemass },
  { name: word, fineness, fineNg: ng, ore, owner: word, kept },
);
const loss = members({ cause: word, grossMg: mass, fineNg: ng }, { lot: uuid });

const unexplained = members({ grossMg: mass }, { fineNg: ng });

const made = members(
  {
    on,
    process: oneOf(PROCESSES),
    inputs: list(take),
    additions: list(members({ material: word, grossMg: somemass })),
    rebasings: list(rebasing),
    outputs: list(output, 1),
    losses: list(loss),
  },
  {
    unexplained,
    campaign: members({ code: word, technique: oneOf(TECHNIQUES), flushed: flag }),
  },
);
/** Nothing is made of nothing: a bar without a known delivery is made of unexplained gold, and says so. */
const madeOfKnown = members({ inputs: list(take, 1) });
const madeOfUnknown = members({ unexplained });
const transformation: Check = (value) => made(value) && (madeOfKnown(value) || madeOfUnknown(value));

export const goldShapes: Shapes = {
  'lot.registered': members(
    {
      on,
      lot: uuid,
      code: word,
      origin: oneOf(ORIGINS),
      form: oneOf(FORMS),
      site: word,
      grossMg: somemass,
      custodian: word,
      owner: word,
      claims: judgements,
    },
    { fineness, ore, scale: word },
  ),
  'lot.assayed': members(
    { on, lot: uuid, laboratory: word, fineness, sampleMg: mass, governs: flag },
    {
      silverPpm: ppm,
      silverUncertaintyPpm: mass,
      certificate: word,
      rebasing,
      kind: oneOf(ASSAY_KINDS),
      sample: word,
      surfacePrepared: flag,
      sellerPresent: flag,
      replaces: members({ of: sid, reason: oneOf(REPLACEMENTS) }),
    },
  ),
  ...Object.fromEntries(TRANSFORMATIONS.map((type) => [type, transformation])),
  'lot.held': members({ on, lot: uuid, reasons: list(members({ rule: word, code: word, at: word }), 1) }),
  'lot.released': members(
    { on, lot: uuid, reason: word },
    { codes: list(word, 1), basis: oneOf(['override']), owner: word },
  ),
};
