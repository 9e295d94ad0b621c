/** Warnings that a claim is about to be lost, or was: P13. */
import type { DoubtWords } from './doubts.js';

export const mixingDoubts: DoubtWords = {
  'claim-lost-by-mixing': {
    en: 'P13: mixed with this, “{scheme}” is lost for {lots} ({gross:g} g[[, {fine:fine} g fine]])[[: a premium of up to US$ {premium}]]. To keep it, leave out {leaveOut}.',
    es: 'P13: al mezclar con esto se pierde «{scheme}» de {lots} ({gross:g} g[[, {fine:fine} g finos]])[[: una prima de hasta US$ {premium}]]. Para conservarlo, deje fuera {leaveOut}.',
    fr: 'P13 : ainsi mêlé, {lots} ({gross:g} g[[, {fine:fine} g fins]]) perd « {scheme} »[[ : une prime allant jusqu’à {premium} US$]]. Pour le garder, laissez de côté {leaveOut}.',
  },
  'claim-lost-by-sale': {
    en: 'P13: {party} had no valid paper for “{scheme}” that covers this gold on that day: with this sale {lots} ({gross:g} g) loses it[[, a premium of up to US$ {premium}]]. Accepted: a sale between parties that both have one.',
    es: 'P13: {party} no tenía ese día un documento vigente de «{scheme}» que cubra este oro: con esta venta {lots} ({gross:g} g) lo pierde[[, una prima de hasta US$ {premium}]]. Se acepta una venta entre partes que ambas lo tengan.',
    fr: 'P13 : {party} n’avait ce jour-là aucun document « {scheme} » valable pour cet or : par cette vente {lots} ({gross:g} g) le perd[[, une prime allant jusqu’à {premium} US$]]. Accepté : une vente entre parties qui l’ont toutes deux.',
  },
  'claim-lost-by-consignee': {
    en: 'P13: {party} has no valid paper for “{scheme}”: sold to it, {lots} ({gross:g} g) would lose it[[, a premium of up to US$ {premium}]]. To keep it, choose an authorised consignee or leave these bars out.',
    es: 'P13: {party} no tiene documento vigente de «{scheme}»: vendidas a ella, {lots} ({gross:g} g) lo perderían[[, una prima de hasta US$ {premium}]]. Para conservarlo, elija un destinatario autorizado o deje fuera estas barras.',
    fr: 'P13 : {party} n’a pas de document « {scheme} » valable : vendus à elle, {lots} ({gross:g} g) le perdraient[[, une prime allant jusqu’à {premium} US$]]. Pour le garder, choisissez un destinataire autorisé ou laissez ces lingots.',
  },
  'receiver-not-authorised': {
    en: 'P13: {party} has no valid paper for “{scheme}” and could not pass it on: bought by it, {lots} ({gross:g} g) loses it[[, a premium of up to US$ {premium}]].',
    es: 'P13: {party} no tiene documento vigente de «{scheme}» y no podría pasarlo: si lo compra, {lots} ({gross:g} g) lo pierde[[, una prima de hasta US$ {premium}]].',
    fr: 'P13 : {party} n’a pas de document « {scheme} » valable et ne pourrait le transmettre : acheté par elle, {lots} ({gross:g} g) le perd[[, une prime allant jusqu’à {premium} US$]].',
  },
};
