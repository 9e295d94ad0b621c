/** The catalogue of rules, the countries' profiles and the schemes, as anybody reads them in a language of their own. */
import { ApiProperty } from '@nestjs/swagger';
import type { ExportStep, IdentityKind, Permit, Profile, Tax } from '../../core/custody/profiles/profile.js';
import { PROFILES } from '../../core/custody/profiles/profiles.js';
import {
  ADJUSTABLE,
  ADJUSTABLE_IDS,
  RAISED,
  type Adjustable,
  type Raised,
} from '../../core/custody/rules/own/adjustable.js';
import type { OwnThreshold, OwnThresholds } from '../../core/custody/rules/own/own.js';
import { EFFECTS, SUBJECTS, type Effect, type Rule, type Source } from '../../core/custody/rules/catalogue/rule.js';
import { RULES } from '../../core/custody/rules/catalogue.js';
import { listed, type Status, type Threshold } from '../../core/custody/rules/thresholds/dated.js';
import { SCHEME_LIST, type Scheme } from '../../core/custody/schemes/schemes.js';
import { formatFineGrams } from '../../core/quantity.js';
import type { Language } from '../../http/sentences.js';

export class CodeView {
  @ApiProperty({ example: 'over-monthly-limit' }) code: string;
  @ApiProperty({ enum: EFFECTS }) level: Effect;
}

export class SourceView implements Source {
  @ApiProperty() text: string;
  @ApiProperty({ required: false, example: 'Resolución 40103 de 2017' }) ref?: string;
  @ApiProperty({ required: false, format: 'date' }) from?: string;
}

export class ThresholdView implements Threshold {
  @ApiProperty({ example: 'a panner’s month, by country' }) name: string;
  @ApiProperty({ required: false, example: 'CO', description: 'Country, scheme, form … it is for; absent: any' })
  key?: string;
  @ApiProperty({ format: 'date', description: '0001-01-01: no first day is known' }) from: string;
  @ApiProperty({ required: false, format: 'date', description: 'First day it no longer holds' }) until?: string;
  @ApiProperty({ example: '35' }) value: string;
  @ApiProperty({ example: 'g fine' }) unit: string;
  @ApiProperty() source: string;
  @ApiProperty({ enum: ['confirmed', 'to-be-confirmed', 'proposed'] }) status: Status;
}

/** A proposed figure that an organisation may make stricter for its own acts. */
export class AdjustableView implements Pick<Adjustable, 'unit' | 'stricter' | 'raises'> {
  @ApiProperty({ enum: ADJUSTABLE_IDS }) threshold: string;
  @ApiProperty({ type: [String], description: 'Where it has one of each: form, deposit …' }) keys: readonly string[];
  @ApiProperty({ example: 'ppm' }) unit: string;
  @ApiProperty({ enum: ['less', 'more'], description: 'Which way is stricter' }) stricter: 'less' | 'more';
  @ApiProperty({ enum: RAISED, isArray: true, description: 'What its warning may be raised to' })
  raises: readonly Raised[];
}

export class OwnThresholdView implements OwnThreshold {
  @ApiProperty({ description: 'Of the statement that set it' }) sid: string;
  @ApiProperty({ enum: ADJUSTABLE_IDS }) threshold: OwnThreshold['threshold'];
  @ApiProperty({ required: false }) key?: string;
  @ApiProperty({ format: 'date', description: 'First day, until another of its kind begins' }) from: string;
  @ApiProperty({ required: false, type: 'integer', description: 'Absent: the catalogue’s' }) value?: number;
  @ApiProperty({ required: false, enum: RAISED }) level?: Raised;
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ format: 'date-time', description: 'When it was set' }) at: string;
  @ApiProperty({ required: false, example: 'person:6a1f3c52-6c1e-4a57-9f0e-2b1d6f3d9a10' }) by?: string;
}

