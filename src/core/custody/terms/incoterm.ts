/** Incoterms® 2020: which of the eleven rules can carry gold through the air, and what the seller pays under each. */
import { Rejection } from '../../rejection.js';

/** Rules for any mode of transport; the other four are for sea and inland waterway alone. */
const ANY_MODE = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP'] as const;

/** The rules for the sea, and what a clerk who names one most likely means. */
const BY_SEA: Readonly<Record<string, string>> = { FAS: 'FCA', FOB: 'FCA', CFR: 'CPT', CIF: 'CIP' };

const WITH_FREIGHT = new Set(['CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'CFR', 'CIF']);
const WITH_INSURANCE = new Set(['CIP', 'DAP', 'DPU', 'DDP', 'CIF']);

/** The rule of `CIP Zürich`, in capitals; whatever else stands there is given back as it is. */
export function ruleOf(incoterm: string): string {
  return incoterm.trim().slice(0, 3).toUpperCase();
}

/** One of the eleven. */
export function isRule(rule: string): boolean {
  return ANY_MODE.some((one) => one === rule) || Object.hasOwn(BY_SEA, rule);
}

export function sellerPaysFreight(incoterm: string): boolean {
  return WITH_FREIGHT.has(ruleOf(incoterm));
}

export function sellerInsures(incoterm: string): boolean {
  return WITH_INSURANCE.has(ruleOf(incoterm));
}

/** Gold flies. @throws Rejection `sea-rule`, with the rule that would be right */
export function byAir(incoterm: string): void {
  const rule = ruleOf(incoterm);
  const right = BY_SEA[rule];
  if (right === undefined) return;
  throw new Rejection('sea-rule', 'incoterm', { value: rule, right, choices: ANY_MODE.join(', ') });
}
