/** Which of the known words somebody may have meant: those that the fewest strokes make of what was written (Levenshtein). */
export function nearest(written: string, known: readonly string[], most = 3): string[] {
  const word = written.toLowerCase();
  return known
    .map((one) => ({ one, strokes: strokesBetween(word, one) }))
    .sort((a, b) => a.strokes - b.strokes)
    .slice(0, most)
    .map(({ one }) => one);
}

function strokesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...from].entries()) {
    let before = i + 1;
    row = row.map((above, n) => {
      if (n === 0) return i + 1;
      const changed = (row[n - 1] ?? 0) + (letter === to[n - 1] ? 0 : 1);
      before = Math.min(above + 1, before + 1, changed);
      return before;
    });
  }
  return row.at(-1) ?? 0;
}
