/** A lot as its parties see it, and as anyone sees it whom its owner let look. */
import { ApiProperty } from '@nestjs/swagger';
import type { Correction, Dispute, Voiding } from '../core/custody/amending/amended.js';
import { fineNgOf, type Lot } from '../core/custody/lot.js';
import {
  HOLDERS_OF_SAMPLES,
  METHODS,
  type Fineness,
  type Kept,
  type On,
  type Ore,
} from '../core/custody/statements.js';
import type { LostReason } from '../core/custody/claims.js';
import type { Page } from '../http/page.js';
import type { Language } from '../http/sentences.js';
import { DoubtView, doubtView } from './doubts/told.js';
import type { Found } from './lot.queries.js';
import { lostSentence } from './words/claims.js';

export class FinenessView implements Fineness {
  @ApiProperty({ type: 'integer', example: 995_800 }) ppm: number;
  @ApiProperty({ enum: METHODS, example: 'fire-assay' }) method: Fineness['method'];
  @ApiProperty({ type: 'integer', description: 'Standard uncertainty, k = 1' }) uncertaintyPpm: number;
}

export class PublicLostView {
  @ApiProperty({ example: 'seller' }) why: string;
  @ApiProperty({ example: 'suspended' }) standing: string;
  @ApiProperty({ description: 'In the language asked for' }) sentence: string;
}

export class PublicClaimView {
  @ApiProperty({ example: 'fairmined' }) scheme: string;
  @ApiProperty() carried: boolean;
  @ApiProperty({ type: [PublicLostView] }) lost: readonly PublicLostView[];
}

export class CorrectionView {
  @ApiProperty({ description: 'The act that was corrected' }) of: string;
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty({ example: 'typing-error' }) reason: string;
  @ApiProperty({ type: [String], example: ['grossMg'] }) members: readonly string[];
}

export class DisputeView {
  @ApiProperty({ description: 'Of the dispute; by it its author withdraws it' }) sid: string;
  @ApiProperty({ description: 'The act that is disputed' }) of: string;
  @ApiProperty({ description: 'Who disputes it' }) org: string;
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty({ example: 'mass' }) reason: string;
}

export class VoidingView {
  @ApiProperty({ format: 'date' }) day: string;
  @ApiProperty({ example: 'registered-twice' }) reason: string;
  @ApiProperty({ description: 'Who agreed, and signed it too' }) with: string;
}

/** Mass, fineness, what it is and what may be claimed: no person, and never where or whose the gold is now. */
export class PublicLotView {
  @ApiProperty({ description: 'Code of the public page, not of the tag' }) publicCode: string;
  @ApiProperty({ example: 'piece' }) form: string;
  @ApiProperty({ required: false, example: 'ring' }) name?: string;
  @ApiProperty({ type: 'integer' }) grossMg: number;
  @ApiProperty({ required: false, type: FinenessView }) fineness?: Fineness;
  @ApiProperty({ required: false, description: 'Fine gold, nanograms' }) fineNg?: string;
  @ApiProperty({ type: [PublicClaimView] }) claims: readonly PublicClaimView[];
  @ApiProperty() released: boolean;
  @ApiProperty({ type: 'integer', required: false, description: 'Corrections in its history' }) corrections?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Open disputes' }) disputes?: number;
  @ApiProperty({ required: false, description: 'Registered in error: it is no gold' }) voided?: true;
  @ApiProperty({ required: false, description: 'Recalled, or made of gold that was' }) recalled?: true;
}

export class LostView extends PublicLostView {
  @ApiProperty({ type: String, nullable: true }) party: string | null;
  @ApiProperty({ type: String, nullable: true }) credential: string | null;
  @ApiProperty({ description: 'First day on which the reason applied' }) from: string;
  @ApiProperty({ description: 'Last such day' }) to: string;
  @ApiProperty({ type: 'integer', description: 'To how many lots before they were mixed' }) lots: number;
}

export class ClaimView {
  @ApiProperty({ example: 'fairmined' }) scheme: string;
  @ApiProperty() carried: boolean;
  @ApiProperty({ type: [String], description: 'Credentials it rests on' }) basis: readonly string[];
  @ApiProperty({ type: [LostView] }) lost: readonly LostView[];
}

export class BornView implements On {
  @ApiProperty({ format: 'date' }) date: string;
  @ApiProperty({ example: 'America/Bogota' }) tz: string;
}

export class TransitView {
  @ApiProperty() to: string;
  @ApiProperty({ type: 'integer' }) sentMg: number;
  @ApiProperty({ format: 'date' }) since: string;
}

export class OreView implements Ore {
  @ApiProperty({ type: 'integer', required: false }) bags?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Milligrams of gold per dry tonne' })
  gradeMgPerT?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Water' }) moisturePpm?: number;
}

export class KeptView implements Kept {
  @ApiProperty() seal: string;
  @ApiProperty({ enum: HOLDERS_OF_SAMPLES, example: 'umpire' }) holder: Kept['holder'];
  @ApiProperty() keptBy: string;
  @ApiProperty({ format: 'date' }) keepUntil: string;
}

