/** Due diligence: what a buyer found out about a supplier, and what a producer says of itself. */
import { CRITERION_RESULTS, FINDINGS, FLAGS, MATERIALS, MODULES, PARTS } from '../diligence/statements.js';
import { day, list, members, on, oneOf, sid, word, type Shapes } from './checks.js';

export const diligenceShapes: Shapes = {
  'risk.assessed': members(
    { on, organisation: word, step: oneOf(PARTS), result: word, evidence: list(sid) },
    {
      material: oneOf(MATERIALS),
      missing: list(word, 1),
      list: members({ name: word, version: word, date: day }),
      places: list(members({ country: word, finding: oneOf(FINDINGS) }, { region: word }), 1),
      flags: list(members({ id: oneOf(FLAGS) })),
      reviewBy: day,
    },
  ),
  'craft.reported': members(
    {
      on,
      version: word,
      period: members({ from: day, until: day }),
      modules: list(
        members({
          module: oneOf(MODULES),
          criteria: list(members({ criterion: word, result: oneOf(CRITERION_RESULTS) }), 1),
        }),
        1,
      ),
      evidence: sid,
      from: day,
      until: day,
    },
    { scheme: word },
  ),
};
