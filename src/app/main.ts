#!/usr/bin/env node
/**
 * `veta COMMAND`. Each command's file is loaded only when it is asked for, so that `veta verify` starts at once and needs
 * neither server, database nor network.
 */
import { explain } from './evidence/explain.js';

type Command = (args: string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, { readonly help: string; load(): Promise<Command> }>> = {
  serve: {
    help: 'serve the API, the pages and the background work',
    load: async () => (await import('./serve-command.js')).serveCommand,
  },
  demo: {
    help: "a season's books, from the mine to the jeweller [--once --out DIR]",
    load: async () => (await import('./demo/demo.js')).demoCommand,
  },
  import: {
    help: 'season DIR --report FILE.json [--as-of DATE]',
    load: async () => (await import('./import.js')).importCommand,
  },
  verify: {
    help: 'FILE --policy POLICY [--json]: check a bundle offline | --export DIR: an export | --html OUT: the same as a page',
    load: async () => (await import('./evidence/verify.js')).verifyCommand,
  },
  export: {
    help: 'ORG --out DIR: everything an organisation has here, with its proofs',
    load: async () => (await import('./evidence/export.js')).exportCommand,
  },
  compare: {
    help: 'NOTE [NOTE] --policy POLICY [--url LOG]: whether two checkpoints are of one history or prove a fork',
    load: async () => (await import('./evidence/compare.js')).compareCommand,
  },
  fsck: {
    help: 'recompute the whole ledger from its bytes, or a public log from its address [--url ADDRESS --policy FILE]',
    load: async () => (await import('./log/fsck.js')).fsckCommand,
  },
  witness: {
    help: "--state DIR --logs FILE --listen HOST:PORT: cosign the checkpoints of other people's logs",
    load: async () => (await import('./log/witness.js')).witnessCommand,
  },
  rebuild: {
    help: 'make the tables beside the history again from its bytes [--check] [--json]',
    load: async () => (await import('./log/rebuild.js')).rebuildCommand,
  },
  keys: {
    help: 'create ORG --role ROLE --name NAME | invite ORG --role ROLE | revoke ID | list | rotate-log | policy',
    load: async () => (await import('./keys.js')).keysCommand,
  },
  signer: {
    help: '[--recover --from NOTE --policy FILE | --new-key]: sign the log, on a host or as a user of its own',
    load: async () => (await import('./log/signer.js')).signerCommand,
  },
  worker: {
    help: 'make the papers that others ask for, as a process of its own',
    load: async () => (await import('./worker.js')).workerCommand,
  },
  papers: {
    help: 'move --to bucket|database [--clear] | move --check: the sealed bytes of papers, to where they should lie',
    load: async () => (await import('./papers.js')).papersCommand,
  },
  anchor: {
    help: 'NOTE --policy FILE: begin a new log with the last checkpoint of one whose key was stolen',
    load: async () => (await import('./log/anchor.js')).anchorCommand,
  },
  'roll-forward': {
    help: 'give a restored database back the signed entries it lacks, from the journal',
    load: async () => (await import('./log/roll-forward.js')).rollForwardCommand,
  },
  migrate: {
    help: 'bring the database to this version',
    load: async () => (await import('./migrate.js')).migrateCommand,
  },
  bench: { help: 'NAME --json: measure', load: async () => (await import('./bench.js')).benchCommand },
  drill: {
    help: 'NAME --json: kills, bit flips, restarts',
    load: async () => (await import('./drill.js')).drillCommand,
  },
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command === undefined) {
    const lines = Object.entries(COMMANDS).map(([one, { help }]) => `  veta ${one.padEnd(12)} ${help}`);
    console.log(`Veta, a traceability ledger for gold lots.\n\n${lines.join('\n')}`);
    return ['help', '--help', '-h'].includes(name) ? 0 : 64;
  }
  return (await command.load())(args);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const { text, exit } = explain(error);
    console.error(text);
    process.exitCode = exit;
  },
);
