/**
 * Outside test vectors, kept out of the repository: `VETA_VECTORS` names the folder that holds them. Without it their suites
 * are skipped with a line saying so, except in CI, where a suite nobody ran must not look green.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Vectors {
  bytes(path: string): Uint8Array;
  text(path: string): string;
  /** `any` JSON of the vector's own shape, which the caller states. */
  json<Shape>(path: string): Shape;
  /** All files below a folder whose name ends so, sorted, relative to the vector's folder. */
  files(under: string, ending: string): string[];
}

export function describeVectors(folder: string, suite: (vectors: Vectors) => void): void {
  const root = process.env['VETA_VECTORS'];
  const path = root === undefined ? undefined : join(root, folder);
  if (path !== undefined && existsSync(path)) {
    describe(`vectors of ${folder}`, () => suite(vectorsIn(path)));
    return;
  }
  const missing = path === undefined ? 'VETA_VECTORS is not set' : `${path} does not exist`;
  if (process.env['CI'] === 'true') throw new Error(`The ${folder} vectors must run in CI, but ${missing}.`);
  process.stderr.write(`Skipped the ${folder} vectors: ${missing}.\n`);
  describe.skip(`vectors of ${folder}`, () => {
    test(missing, () => {});
  });
}

/** One line of a run's record: which vectors were run, and how many of them agreed. Called after the checks. */
export function ran(line: string): void {
  process.stderr.write(`${line}\n`);
}

function vectorsIn(root: string): Vectors {
  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  return {
    bytes: (path) => new Uint8Array(readFileSync(join(root, path))),
    text,
    json: <Shape>(path: string) => JSON.parse(text(path)) as Shape,
    files: (under, ending) =>
      readdirSync(join(root, under), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => join(under, name)),
  };
}
