/** A verdict as people and programs read it: failures first and explained, then what the bundle says of its lot, then every check. */
import { fill, type Line } from '../core/evidence/findings.js';
import type { Json } from '../core/log/canonical-json.js';
import type { Step, Summary } from '../core/evidence/summary.js';
import type { OriginShare } from '../core/provenance/origins.js';
import type { Verdict } from '../core/evidence/verify.js';
import { formatFineGrams, formatGrams, formatPermille } from '../core/quantity.js';
import { own } from '../core/own.js';
import { nameOf, sentenceOf, widestName, wordsIn, type Language, type Words } from './words.js';

const MOST_REMARKS = 5;

export function textReport({ exit, lines, summary }: Verdict, language: Language): string {
  const words = wordsIn(language);
  const faults = lines.filter(({ ok }) => !ok);
  const parts = [
    [words.verdicts[exit]],
    faults.map((line) => checkLine(line, language)),
    summary === undefined ? [] : describe(summary, words, language),
    notTooMany(lines.filter(({ ok }) => ok)).map((line) => checkLine(line, language)),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.map(printable).join('\n'))
    .join('\n\n');
}

/** Of each kind of remark the first few: what every one of a thousand deliveries says is for the JSON report. */
function notTooMany(lines: readonly Line[]): Line[] {
  const told = new Map<string, number>();
  return lines.filter(({ what }) => {
    const times = (told.get(what) ?? 0) + 1;
    told.set(what, times);
    return what === 'held' || times <= MOST_REMARKS;
  });
}

/** One JSON object with `exit`, `lines` (`check`, `ok`, `at`, `detail`, and the code `what` with its `values`) and `summary`. */
export function jsonReport({ exit, lines, summary }: Verdict): string {
  return JSON.stringify({ exit, lines, summary: summary ?? null });
}

function checkLine(line: Line, language: Language): string {
  const name = nameOf(line.check, language).padEnd(widestName(language));
  const at = line.at === '' ? '' : ` (${line.at})`;
  return `${line.ok ? '✓' : '✗'} ${name}  ${sentenceOf(line, language)}${at}`;
}

function describe(summary: Summary, words: Words, language: Language): string[] {
  const mark = language === 'en' ? '.' : ',';
  const { finenessPpm, fineNg } = summary;
  const fine =
    finenessPpm === null
      ? [`${words.fineness}: ${words.unassayed}`]
      : [
          `${words.fineness}: ${formatPermille(finenessPpm, mark)} ‰`,
          `${words.fine}: ${formatFineGrams(BigInt(fineNg ?? 0), 9, mark)} g`,
        ];
  return [
    [summary.code, summary.name, `(${summary.lot})`].filter((part) => part !== null).join('  '),
    `${words.weight}: ${formatGrams(summary.grossMg, mark)} g`,
    ...fine,
    `${words.holder}: ${summary.custodian}`,
    `${words.owner}: ${summary.owner}`,
    ...(summary.held ? [words.held] : []),
    ...summary.claims.flatMap((claim) => claimLines(claim, words)),
    `${words.origin}:`,
    ...summary.origins.map((share) => originLine(share, summary, words, mark)),
    ...(summary.trail.length > 0 ? [`${words.path}:`, ...summary.trail.map((step) => stepLine(step, words))] : []),
    `${words.attested}: ${attestedBy(summary, words).join('; ')}`,
    ...amendmentLines(summary, words),
    ...privateLines(summary, words),
    asOfText(summary, words),
  ];
}

/** Up to where the bundle tells of the lot, and whether the log signs that there is nothing after it. */
export function asOfText({ asOfIndex: index, treeSize: size, log, isNewest }: Summary, words: Words): string {
  return fill(isNewest ? words.newest : words.asOf, { index, size, log });
}

/** What recalls it, and what was amended, as it is to be read and as it was said. */
export function amendmentLines({ amendments, recalls }: Summary, words: Words): string[] {
  const recalled = recalls.map(({ day, org, reason, cause, from, lifted }) => {
    const about = cause === null ? [] : [`${cause} (${from})`];
    const end = lifted === null ? [] : [`${words.lifted} ${lifted}`];
    return `${words.recalled}: ${[day, org, reason, ...about, ...end].join(' · ')}`;
  });
  const amended = amendments.map(({ act, day, org, reason, of, restated }) => {
    const now = restated.map(({ member, was, now }) => `${member} ${toldOf(now)} ${words.instead} ${toldOf(was)}`);
    return `${words.amended[act]}: ${[day, org, reason, `${of.type} (event ${of.index})`, ...now].join(' · ')}`;
  });
  return [...recalled, ...amended];
}

/** Private values that are shown here, and how many are not. */
export function privateLines({ values: { shown, withheld, erased } }: Summary, words: Words): string[] {
  const lines = shown.map(({ index, name, value }) => `    ${name}: ${toldOf(value)} (event ${index})`);
  const counts = withheld + erased === 0 ? [] : [fill(words.withheld, { withheld, erased })];
  return [...(lines.length === 0 ? [] : [`${words.shown}:`, ...lines]), ...counts];
}

function toldOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function claimLines({ scheme, carried, basis, lost }: Summary['claims'][number], words: Words): string[] {
  const reasons = lost.map(({ why, party, credential, standing, from, to, lots }) => {
    const days = from === to ? from : `${from} – ${to}`;
    const paper = party === null ? [] : [party, credential, words.standing[standing]];
    return `    ${[words.why[why], ...paper, days, `× ${lots}`].filter((part) => part !== null).join(' · ')}`;
  });
  return carried
    ? [`${scheme}: ${words.carries}`, ...basis.map((paper) => `    ${paper}`)]
    : [`${scheme}: ${words.lost}`, ...reasons];
}

function originLine(share: OriginShare, summary: Summary, words: Words, mark: ',' | '.'): string {
  const special: Readonly<Record<string, string>> = { opening: words.opening, unexplained: words.unexplained };
  const place = [share.organisation, share.site, share.municipality].filter((part) => part !== null).join(' · ');
  const amount =
    summary.finenessPpm === null
      ? `${formatGrams(Number(share.units), mark)} g`
      : `${formatFineGrams(BigInt(share.units), 9, mark)} g`;
  const period = own(special, share.period) ?? share.period;
  return `    ${share.percent.replace('.', mark).padStart(6)} %  ${amount}  ${period}  ${place}  × ${share.deliveries}`;
}

function stepLine({ act, from, to, day, lots }: Step, words: Words): string {
  const shown = lots.length > 3 ? `${lots.slice(0, 3).join(', ')} … (${lots.length})` : lots.join(', ');
  return `    ${day}  ${to} ${words[act]} ${from}: ${shown}`;
}

/** Each way in which somebody stands behind the records, with how many. */
export function attestedBy({ attested }: Summary, words: Words): string[] {
  const acts = Object.entries(attested.book).map(([org, count]) => `${org} ${count}`);
  return [
    ...(attested.signed > 0 ? [`${words.signed} ${attested.signed}`] : []),
    ...(attested.kept > 0 ? [`${words.kept} ${attested.kept}`] : []),
    ...(attested.platform > 0 ? [`${words.platform} ${attested.platform}`] : []),
    ...(acts.length > 0 ? [`${words.book} ${acts.join(', ')}`] : []),
  ];
}

/** A hostile name must not move the cursor or turn the text around on somebody's terminal. */
function printable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
