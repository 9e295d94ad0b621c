/**
 * As much of Jest as the verifier's own suites use, in one process: they are collected once and then run again and again, each
 * test by itself, while the source is switched under them.
 */
import { expect } from 'expect';

type Body = () => unknown;

export interface Test {
  readonly name: string;
  readonly run: () => Promise<void>;
}

interface Scope {
  readonly name: string;
  readonly before: Body[];
  readonly after: Body[];
}

const tests: Test[] = [];
let scopes: Scope[] = [];

/** Collects the tests of these files, each loaded by `load`. */
export async function collect(files: readonly string[], load: (file: string) => Promise<unknown>): Promise<Test[]> {
  Object.assign(globalThis, { expect, describe, test: addTest, it: addTest, beforeEach: before, afterEach: after });
  for (const file of files) {
    scopes = [{ name: file, before: [], after: [] }];
    await load(file);
  }
  return tests;
}

function addTest(name: string, body: Body): void {
  const around = [...scopes];
  const run = async (): Promise<void> => {
    for (const each of around.flatMap((scope) => scope.before)) await each();
    try {
      await body();
    } finally {
      for (const each of around.flatMap((scope) => scope.after)) await each();
    }
  };
  tests.push({ name: [...around.map((scope) => scope.name), name].join(' › '), run });
}
addTest.skip = (): void => {};
addTest.each = each(addTest);

function describe(name: string, body: Body): void {
  scopes = [...scopes, { name, before: [], after: [] }];
  body();
  scopes = scopes.slice(0, -1);
}
describe.skip = (): void => {};
describe.each = each(describe);

function before(body: Body): void {
  scopes.at(-1)?.before.push(body);
}

function after(body: Body): void {
  scopes.at(-1)?.after.push(body);
}

/** A row that is a list is a list of arguments. */
function each(add: (name: string, body: Body) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, body: (...row: unknown[]) => unknown): void => {
      for (const [i, row] of rows.entries()) {
        add(`${name} (${i + 1})`, () => (Array.isArray(row) ? body(...(row as unknown[])) : body(row)));
      }
    };
}
