/** Time stamps of others as OpenSSL judges them: what an operator who anchors a checkpoint by RFC 3161 can rely on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTool } from '../support/tools.js';
import { describeVectors, ran } from '../support/vectors.js';

/** Folder, response, what it is over (`hello`, or a request), and the verdict. */
const CASES = [
  ['sigstage', 'response-sha256.tsr', 'hello', true],
  ['sigstage', 'response-sha384.tsr', 'hello', true],
  ['sigstage', 'response-sha512.tsr', 'hello', true],
  ['sigstage', 'response-no-embedded-cert.tsr', 'hello', true],
  ['sigstage', 'response-invalid-signature.tsr', 'hello', false],
  ['sigstage', 'response-sha256.tsr', 'hallo', false],
  ['test_tsa', 'response.tsr', 'request.der', true],
  ['test_tsa', 'response-injected-certs.tsr', 'request.der', true],
  ['test_tsa', 'other_response.tsr', 'other_request.der', false],
  ['test_tsa', 'other_response.tsr', 'request.der', false],
  ['sigstore.mock', 'response-expired.tsr', 'payload', false],
] as const;

describeTool(['openssl'], (run) => {
  describeVectors('rfc3161', (vectors) => {
    test(`${CASES.length} verdicts`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'veta-tsa-'));
      const file = (name: string, bytes: Uint8Array) => {
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      };
      for (const [under, response, over, good] of CASES) {
        const fixture = (name: string) => file(name, vectors.bytes(`test/fixtures/${under}/${name}`));
        const chain = fixture('ts_chain.pem');
        const subject = over.endsWith('.der')
          ? ['-queryfile', fixture(over)]
          : ['-data', over === 'payload' ? fixture(over) : file('data', Buffer.from(over))];
        const asked = ['ts', '-verify', ...subject, '-in', fixture(response), '-CAfile', chain, '-untrusted', chain];
        const { code, text } = run('openssl', asked);
        expect([under, response, over, code === 0, text.includes('Verification: OK')]).toEqual([
          under,
          response,
          over,
          good,
          good,
        ]);
      }
      rmSync(folder, { recursive: true });
      ran(`rfc3161: ${CASES.length} verdicts of openssl, ${CASES.filter(([, , , good]) => good).length} good`);
    });
  });
});
