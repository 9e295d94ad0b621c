/** What whoever opens the folder reads first, in the two languages of the trade. */
export function readme(org: string, origin: string, size: number): string {
  return `# ${org}

Todo lo que el registro guarda de esta organización, con sus pruebas. El formato está descrito en docs/export.md.
Everything the ledger keeps of this organisation, with its proofs. docs/export.md describes the format.

    veta verify --export . --policy policy.txt

Log · registro: ${origin}
Tree · árbol: ${size}

| | ES | EN |
| --- | --- | --- |
| \`policy.txt\` | las llaves del registro; compárelas con las que ya conoce | the log's keys; compare them with those you know |
| \`checkpoint\` | el árbol firmado, con los testigos que lo vieron | the signed tree, with the witnesses that saw it |
| \`heads.txt\` | cuántos actos hay de sus papeles y llaves, firmado | how many entries your papers and keys have, signed |
| \`statements/\` | cada acto byte por byte, con su entrada y su camino | each act byte for byte, with its entry and its path |
| \`private/\` | sus valores privados: personas, precios, notas | your private values: people, prices, notes |
| \`members.jsonl\` | sus afiliados | your members |
| \`lots/\` | los lotes como están | lots as they stand |
| \`tables/\` | los demás registros | the other registers |
| \`papers/\` | los documentos emitidos | the papers that were issued |
| \`bundles/\` | la prueba de cada lote, para entregar | the proof of each lot, to hand on |
| \`SHA256SUMS-*\` | \`sha256sum -c\` | \`sha256sum -c\` |

Este archivo contiene datos personales y precios: guárdelo como guarda sus libros.
This archive holds personal data and prices: keep it as you keep your books.
`;
}
