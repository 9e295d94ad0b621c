/** `veta bench NAME [--json] [options]`: rates measured beside a raw ceiling of the same machine and minute, never against a clock. */
import { exercise, type Exercise } from './drill.js';

const BENCHES: Readonly<Record<string, Exercise>> = {
  append: {
    help: '[--seconds N]: deliveries a second through the ledger at 16 and 64 writers, and plain INSERTs of the same size',
    load: async () => (await import('./benches/append.js')).benchAppend,
  },
  documents: {
    help: '[--seconds N] [--shipments N]: papers rendered beside bare pdfkit, two workers beside one, 2,000 bars in memory',
    load: async () => (await import('./benches/documents.js')).benchDocuments,
  },
  ledger: {
    help: '[--seconds N]: deliveries over HTTP at 1, 16 and 64 callers, to the 201 and to the signed checkpoint; proofs, checks',
    load: async () => (await import('./benches/ledger.js')).benchLedger,
  },
  recall: {
    help: '[--statements N] [--descendants N]: what rests on a withdrawn certificate held at once, in a ledger and in a tenth of it',
    load: async () => (await import('./benches/recall.js')).benchRecall,
  },
  growth: {
    help: '[--statements N] [--writers N]: one ledger grown to a million, looked at on the way; takes a good while',
    load: async () => (await import('./benches/growth.js')).benchGrowth,
  },
};

export function benchCommand(args: string[]): Promise<number> {
  return exercise('bench', BENCHES, args);
}
