/**
 * What the consignee's refinery made of each bar: the mass after its own melt and its own assay. Only what the consignee itself
 * recorded counts, or the outturn it sent, as it was captured; the exporter's own figures stay those of the provisional invoice.
 */
import type { CustodyReceived } from '../../../../core/custody/handover/statements.js';
import type { LotAssayed, LotsTransformed, Method } from '../../../../core/custody/statements.js';
import { fineNg } from '../../../../core/quantity.js';
import type { Replay } from '../../../../lots/ancestry.js';
import type { ShipmentFacts } from '../../../payload.js';
import type { OfShipment } from '../../document-type.js';
import { silverOf } from '../priced.js';

/** Where it was read: the refinery's own melt, its receipt weighing with its assay, or its paper. */
export type OutturnSource = 'refining' | 'receipt' | 'paper';

export interface OutturnLine {
  /** Of one bar, or of several that were melted together. */
  readonly codes: readonly string[];
  readonly lots: readonly string[];
  readonly sentMg: number;
  readonly meltMg: number;
  readonly finenessPpm: number;
  readonly silverPpm?: number;
  readonly fineNg: string;
  readonly source: OutturnSource;
}

type Bar = ShipmentFacts['bars'][number];
type Settled = Pick<OutturnLine, 'meltMg' | 'finenessPpm' | 'silverPpm' | 'source'>;

/** Methods by which a refinery settles; what is only read off the surface does not. */
const SETTLING: ReadonlySet<Method> = new Set(['fire-assay', 'umpire', 'outturn']);

/** One line a bar, in the order they were packed; undefined while any of them is not settled. */
export async function outturnOf(source: OfShipment): Promise<readonly OutturnLine[] | undefined> {
  const { facts, replay } = source;
  const buyer = facts.consignee.organisation;
  const bars = facts.bars.map((bar) => ({
    bar,
    settled: refined(replay, bar.lot, buyer) ?? weighedIn(replay, bar.lot, buyer),
  }));
  const lines = bars.flatMap(({ bar, settled }) => (settled === undefined ? [] : [lineOf([bar], settled)]));
  if (lines.length === bars.length) return lines;
  return captured(source);
}

function lineOf(bars: readonly Bar[], settled: Settled): OutturnLine {
  return {
    codes: bars.map(({ code }) => code),
    lots: bars.map(({ lot }) => lot),
    sentMg: bars.reduce((sum, { grossMg }) => sum + grossMg, 0),
    ...settled,
    fineNg: fineNg(settled.meltMg, settled.finenessPpm).toString(),
  };
}

/** `lots.transformed`, process `refine`: what was put in less its melt loss, at the fineness it was re-based to. */
function refined({ statements, ...replay }: Replay, lot: string, buyer: string): Settled | undefined {
  for (const { statement } of statements) {
    const { process, inputs, rebasings, losses } = statement.data as unknown as LotsTransformed;
    if (statement.type !== 'lots.transformed' || statement.org !== buyer || process !== 'refine') continue;
    const [input, rebasing] = [inputs.find((one) => one.lot === lot), rebasings.find((one) => one.lot === lot)];
    if (input === undefined || rebasing === undefined) continue;
    const lost = losses.filter((one) => one.lot === lot && one.cause === 'melt-loss');
    const meltMg = lost.reduce((mg, one) => mg - one.grossMg, input.grossMg);
    const silverPpm = silverOf({ statements, ...replay }, lot, buyer);
    const finenessPpm = Number(BigInt(rebasing.toNg) / BigInt(meltMg));
    return { meltMg, finenessPpm, ...(silverPpm !== undefined && { silverPpm }), source: 'refining' };
  }
  return undefined;
}

/** Received on its own scale, and assayed by it, not yet melted. */
function weighedIn(replay: Replay, lot: string, buyer: string): Settled | undefined {
  const said = replay.statements.filter(({ statement }) => statement.org === buyer).map(({ statement }) => statement);
  const received = said.findLast(({ type, data }) => type === 'custody.received' && data['lot'] === lot);
  const assayed = said.findLast(({ type, data }) => {
    const { lot: of, fineness } = data as unknown as LotAssayed;
    return type === 'lot.assayed' && of === lot && SETTLING.has(fineness.method);
  });
  if (received === undefined || assayed === undefined) return undefined;
  const { receivedMg } = received.data as unknown as CustodyReceived;
  const { fineness } = assayed.data as unknown as LotAssayed;
  const silverPpm = silverOf(replay, lot, buyer);
  const silver = silverPpm === undefined ? {} : { silverPpm };
  return { meltMg: receivedMg, finenessPpm: fineness.ppm, ...silver, source: 'receipt' };
}

/** Papers of the refinery, its own before the exporter's copy of them; together they tell of every bar once. */
async function captured({ tx, facts, idx }: OfShipment): Promise<readonly OutturnLine[] | undefined> {
  const { org, shipment, consignee } = facts;
  const papers: PaperSays[] = await tx.query(CAPTURED, [org, shipment.code, idx, consignee.organisation]);
  const left = new Map(facts.bars.map((bar) => [bar.code, bar]));
  const lines = papers.flatMap(({ bars: codes, meltedMg: meltMg, finenessPpm, silverPpm }) => {
    const bars = codes.flatMap((code) => left.get(code) ?? []);
    // Half of what a paper tells of is no outturn of the other half.
    if (bars.length === 0 || bars.length < codes.length) return [];
    for (const code of codes) left.delete(code);
    const silver = silverPpm === null ? {} : { silverPpm };
    return [lineOf(bars, { meltMg, finenessPpm, ...silver, source: 'paper' })];
  });
  return left.size === 0 && lines.length > 0 ? lines : undefined;
}

interface PaperSays {
  readonly bars: readonly string[];
  readonly meltedMg: number;
  readonly finenessPpm: number;
  readonly silverPpm: number | null;
}

const CAPTURED = `
SELECT said #> '{fields,bars}' AS bars, (said #> '{fields,meltedMg}')::int AS "meltedMg",
       (said #> '{fields,finenessPpm}')::int AS "finenessPpm", (said #> '{fields,silverPpm}')::int AS "silverPpm"
  FROM captured_paper
 WHERE exporter = $1 AND shipment = $2 AND kind = 'outturn' AND idx <= $3 AND replaced_by IS NULL
   AND said #> '{fields,meltedMg}' IS NOT NULL
 ORDER BY org = $4 DESC, idx DESC`;
