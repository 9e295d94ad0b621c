/** A10: somebody's books speak for nobody who has said that only its own keys do. */
import { randomUUID } from 'node:crypto';
import { statementBytes } from '../../src/core/log/entry.js';
import type { Draft } from '../../src/core/log/statement.js';
import { keyData, keyOf, said, signedBy } from '../ledger/forger.js';
import { booksIn, LIMONAL, SeasonHouse } from '../support/season.js';

const EXPORTER = 'exp-pacifico';
const office = keyOf(9);

test('a cooperative’s books are taken in without what they say in the name of an exporter that signs', async () => {
  const house = await SeasonHouse.open();
  const append = ({ org, ...more }: Pick<Draft, 'type' | 'org' | 'data'> & Partial<Draft>) =>
    house.ledger.append({
      org,
      actor: 'test',
      key: randomUUID(),
      digest: 'd',
      needs: { keys: [org, `kid:${office.kid}`] },
      decide: () => ({ drafts: [{ org, at: '2026-01-01T12:00:00.000Z', lots: [], ...more }], result: null }),
    });
  const { origin } = house.ledger;
  await append({ org: EXPORTER, type: 'key.added', data: keyData(origin, EXPORTER, office) });
  const data = { organisation: EXPORTER, attested: 'refused' };
  const statement = said(origin, { org: EXPORTER, type: 'policy.set', data, at: '2026-01-01T12:00:00.000Z' });
  const signatures = signedBy(statement, office);
  const signed = { bytes: statementBytes(statement), statement, signatures, disclosures: [] };
  await append({ org: EXPORTER, type: 'policy.set', data, signed });

  const { report } = await house.import(booksIn(LIMONAL));
  const refused = report.refused.filter(({ code }) => code === 'attestation-refused');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]?.message).toContain('firme el acto con una de sus claves');
  // Its key and its policy came first; of what the books say in its name nothing is there.
  const spoken = (await house.statements()).filter(({ org, attested }) => org === EXPORTER && attested === 'book');
  expect(spoken).toEqual([]);
  expect((await house.statements()).filter(({ attested }) => attested === 'book').length).toBeGreaterThan(400);
  await house.ledger.checkpoint();
  expect(house.ledger.trouble).toBeUndefined();
  expect(await house.balanceErrors()).toEqual([]);
  await house.close();
});
