/** What is said on the road, and of title that is promised. */
import { LOSSES, MASSES, PASSES, SEAL_REASONS, WEIGHERS } from '../handover/statements.js';
import {
  count,
  day,
  difference,
  flag,
  judgements,
  list,
  mass,
  members,
  on,
  oneOf,
  ppm,
  somemass,
  uuid,
  word,
  type Shapes,
} from './checks.js';

const between = { on, lot: uuid, from: word, to: word };
const handover = { ...between, sentMg: somemass };
const bags = { bags: count, seals: list(word) };
const counted = members({ ...handover, ...bags, sealIntact: flag });
const detention = { on, lot: uuid, authority: word, act: word };
const basis = oneOf(['sale', 'agency', 'consignment', 'toll', 'advance']);
const terms = members(
  {},
  { toleranceMg: mass, tolerancePpm: ppm, weighs: oneOf(WEIGHERS), mass: oneOf(MASSES), umpire: word },
);

export const handoverShapes: Shapes = {
  'custody.dispatched': members(handover, {
    seal: word,
    scale: word,
    due: day,
    terms,
    sealed: members(bags),
    purpose: oneOf(['return']),
  }),
  'custody.received': members(
    {
      ...handover,
      receivedMg: somemass,
      differenceMg: difference,
      toleranceMg: mass,
      sealIntact: flag,
      outcome: oneOf(['accepted', 'accepted-with-difference']),
      oneSided: flag,
    },
    { scale: word, title: members({ from: word, basis, claims: judgements }, { document: word }) },
  ),
  'custody.refused': members({ ...handover, weighedMg: somemass, sealIntact: flag }),
  'custody.relayed': counted,
  'custody.declined': counted,
  'seal.changed': members(
    { on, lot: uuid, broken: word, why: oneOf(SEAL_REASONS) },
    { applied: word, authority: word },
  ),
  'lot.detained': members(detention),
  'lot.cleared': members(detention),
  'lot.seized': members({ ...detention, grossMg: somemass }),
  'lot.lost': members({ on, lot: uuid, grossMg: somemass, cause: oneOf(LOSSES) }),
  'title.transferred': members({ ...between, basis, claims: judgements }, { document: word }),
  'title.agreed': members({ ...between, basis, passes: oneOf(PASSES) }, { document: word, until: day }),
  'title.declined': members(between),
};
