/** What people read on the pages. Trade words as docs/glossary.md has them; nothing of the log's own terms. */
import type { Form, LotsTransformed, Method } from '../../core/custody/statements.js';
import type { Role } from '../../core/custody/registry.js';
import type { Language } from '../../http/sentences.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

export interface Words {
  readonly name: string;
  readonly languages: string;
  readonly skip: string;
  readonly sample: string;
  readonly sampleWhy: string;
  readonly footer: string;
  readonly api: string;
  readonly home: HomeWords;
  readonly missing: { readonly title: string; readonly why: readonly string[] };
  readonly piece: PieceWords;
  readonly verdict: VerdictWords;
  readonly origins: OriginWords;
  readonly path: PathWords;
  readonly proof: ProofWords;
  readonly paper: PaperWords;
}

export interface PaperWords {
  readonly kicker: string;
  readonly issued: string;
  issuedOn: (at: string) => string;
  version: (version: number) => string;
  replaced: (version: number) => string;
  replacedOn: (at: string) => string;
  readonly void: string;
  voidSince: (at: string) => string;
  /** In the words of whoever issued it. */
  reason: (reason: string) => string;
  newest: (version: number) => string;
  notice: (version: number) => string;
  readonly fingerprints: string;
  readonly compare: string;
}

export interface HomeWords {
  readonly title: string;
  readonly about: readonly [string, string, string];
  readonly check: string;
  readonly checkHint: string;
  readonly checkButton: string;
  readonly season: string;
  readonly deliveries: string;
  readonly bars: string;
  readonly shipments: string;
  readonly pieces: string;
  readonly released: string;
  readonly certified: string;
  readonly uncertified: string;
  readonly log: string;
  signed: (size: string, at: string) => string;
  readonly noLog: string;
}

export interface PieceWords {
  readonly kicker: string;
  readonly forms: Readonly<Record<Form, string>>;
  /** What makers call their pieces in Spanish, in this language; other names stay as they are. */
  readonly names: Readonly<Record<string, string>>;
  readonly weight: string;
  readonly fineness: string;
  readonly fine: string;
  readonly unassayed: string;
  readonly methods: Readonly<Record<Method, string>>;
  readonly code: string;
  readonly held: string;
}

export interface VerdictWords {
  readonly heading: string;
  readonly schemes: Readonly<Record<string, string>>;
  readonly papers: Readonly<Record<string, string>>;
  carried: (scheme: string) => string;
  comesFrom: (places: string, producers: string) => string;
  /** Places of groups too small to be told. */
  readonly elsewhere: string;
  comesFromProducers: (producers: string) => string;
  lost: (scheme: string) => string;
  readonly stillTrue: string;
  readonly none: string;
  readonly noneWhy: string;
  /** When gold was delivered, or sold, that lost the claim. */
  deliveredIn: (months: string) => string;
  soldIn: (months: string) => string;
  readonly certificates: string;
  number: (number: string) => string;
  term: (from: string, last: string) => string;
  openTerm: (from: string) => string;
  readonly acts: Readonly<
    Record<'granted' | 'suspended' | 'reinstated' | 'withdrawn' | 'expired', (day: string) => string>
  >;
  readonly validForProducer: string;
  readonly validForParty: string;
  readonly notValid: string;
  readonly openingPapers: string;
}

export interface OriginWords {
  readonly heading: string;
  picture: (parts: string) => string;
  readonly place: string;
  readonly deliveries: string;
  readonly share: string;
  readonly opening: string;
  readonly openingWhy: string;
  readonly others: string;
  readonly othersWhy: string;
  readonly unexplained: string;
  readonly unexplainedWhy: string;
  readonly underTenth: string;
}

type Process = LotsTransformed['process'];

export interface PathWords {
  readonly heading: string;
  readonly intro: string;
  readonly mine: string;
  /** `months` is empty where they are not told. */
  delivered: (deliveries: string | undefined, to: string, months: string) => string;
  readonly openingToo: string;
  readonly titles: Readonly<Record<Process, string>>;
  readonly done: Readonly<Record<Process, (maker: string, what: string, months: string) => string>>;
  amount: (form: Form, n: number) => string;
  readonly someone: string;
  readonly bought: (buyer: string, months: string) => string;
  readonly received: (receiver: string, months: string) => string;
}

export interface ProofWords {
  readonly heading: string;
  readonly download: string;
  readonly file: string;
  readonly save: string;
  /** Where the page that checks a proof is opened. */
  readonly here: string;
  readonly hereWhy: string;
  readonly run: string;
  readonly why: string;
  readonly said: string;
  records: (n: number, printed: string) => string;
  books: (organisation: string, records: string) => string;
  platform: (records: string) => string;
  signed: (records: string) => string;
  /** With keys that whoever runs the server keeps for their organisations. */
  kept: (records: string) => string;
  readonly roles: Readonly<Record<Role, string>>;
  asOf: (records: string) => string;
}

export const WORDS: Readonly<Record<Language, Words>> = { en, es, fr };
