/** Jest's globalSetup and globalTeardown run outside its module system: this is the bridge to the TypeScript beside it. */
import './typescript-loader.js';

export default async function setUp() {
  const { startTestServer } = await import('./server.ts');
  globalThis.testServer = await startTestServer();
}
