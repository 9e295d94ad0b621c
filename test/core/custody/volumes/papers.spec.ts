/** Volumes of papers where the country does not make them a limit, and what is counted at all. */
import { aCoopAtWork, aParty, aSite, credential, delivered, melted, sold } from '../../../support/deeds.js';
import { COOP, EXPORTER, given, type Deed } from '../../../support/story.js';
import { anExporter } from '../../../support/deeds.js';

const volume = { fineNg: '10000000000', per: 'month' } as const;
const inPeru: Deed = (world) => {
  world.do(aParty(COOP, 'cooperative', 'PE', credential('exploitation', { scope: { volume } })));
  world.do(aSite('PLAYA', { country: 'PE', capacityMgPerMonth: 0 }));
};

test('gold beyond a licence is asked about, and not held, where volumes do not bind', () => {
  const { world } = given(aCoopAtWork, inPeru, delivered('E-1', 10_001, null));
  expect(world.lot('E-1').holds).toEqual([]);
  const { type, data, reveals } = world.recorded.at(-1) ?? {};
  expect({ type, data }).toMatchObject({
    type: 'question.raised',
    data: { reasons: [{ rule: 'P6', code: 'over-paper-volume', level: 'ask' }] },
  });
  const figures = {
    paper: 'exploitation exploitation-1',
    period: '2026-02',
    found: '10001000000',
    left: '10000000000',
  };
  expect(reveals?.[0]?.value).toMatchObject([{ ...figures, limit: volume.fineNg }]);
});

test('a melt and a move count nothing: gold is produced once and sold as often as its owner changes', () => {
  const { world } = given(
    aCoopAtWork,
    anExporter(),
    delivered('E-1', 4_000, null),
    melted('B-1', ['E-1'], 3_900),
    sold('B-1', EXPORTER),
  );
  const of = (id: string): bigint[] => world.volumes.get(id)?.map(({ ng }) => ng) ?? [];
  expect(of(`${COOP}/production/2026`)).toEqual([4_000_000_000n]);
  expect(of(`${COOP}/sale/2026`)).toEqual([3_900_000_000n]);
  expect(of(`${EXPORTER}/sale/2026`)).toEqual([]);
});
