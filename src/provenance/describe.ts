/** What the answers about where gold came from are made of. */
import {
  byName,
  day,
  fineNg,
  flag,
  listOf,
  mg,
  object,
  oneOf,
  open,
  organisation,
  orNull,
  ppm,
  text,
  uuid,
  whole,
} from '../http/answer.js';

const credential = { scheme: text('fairmined'), number: text('FM-000'), from: day, until: orNull(day) };
const lost = object(
  {
    why: text('seller'),
    party: orNull(organisation),
    credential: orNull(text('FM-000')),
    standing: text('suspended'),
    from: day,
    to: day,
    lots: whole(1),
  },
  { unfit: text('form') },
);
const origin = object({
  organisation: orNull(organisation),
  site: orNull(text('LIM-A')),
  municipality: orNull(text('San Isidro del Río')),
  period: text('2026-03'),
  deliveries: whole(12),
  units: text('11599600000', 'Fine gold, nanograms; milligrams of gross mass while it is not assayed'),
  percent: text('87.31'),
});
const amendment = object({
  act: oneOf(['corrected', 'disputed', 'voided']),
  index: whole(431),
  of: object({ index: whole(417), type: text('lot.assayed') }),
  org: organisation,
  day,
  reason: text('typing-error'),
  restated: listOf(open),
});
const recall = object({
  day,
  org: organisation,
  reason: text('certificate-withdrawn'),
  cause: orNull(text('coop-limonal fairmined FM-000')),
  from: orNull(day),
  lifted: orNull(day),
});
const node = object(
  { id: text('3f2b8c1e'), lots: listOf(uuid), code: text('E-00001'), form: text('alluvial'), grossMg: mg, day },
  { site: text('coop-limonal/LIM-A') },
);
const edge = object({ from: text('3f2b8c1e'), to: uuid, grossMg: mg, day, process: text('melt') }, { fineNg });

export const PROVENANCE = object({
  lot: uuid,
  code: text('B-2026-014'),
  name: orNull(text('ring')),
  form: text('dore'),
  grossMg: mg,
  finenessPpm: orNull(ppm),
  fineNg: orNull(fineNg),
  custodian: organisation,
  owner: organisation,
  held: flag,
  claims: listOf(
    object({
      scheme: text('fairmined'),
      carried: flag,
      basis: listOf(text('coop-limonal FM-000')),
      lost: listOf(lost),
    }),
  ),
  credentials: listOf(
    object(
      { holder: organisation, ...credential, acts: listOf(object({ act: text('granted'), from: day })) },
      { issuer: organisation, scope: open, selfDeclared: flag, evidence: listOf(open) },
    ),
  ),
  origins: listOf(origin),
  trail: listOf(
    object({
      act: oneOf(['received', 'sold']),
      from: organisation,
      to: organisation,
      day,
      lots: listOf(text('B-2026-014')),
    }),
  ),
  attested: object({ platform: whole(40), signed: whole(3), kept: whole(0), book: byName(whole(12)) }),
  amendments: listOf(amendment),
  recalls: listOf(recall),
  values: object({ shown: listOf(open), withheld: whole(14), erased: whole(0) }),
  log: text('veta.example/log'),
  treeSize: whole(1_419),
  asOfIndex: whole(417),
  isNewest: flag,
  originLots: listOf(
    object({ lot: uuid, code: orNull(text('E-00001')), site: orNull(text('LIM-A')), period: text('2026-03'), fineNg }),
  ),
  lineage: object({ nodes: listOf(node), edges: listOf(edge) }),
  parties: listOf(
    object({ organisation, name: text('Cooperativa El Limonal'), role: text('cooperative'), country: text('CO') }),
  ),
});

/** docs/ledger-format.md §8 has every member of it. */
export const BUNDLE = open;