export class LotView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'On the tag, unique in the books of its registrar' }) code: string;
  @ApiProperty() registrar: string;
  @ApiProperty() form: string;
  @ApiProperty({ required: false }) name?: string;
  @ApiProperty({ type: BornView }) born: On;
  @ApiProperty({ type: 'integer', description: 'What is left of it' }) grossMg: number;
  @ApiProperty({ required: false, type: FinenessView }) fineness?: Fineness;
  @ApiProperty({ required: false, description: 'Fine gold left, nanograms' }) fineNg?: string;
  @ApiProperty({ required: false, type: OreView, description: 'It is ore, and has no fineness' }) ore?: Ore;
  @ApiProperty({ required: false, type: KeptView, description: 'It is a retained sample' }) kept?: Kept;
  @ApiProperty() custodian: string;
  @ApiProperty() owner: string;
  @ApiProperty({ required: false }) seal?: string;
  @ApiProperty({ required: false, type: TransitView }) transit?: TransitView;
  @ApiProperty({ type: [DoubtView] }) holds: readonly DoubtView[];
  @ApiProperty({ type: [ClaimView] }) claims: readonly ClaimView[];
  @ApiProperty({ type: 'integer', description: 'Of how many origin lots its gold is' }) origins: number;
  @ApiProperty({ required: false }) shipment?: string;
  @ApiProperty() exported: boolean;
  @ApiProperty() released: boolean;
  @ApiProperty({ required: false, description: 'Of the public page; told to the owner' }) publicCode?: string;
  @ApiProperty({ type: [CorrectionView], required: false }) corrected?: readonly Correction[];
  @ApiProperty({ type: [DisputeView], required: false, description: 'Open ones' }) disputes?: readonly Dispute[];
  @ApiProperty({ type: VoidingView, required: false, description: 'Registered in error' }) voided?: Voiding;
  @ApiProperty({ type: [String], required: false, description: 'Open recalls that reach it, see /api/recalls/{id}' })
  recalls?: readonly string[];
}

export type SeenLot = LotView | PublicLotView;

export function viewOf(found: Found, language: Language): SeenLot {
  if (found.seen === 'public') return publicView(found.lot, found.publicCode, language);
  return insideView(found.lot, found.publicCode, language);
}

export function pageView({ items, ...page }: Page<Found>, language: Language): Page<SeenLot> {
  return { ...page, items: items.map((found) => viewOf(found, language)) };
}

function insideView(lot: Lot, publicCode: string | null, language: Language): LotView {
  const { id, code, registrar, born, custodian, owner, seal, transit, shipment, exported, released } = lot;
  return {
    id,
    code,
    registrar,
    ...goldOf(lot),
    born,
    ...(lot.ore && { ore: lot.ore }),
    ...(lot.kept && { kept: lot.kept }),
    custodian,
    owner,
    ...(seal !== undefined && { seal }),
    ...(transit && { transit }),
    holds: lot.holds.map((hold) => doubtView(hold, [], language)),
    claims: lot.claims.map((claim) => ({ ...claim, lost: claim.lost.map((one) => lostView(one, language)) })),
    origins: lot.composition.origins.length,
    ...(shipment !== undefined && { shipment }),
    exported,
    released,
    ...(publicCode !== null && { publicCode }),
    ...(lot.corrected && { corrected: lot.corrected }),
    ...(lot.disputes && { disputes: lot.disputes }),
    ...(lot.voided && { voided: lot.voided }),
    ...(lot.recalls && { recalls: lot.recalls }),
  };
}

function publicView(lot: Lot, publicCode: string, language: Language): PublicLotView {
  const claims = lot.claims.map(({ scheme, carried, lost }) => ({
    scheme,
    carried,
    // Reasons differ by party, which this reader is not told: each is said once.
    lost: [...new Map(lost.map((one) => [`${one.why} ${one.standing}`, one])).values()].map(({ why, standing }) => ({
      why,
      standing,
      sentence: lostSentence({ why, standing }, language),
    })),
  }));
  const { released, corrected, disputes, voided, recalls } = lot;
  return {
    publicCode,
    ...goldOf(lot),
    claims,
    released,
    ...(corrected && { corrections: corrected.length }),
    ...(disputes && { disputes: disputes.length }),
    ...(voided && { voided: true }),
    ...(recalls && { recalled: true }),
  };
}

function goldOf(lot: Lot): Pick<PublicLotView, 'form' | 'name' | 'grossMg' | 'fineness' | 'fineNg'> {
  const { form, name, grossMg, fineness } = lot;
  const fine = fineNgOf(lot);
  return {
    form,
    ...(name !== undefined && { name }),
    grossMg,
    ...(fineness && { fineness }),
    ...(fine !== undefined && { fineNg: `${fine}` }),
  };
}

function lostView(reason: LostReason, language: Language): LostView {
  return { ...reason, sentence: lostSentence(reason, language) };
}
