/**
 * CSV (RFC 4180, UTF-8, CRLF). A spreadsheet must not run a cell, so whatever could be taken for the beginning of a formula has
 * an apostrophe before it: at the start of a cell, and behind a sign at which spreadsheets of other countries part cells.
 */
export function csvOf(rows: readonly (readonly string[])[], separator = ','): string {
  return rows.map((row) => `${row.map((text) => cell(text, separator)).join(separator)}\r\n`).join('');
}

/** The wide forms run where people write Chinese or Japanese. */
const RUNS = /(^|[;\t\r\n])([\s"]*)(?=[=+\-@＝＋－＠])|^(?=[\t\r])/g;

function cell(text: string, separator: string): string {
  const inert = text.replace(RUNS, "$1$2'");
  return /["\r\n]/.test(inert) || inert.includes(separator) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
