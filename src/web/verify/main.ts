/** The page: two things to choose, and what comes of them. It keeps nothing and asks nobody. */
import { text } from '../../core/bytes.js';
import { parsePolicy } from '../../core/log/notes/policy.js';
import { languageNamed, type Language } from '../../verifier/words.js';
import { verify } from './door.js';
import { LABELS } from './labels.js';
import { frame } from './page.js';
import { resultOf } from './verdict.js';

/** More than any proof has; a bigger file is not read at all, and is none. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Stands for a policy that is no text: given, and not readable. */
const NOT_TEXT = '\ufffd';

interface Proof {
  readonly name: string;
  readonly bytes: Uint8Array;
}

let language = languageOfReader();
let proofs: readonly Proof[] = [];
let policy: string | undefined;
/** Counts what was asked for: an answer that comes after a newer question is thrown away. */
let asked = 0;

function show(): void {
  document.documentElement.lang = language;
  document.title = `${LABELS[language].title} · Veta`;
  const chosen = { language, policy, proofs: proofs.map(({ name }) => name) };
  place('#page').replaceChildren(...frame(chosen, { speak, take, trust }));
  void judge();
}

/** One after the other, with a breath between them, so that a slow phone stays awake. */
async function judge(): Promise<void> {
  const question = (asked += 1);
  const results = place('#results');
  results.replaceChildren();
  if (proofs.length === 0) return;
  results.setAttribute('aria-busy', 'true');
  for (const { name, bytes } of proofs) {
    await new Promise((next) => setTimeout(next));
    const verdict = await verify(bytes, policy);
    if (question !== asked) return;
    results.append(resultOf(name, verdict, language));
  }
  results.setAttribute('aria-busy', 'false');
}

function speak(chosen: Language): void {
  language = chosen;
  show();
  document.querySelector<HTMLElement>('nav [aria-pressed=true]')?.focus();
}

/** Files in any order: what reads as a policy is one, everything else is to be a proof. */
async function take(files: readonly File[]): Promise<void> {
  const read = await Promise.all(files.map(readFile));
  const policies = read.filter(({ bytes }) => parsePolicy(bytes) !== undefined);
  const others = read.filter((one) => !policies.includes(one));
  const found = policies.at(-1);
  if (found !== undefined) policy = text(found.bytes);
  if (others.length > 0) proofs = others;
  show();
}

async function trust(given: string | File): Promise<void> {
  if (typeof given !== 'string') policy = text((await readFile(given)).bytes) ?? NOT_TEXT;
  else policy = given.trim() === '' ? undefined : given;
  show();
}

async function readFile(file: File): Promise<Proof> {
  const small = file.size <= MOST_BYTES;
  return { name: file.name, bytes: small ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array() };
}

/** What the address asks for, as our own pages do, else the first language of the browser that we speak. */
function languageOfReader(): Language {
  const wanted = [new URLSearchParams(location.search).get('lang') ?? '', ...navigator.languages];
  return wanted.map(languageNamed).find((one) => one !== undefined) ?? 'en';
}

function place(selector: string): Element {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`bug: the page has no ${selector}`);
  return element;
}

show();