export class RuleView {
  @ApiProperty({ example: 'P5' }) id: string;
  @ApiProperty({ enum: SUBJECTS }) subject: Rule['subject'];
  @ApiProperty() title: string;
  @ApiProperty({ enum: EFFECTS, description: 'The gravest it can do' }) level: Effect;
  @ApiProperty({ description: 'False: it is known and stands here, and nothing enforces it yet' }) enforced: boolean;
  @ApiProperty({ type: [CodeView] }) codes: CodeView[];
  @ApiProperty({ type: [String], description: 'Facts it is judged by' }) needs: readonly string[];
  @ApiProperty({ type: [SourceView] }) source: readonly SourceView[];
  @ApiProperty({ type: [ThresholdView] }) thresholds: readonly ThresholdView[];
  @ApiProperty({ type: [AdjustableView] }) adjustable: readonly AdjustableView[];
  @ApiProperty({
    type: [OwnThresholdView],
    required: false,
    description: 'To whoever signed in: what their organisation set, in the order it did',
  })
  own?: readonly OwnThresholdView[];
}

export class RulesView {
  @ApiProperty({ type: [RuleView] }) items: RuleView[];
}

/** @param own absent for the public */
export function rulesIn(language: Language, own?: OwnThresholds): RulesView {
  return { items: RULES.map((rule) => ruleView(rule, language, own)) };
}

function ruleView(rule: Rule, language: Language, own: OwnThresholds | undefined): RuleView {
  const { id, subject, title, level, codes, needs, source, thresholds, notYet } = rule;
  return {
    id,
    subject,
    title: title[language],
    level,
    enforced: notYet === undefined,
    codes: Object.entries(codes).map(([code, effect]) => ({ code, level: effect })),
    needs,
    source,
    thresholds,
    adjustable: adjustableOf(id),
    ...(own && { own: own.filter(({ threshold }) => ADJUSTABLE[threshold].rule === id).map(ownView) }),
  };
}

function adjustableOf(id: string): AdjustableView[] {
  return ADJUSTABLE_IDS.filter((threshold) => ADJUSTABLE[threshold].rule === id).map((threshold) => {
    const { unit, stricter, raises, figures } = ADJUSTABLE[threshold];
    const proposed = figures.filter(({ status }) => status === 'proposed');
    return { threshold, keys: proposed.flatMap(({ key }) => key ?? []), unit, stricter, raises };
  });
}

function ownView({ sid, threshold, key, from, value, level, reason, at, by }: OwnThreshold): OwnThresholdView {
  const about = { ...(key !== undefined && { key }), ...(reason !== undefined && { reason }) };
  const set = { ...(value !== undefined && { value }), ...(level !== undefined && { level }) };
  return { sid, threshold, ...about, from, ...set, at, ...(by !== undefined && { by }) };
}

export interface ProfileView extends Pick<Profile, 'country' | 'documents' | 'registered'> {
  readonly name: string;
  readonly identities: readonly Omit<IdentityKind, 'holds'>[];
  readonly thresholds: readonly Threshold[];
  readonly permits: readonly Permit[];
  readonly taxes: readonly Tax[];
  readonly exportSteps: readonly ExportStep[];
}

export function profilesIn(language: Language): { readonly items: ProfileView[] } {
  return {
    items: PROFILES.map(
      ({ country, name, documents, identities, registered, permits, taxes, exportSteps, ...figures }) => ({
        country,
        name: name[language],
        documents,
        identities: identities.map(({ kind, of, example, status }) => ({ kind, of, example, status })),
        registered,
        thresholds: [
          ...listed('a panner’s month', 'g fine', figures.pannerLimits.month, (ng) => formatFineGrams(ng, 0)),
          ...listed('a panner’s year', 'g fine', figures.pannerLimits.year, (ng) => formatFineGrams(ng, 0)),
          ...listed('register of traders', 'credential', figures.traderRegisters, (schemes) => schemes.join(' or ')),
          ...listed('capacity binds', '', figures.capacityBinds),
        ],
        permits,
        taxes,
        exportSteps,
      }),
    ),
  };
}

export type SchemeView = Omit<Scheme, 'name'> & { readonly name: string };

export function schemesIn(language: Language): { readonly items: SchemeView[] } {
  return { items: SCHEME_LIST.map((scheme) => Object.assign({}, scheme, { name: scheme.name[language] })) };
}
