/** What a signed assay, and signed samples, say of their own; which reading governs, and what it re-bases, is decided again. */
import type { Draft } from '../../log/statement.js';
import type { Act } from '../act.js';
import { assay } from '../assays/assay.js';
import { takeSamples, type Sampling } from '../assays/samples.js';
import { ASSAY_KINDS, HOLDERS_OF_SAMPLES, REPLACEMENTS } from '../statements.js';
import type { AdmissionFacts, Asked, Needs } from './acts.js';
import { wordIn, type Said } from './said.js';

export function assayNeeds({ said }: Asked): Needs {
  return { statements: said.has('replaces') ? [said.part('replaces').sid('of')] : [] };
}

export function assayOf(facts: AdmissionFacts, act: Act, { said, values }: Asked): Draft[] {
  const operator = wordIn(values, 'operator');
  return assay(facts, act, {
    lot: said.uuid('lot'),
    laboratory: said.maybe('laboratory', said.text) ?? act.org,
    reading: said.reading('fineness'),
    ...said.optional('silverPpm', said.whole),
    ...said.optional('silverUncertaintyPpm', said.uncertainty),
    ...said.optional('certificate', said.text),
    ...said.optional('kind', (name) => said.oneOf(name, ASSAY_KINDS)),
    ...said.optional('sample', said.code),
    ...said.optional('surfacePrepared', (name) => said.flag(name)),
    ...said.optional('sellerPresent', (name) => said.flag(name)),
    ...said.optional('replaces', (name) => replacesIn(said.part(name))),
    ...(operator !== undefined && { operator }),
    sampleMg: said.maybe('sampleMg', said.whole) ?? 0,
  });
}

function replacesIn(said: Said): { of: string; reason: (typeof REPLACEMENTS)[number] } {
  return { of: said.sid('of'), reason: said.oneOf('reason', REPLACEMENTS) };
}

export function samplingNeeds({ org, said }: Asked): Needs {
  const outputs = said.list('outputs');
  return {
    uses: outputs.flatMap((output) => [
      `code:${org}:${output.code('code')}`,
      `seal:${org}:${output.part('kept').code('seal')}`,
    ]),
  };
}

export function samplesOf(facts: AdmissionFacts, act: Act, { said }: Asked): Draft[] {
  const [input] = said.list('inputs');
  const samples = said.list('outputs').map(sampleIn);
  return takeSamples(facts, act, { lot: input?.uuid('lot') ?? '', samples });
}

function sampleIn(output: Said): Sampling['samples'][number] {
  const kept = output.part('kept');
  return {
    lot: output.uuid('lot'),
    code: output.code('code'),
    grossMg: output.whole('grossMg'),
    seal: kept.code('seal'),
    holder: kept.oneOf('holder', HOLDERS_OF_SAMPLES),
    keptBy: kept.text('keptBy'),
    ...kept.optional('keepUntil', kept.day),
  };
}
