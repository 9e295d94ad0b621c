/** What a rule was in doubt about is said beside an act: figures apart from the statement, and never of nothing. */
import { settle, type Doubt } from '../../../src/core/custody/doubts.js';
import { aCoopAtWork, delivered } from '../../support/deeds.js';
import { given, idOf, type Deed } from '../../support/story.js';

const DOUBT: Doubt = {
  rule: 'P4',
  code: 'over-monthly-limit',
  at: 'member',
  level: 'hold',
  figures: { found: '1' },
};
const doubted: Deed = ({ act }) => settle(act, idOf('E-1'), [DOUBT]);

test('figures are told beside the statement and never in it', () => {
  const { world } = given(aCoopAtWork, delivered('E-1'), doubted);
  const { data, reveals } = world.recorded.at(-1) ?? {};
  expect(data).toEqual({
    on: world.act.on,
    lot: idOf('E-1'),
    reasons: [{ rule: 'P4', code: 'over-monthly-limit', at: 'member' }],
  });
  expect(reveals).toEqual([{ name: 'figures', value: [{ code: 'over-monthly-limit', found: '1' }] }]);
});

test('a doubt that would hold nothing is our own mistake', () => {
  const { world } = given(aCoopAtWork);
  const doubt: Doubt = { rule: 'P24', code: 'x', at: 'countedMg', level: 'hold' };
  expect(() => settle(world.act, undefined, [doubt])).toThrow('bug:');
});
