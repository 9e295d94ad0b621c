/** What whoever runs the server could do with keys that are not theirs, and who tells on them. */
import { fsck } from '../../src/ledger/fsck.js';
import type { PastAct } from '../../src/lots/amendments/lot.history.js';
import { COOP, lotPath, must, openMarket, type Market } from './market.js';
import { delivery, ON, proofOf, sealed, Signatory, statementIn, wallet } from './wallet.js';

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.desk.close());

test('A10: what is signed with a key that the operator keeps says so wherever it is read', async () => {
  const { desk, operator } = market;
  const kept = wallet(5);
  const proof = proofOf(kept, desk.ledger.origin, COOP);
  const body = { key: kept.key, holder: 'organisation', custody: 'operator', name: 'en el servidor', proof };
  await must(desk.post(`/api/organisations/${COOP}/keys`, { key: operator, body }));
  const coop = new Signatory(market, COOP, kept);
  const { answer, prepared } = await coop.say(...delivery('K-1', 5_000));
  expect(answer).toMatchObject({ status: 201 });
  const { body: keys } = await must(market.get(COOP, `/organisations/${COOP}/keys`));
  expect(keys['items']).toMatchObject([{ kid: kept.kid, custody: 'operator' }]);
  const { body: history } = await must(market.get(COOP, lotPath('K-1', 'history')));
  expect((history['items'] as unknown as PastAct[])[0]?.attested).toMatchObject({ keys: [{ custody: 'operator' }] });
  const { body: shown } = await must(market.get(COOP, `/statements/${prepared.sid}`));
  expect(shown['signers']).toMatchObject([{ custody: 'operator' }]);
  // The mark is in the log itself, under the signature of its tree: nobody takes it off again.
  const again = { ...body, custody: 'own' };
  const entered = await desk.post(`/api/organisations/${COOP}/keys`, { key: operator, body: again });
  expect(entered).toMatchObject({ status: 409, body: { code: 'key-known' } });
});

test('A9: a key slipped into the table is believed by the door, and by neither the signer nor fsck', async () => {
  const { desk } = market;
  await new Signatory(market, COOP, wallet(1)).introduce();
  await desk.ledger.checkpoint();
  const thief = wallet(6);
  await desk.database.ownerQuery(
    `INSERT INTO signing_key (kid, org, key, holder, custody, added_at) VALUES ($1, $2, $3, 'organisation', 'own', 0)`,
    [thief.kid, COOP, Buffer.from(thief.key, 'base64url')],
  );
  const forger = new Signatory(market, COOP, thief);
  const { answer } = await forger.say(...delivery('F-1', 5_000));
  expect(answer).toMatchObject({ status: 201 });
  await expect(desk.ledger.checkpoint()).rejects.toThrow(`signed by key ${thief.kid}, which no entry before it added`);
  expect(desk.ledger.trouble).toContain(thief.kid);
  const { faults } = await fsck({ dataSource: desk.database.dataSource, signerDir: desk.signerDir });
  expect(faults.map(({ what }) => what)).toContainEqual(expect.stringContaining(thief.kid));
  // And nothing more is taken in.
  expect(await market.post(COOP, '/lots', { code: 'F-2' })).not.toMatchObject({ status: 201 });
});

test('A25: a revocation wiped from the table revives no key: the signer has it from the log', async () => {
  const { desk } = market;
  const own = wallet(1);
  const coop = await new Signatory(market, COOP, own).introduce();
  const prepared = await coop.prepare(...delivery('R-1', 5_000));
  await coop.revoke(own.kid, 'stolen');
  await desk.ledger.checkpoint();
  const envelope = sealed(prepared.payload, [own], prepared.disclosures);
  expect(await coop.send(envelope)).toMatchObject({ status: 409, body: { code: 'key-revoked' } });
  await desk.database.ownerQuery('UPDATE signing_key SET revoked_at = NULL');
  expect(await coop.send(envelope)).toMatchObject({ status: 201 });
  await expect(desk.ledger.checkpoint()).rejects.toThrow(`signed by key ${own.kid}, which was revoked at entry`);
});

test('a void of gold in the platform’s name, which two should have signed, is not signed by the log', async () => {
  const { desk } = market;
  const coop = await new Signatory(market, COOP, wallet(1)).introduce();
  const { answer, prepared } = await coop.say(...delivery('V-1', 5_000));
  const [lot = ''] = statementIn(prepared).lots;
  const data = { of: String(answer.body['sid']), on: ON, reason: 'never-existed', with: 'refiner' };
  // Whoever writes into the ledger beside the door.
  await desk.ledger.append({
    org: COOP,
    actor: 'thief',
    key: 'void',
    digest: 'void',
    needs: { lots: [lot] },
    decide: () => {
      const at = '2026-03-10T12:00:00.000Z';
      return { drafts: [{ type: 'statement.voided', org: COOP, at, lots: [lot], data }], result: {} };
    },
  });
  await expect(desk.ledger.checkpoint()).rejects.toThrow('no key of coop signed it');
  expect(desk.ledger.trouble).toContain('no key of coop');
});
