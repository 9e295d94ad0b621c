/** A QR code (ISO/IEC 18004) drawn as vector runs: images would bring a decoder whose timing changes the file's order. */
import { create } from 'qrcode';

/** Draws the code with its quiet zone of four modules inside a square of `size` points at (x, y). */
export function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = size / (modules.size + 8);
  doc.rect(x, y, size, size).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    let start = 0;
    while (start < modules.size) {
      if (modules.get(row, start) === 0) {
        start += 1;
        continue;
      }
      let end = start;
      while (end < modules.size && modules.get(row, end) !== 0) end += 1;
      doc.rect(x + (start + 4) * step, y + (row + 4) * step, (end - start) * step, step);
      start = end;
    }
  }
  doc.fill('#000000');
}
