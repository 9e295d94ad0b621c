/** What stands at the foot of every paper: lines to sign on, and how a stranger checks it. */
import type { Payload } from '../../payload.js';
import { labelOf } from '../../pdf/fields.js';
import { INKS, PAGE, RULE, TEXT_WIDTH } from '../../pdf/ink.js';
import { drawQr } from './qr.js';
import type { Sheet } from '../../pdf/sheet.js';
import { both, label, type LabelKey } from './labels.js';
import { spoken } from './spoken.js';

/** Two places to sign; a person's name is written by hand, for the platform knows none it may print. */
export function drawSignatures(sheet: Sheet, payload: Payload, left: LabelKey, right: LabelKey): void {
  sheet.need(72);
  sheet.y += 38;
  const width = (TEXT_WIDTH - 40) / 2;
  [left, right].forEach((key, index) => {
    const x = PAGE.left + index * (width + 40);
    sheet.rule(x, width, sheet.y, 0.6, RULE);
    sheet.tag('P', {}, () => {
      const who = sheet.lines(labelOf(spoken(payload, label(key, payload.language))), INKS.strong, width);
      const used = sheet.paint(who, INKS.strong, x, sheet.y + 4, width);
      const how = sheet.lines(labelOf(spoken(payload, label('sign-here', payload.language))), INKS.fine, width);
      sheet.paint(how, INKS.fine, x, sheet.y + 4 + used, width);
    });
  });
  sheet.y += 30;
}

export function drawCheck(sheet: Sheet, payload: Payload, payloadSha256: string): void {
  const { language, verify } = payload;
  const size = 78;
  sheet.need(size + 18);
  sheet.y += 10;
  sheet.rule();
  sheet.y += 8;
  const top = sheet.y;
  sheet.tag('Figure', { alt: `QR code: ${verify}` }, () => drawQr(sheet.doc, verify, PAGE.left - 6, top, size));
  const x = PAGE.left + size + 8;
  const width = TEXT_WIDTH - size - 8;
  const explained = both(
    language,
    'Every figure on this paper stands in the file payload.json inside this PDF. Its fingerprint was entered in the public log when the paper was issued; the address in the code shows it.',
    'Cada cifra de este documento está en el archivo payload.json dentro de este PDF. Su huella se anotó en el registro público al emitirse; la dirección del código la muestra.',
  );
  const lines = [
    { text: labelOf(label('check', language)), ink: INKS.heading },
    ...explained.map((text) => ({ text, ink: INKS.fine })),
    { text: verify, ink: INKS.fine },
    { text: labelOf(label('fingerprint', language)), ink: INKS.label },
    { text: payloadSha256, ink: { ...INKS.mono, size: 6.4 } },
  ];
  sheet.tag('P', {}, () => {
    let y = top + 4;
    for (const { text, ink } of lines) y += sheet.paint(sheet.lines(text, ink, width), ink, x, y, width) + 1.5;
  });
  sheet.y = top + size;
}
