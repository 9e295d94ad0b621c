/**
 * Programs of the operating system that look at our files with other eyes. Where one is not installed its suite is
 * skipped with a line saying so, except in CI, where a suite nobody ran must not look green.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Runs a tool; what it printed on either stream, and its exit code. */
export type Tool = (name: string, args: readonly string[], input?: Uint8Array) => ToolResult;

export interface ToolResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly text: string;
}

/** @param names of programs; of files they need, with their folders */
export function describeTool(names: readonly string[], suite: (run: Tool) => void): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) {
    describe(`with ${names.join(', ')}`, () => suite(run));
    return;
  }
  const why = `${missing.join(', ')} not installed`;
  if (process.env['CI'] === 'true') throw new Error(`These suites must run in CI, but: ${why}.`);
  process.stderr.write(`Skipped the suite with ${names.join(', ')}: ${why}.\n`);
  describe.skip(`with ${names.join(', ')}`, () => {
    test(why, () => {});
  });
}

function isInstalled(name: string): boolean {
  return name.includes('/') ? existsSync(name) : spawnSync('which', [name]).status === 0;
}

function run(name: string, args: readonly string[], input?: Uint8Array): ToolResult {
  const { status, stdout, stderr } = spawnSync(name, args, { ...(input && { input }), maxBuffer: 64 * 1024 * 1024 });
  return { code: status ?? -1, stdout, text: `${stdout.toString('utf8')}${stderr.toString('utf8')}` };
}
