/** What the catalogues of countries and schemes show of each, where no class says it. */
import { day, flag, listOf, object, oneOf, text, whole } from '../../http/answer.js';

const source = object({ text: text('Decreto 1073 de 2015') }, { ref: text('art. 2.2.5'), from: day });
const status = oneOf(['confirmed', 'to-be-confirmed', 'proposed']);
const sourced = { source, status };

const threshold = object(
  {
    name: text('a panner’s month'),
    from: day,
    value: text('35'),
    unit: text('g fine'),
    source: text('Resolución'),
    status,
  },
  { key: text('CO'), until: day },
);

const profile = object({
  country: text('CO'),
  name: text('Colombia'),
  documents: listOf(
    object(
      {
        kind: text('production-declaration'),
        title: text('Declaración de producción'),
        covers: text('delivery'),
        issuer: text('miner'),
        fields: listOf(text('number')),
        ...sourced,
      },
      { validity: text('1 year') },
    ),
  ),
  identities: listOf(object({ kind: text('NIT'), of: text('organisation'), example: text('800197268-4'), status })),
  registered: listOf(text('panner')),
  thresholds: listOf(threshold),
  permits: listOf(
    object(
      { category: text('small'), ...sourced },
      { hectares: whole(150), tonnesPerDay: whole(25), placerCubicMetresPerDay: whole(200) },
    ),
  ),
  taxes: listOf(
    object(
      {
        name: text('royalty'),
        base: text('sale-price'),
        ratePpm: whole(40_000),
        sharePpm: whole(800_000),
        from: day,
        ...sourced,
      },
      { forms: listOf(text('alluvial')), until: day },
    ),
  ),
  exportSteps: listOf(
    object({ step: text('export declaration'), by: text('customs'), ...sourced }, { days: whole(3) }),
  ),
});

const scheme = object({
  scheme: text('fairmined'),
  owner: text('Alliance for Responsible Mining'),
  name: text('Fairmined'),
  kind: oneOf(['claim', 'custody', 'declaration', 'none']),
  versions: listOf(
    object({ from: day, value: text('2.0'), source: text('Fairmined Standard v2.0'), status }, { until: day }),
  ),
  roles: listOf(object({ credential: text('fairmined'), role: text('producer'), may: listOf(text('grant')) })),
  supply: listOf(
    object(
      {
        name: text('labelled'),
        models: listOf(text('segregated')),
        permits: object({ mixingWithOther: oneOf(['yes', 'loses']), publicOrigin: flag }),
        ...sourced,
      },
      { accounts: listOf(text('fairmined-supplier')) },
    ),
  ),
});

export const PROFILE_LIST = object({ items: listOf(profile) });
export const SCHEME_LIST = object({ items: listOf(scheme) });
