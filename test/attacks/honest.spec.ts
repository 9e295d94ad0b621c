/** The other half of every attack: whoever did nothing wrong is never accused, however much happens at once. */
import { hammer } from '../../src/app/drills/hammer/hammer.js';

test('600 statements by 64 writers, while everybody checks everything: no alarm', async () => {
  const found = await hammer(['--statements', '600', '--writers', '64']);
  expect(found).toMatchObject({ ok: true, falseAlarms: 0, alarms: [] });
  expect(found.statements).toBeGreaterThanOrEqual(600);
  for (const [check, times] of Object.entries(found.checks))
    expect({ check, checked: times > 0 }).toEqual({ check, checked: true });
});
