// The demo's last line must say what is true of the sample's books.
import { readFileSync, readdirSync } from 'node:fs';
import { deepStrictEqual, ok } from 'node:assert/strict';

const [printed, folder] = process.argv.slice(2);
const said = JSON.parse(readFileSync(printed, 'utf8').trim().split('\n').at(-1));
const {
  deliveries,
  bars,
  shipments,
  pieces,
  piecesWithClaim,
  documents,
  paperBundles,
  bundles,
  verified,
  balanceErrors,
  seconds,
} = said;
deepStrictEqual(
  { deliveries, bars, shipments, pieces, piecesWithClaim, documents, paperBundles, bundles, verified, balanceErrors },
  {
    deliveries: { accepted: 979, refused: 8, held: 5 },
    bars: 29,
    shipments: 5,
    pieces: 24,
    piecesWithClaim: 12,
    documents: 60,
    paperBundles: 5,
    bundles: 24,
    verified: 24,
    balanceErrors: 0,
  },
);
ok(seconds < 60, `the demo took ${seconds} s`);
deepStrictEqual(readdirSync(`${folder}/bundles`).length, 24);
console.log('The demo made what it should.');
