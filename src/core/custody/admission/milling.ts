/** What a signed milling campaign says of its own: ore, what was recovered and by-products. Whose gold it is, is decided again. */
import type { Draft } from '../../log/statement.js';
import { Rejection } from '../../rejection.js';
import type { Act } from '../act.js';
import { OWN_CAUSES } from '../transformations/melt.js';
import { mill, type Milling } from '../ore/mill.js';
import { FORMS, TECHNIQUES, type Ore } from '../statements.js';
import type { AdmissionFacts } from './acts.js';
import type { Said } from './said.js';

export function millOf(facts: AdmissionFacts, act: Act, said: Said): Draft[] {
  const campaign = said.part('campaign');
  const losses = said.listOrNone('losses');
  return mill(facts, act, {
    campaign: {
      code: campaign.code('code'),
      technique: campaign.oneOf('technique', TECHNIQUES),
      flushed: campaign.flag('flushed'),
    },
    inputs: said.list('inputs').map((input) => ({ lot: input.uuid('lot'), grossMg: input.whole('grossMg') })),
    additions: said
      .listOrNone('additions')
      .map((one) => ({ material: one.text('material'), grossMg: one.whole('grossMg') })),
    ...outputsOf(said),
    cause: losses.map((loss) => loss.text('cause')).find((word) => !OWN_CAUSES.has(word)) ?? 'moisture',
  });
}

/** What has no grade is gold: one form and one reading, in a lot for each owner. */
function outputsOf(said: Said): Pick<Milling, 'recovered' | 'byProducts'> {
  const outputs = said.list('outputs');
  const gold = outputs.filter((output) => !output.has('ore'));
  const [first] = gold;
  if (first === undefined) throw new Rejection('missing', 'data.outputs');
  return {
    recovered: {
      form: first.oneOf('form', FORMS),
      grossMg: gold.reduce((mg, output) => mg + output.whole('grossMg'), 0),
      ...(first.has('fineness') && { reading: first.reading('fineness') }),
      lots: gold.map(ownedLotIn),
    },
    byProducts: outputs.filter((output) => output.has('ore')).map(byProductIn),
  };
}

function byProductIn(output: Said): Milling['byProducts'][number] {
  return {
    ...ownedLotIn(output),
    form: output.oneOf('form', FORMS),
    grossMg: output.whole('grossMg'),
    ore: oreIn(output),
  };
}

function ownedLotIn(output: Said): { lot: string; code: string; owner?: string } {
  return { lot: output.uuid('lot'), code: output.code('code'), ...output.optional('owner', output.text) };
}

/** What is known of ore: bags, grade, moisture; what they may be, the rules say. */
export function oreIn(said: Said): Ore {
  const ore = said.part('ore');
  return {
    ...ore.optional('bags', ore.whole),
    ...ore.optional('gradeMgPerT', ore.whole),
    ...ore.optional('moisturePpm', ore.whole),
  };
}
