/**
 * Paper being written from top to bottom: a cursor, wrapped text, rules, tags for screen readers, and on every page the
 * running header, the footer and the marks across it: sample, draft, provisional, void. It breaks pages itself and measures before it draws.
 */
import { openArchive, attach, finish, pack, type About, type Attachment, type Conformance } from './archive.js';
import { ACCENT, INKS, LEADING, PAGE, RULE, TEXT_WIDTH, WATERMARK, type Ink } from './ink.js';
import { printable, wrap } from './printable.js';
import { typeface } from './faces.js';

export interface Running {
  readonly left: string;
  readonly number: string;
  /** Texts across every page, the most telling first. */
  readonly marks: readonly string[];
  readonly footer: string;
  readonly page: (page: number, pages: number) => string;
}

/** Of a mark across the page: its size, and how long it may become before it is made smaller; points. */
const MARK = { size: 74, longest: 760 } as const;

export type Align = 'left' | 'right';
type Element = PDFKit.PDFStructureElement;
type Tag = 'Sect' | 'H1' | 'H2' | 'P' | 'Span' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';
interface TagOptions {
  readonly lang?: string;
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
}

export class Sheet {
  y: number = PAGE.top;
  readonly doc: PDFKit.PDFDocument;
  private readonly root: Element;
  /** Called at the top of a page the sheet broke to, such as by a table that repeats its heading. */
  onBreak: () => void = () => {};

  constructor(
    private readonly about: About,
    private readonly running: Running,
    private readonly conformance: Conformance = 'PDF/A-3b',
  ) {
    this.doc = openArchive(about, conformance);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
    this.addPage();
  }

  /** Starts a new page unless `height` still fits on this one. */
  need(height: number): void {
    if (this.y + height <= PAGE.bottom) return;
    this.addPage();
    this.onBreak();
  }

  /** Adds a tagged element; what `draw` paints is its content. Without `draw` it is a container for others. */
  tag(type: Tag, options: TagOptions = {}, draw?: () => void, parent: Element = this.root): Element {
    const element = draw ? this.doc.struct(type, options, [draw]) : this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** Paints what a screen reader should skip. */
  artifact(draw: () => void, type: 'Pagination' | 'Layout' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  lines(text: string, ink: Ink, width: number): string[] {
    const face = typeface(ink.face);
    const clean = printable(text, (code) => face.hasGlyph(code));
    return wrap(clean, width, (part) => face.widthOf(part, ink.size));
  }

  heightOf(lines: readonly string[], ink: Ink): number {
    return lines.length * ink.size * LEADING;
  }

  /** Paints lines at a place; the cursor stays. Returns the height used. */
  paint(
    lines: readonly string[],
    ink: Ink,
    x: number,
    y: number,
    width: number = TEXT_WIDTH,
    align: Align = 'left',
  ): number {
    this.use(ink);
    this.doc.fillColor(ink.colour);
    lines.forEach((line, index) => {
      const shift = align === 'right' ? width - typeface(ink.face).widthOf(line, ink.size) : 0;
      // The space parts it from the next line for whoever has it read aloud or copies it.
      this.doc.text(`${line} `, x + shift, y + index * ink.size * LEADING, { lineBreak: false });
    });
    return this.heightOf(lines, ink);
  }

  /** A paragraph across the text width at the cursor, which moves below it. */
  paragraph(text: string, ink: Ink = INKS.body, options: { lang?: string; tag?: 'P' | 'H1' | 'H2' } = {}): void {
    const lines = this.lines(text, ink, TEXT_WIDTH);
    for (let start = 0; start < lines.length; start += 40) {
      const part = lines.slice(start, start + 40);
      this.need(this.heightOf(part, ink));
      this.tag(options.tag ?? 'P', options.lang === undefined ? {} : { lang: options.lang }, () => {
        this.paint(part, ink, PAGE.left, this.y);
      });
      this.y += this.heightOf(part, ink);
    }
  }

  rule(x: number = PAGE.left, width: number = TEXT_WIDTH, y = this.y, weight = 0.5, colour: string = RULE): void {
    this.artifact(() => {
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(weight)
        .strokeColor(colour)
        .stroke();
    });
  }

  /** PDF/A-1 takes no files (ISO 19005-1, 6.1.11). */
  attach(file: Attachment): void {
    if (this.conformance === 'PDF/A-3b') attach(this.doc, file, this.about.issuedAt);
  }

  finish(): Promise<Uint8Array> {
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page);
      this.artifact(() => this.runningLines(page + 1, count), 'Pagination');
    }
    return finish(this.doc);
  }

  private addPage(): void {
    if (this.doc.bufferedPageRange().count > 0) pack(this.doc.page);
    this.doc.addPage();
    this.y = PAGE.top;
    const { marks } = this.running;
    marks.forEach((mark, index) => this.artifact(() => this.paintMark(mark, index - (marks.length - 1) / 2)));
  }

  /** Under the text, so that every figure stays readable. @param row lines from the middle of the page */
  private paintMark(mark: string, row: number): void {
    const face = typeface('strong');
    const size = Math.min(MARK.size, (MARK.size * MARK.longest) / face.widthOf(mark, MARK.size));
    const ink = { face: 'strong', size, colour: WATERMARK } as const;
    const width = face.widthOf(mark, size);
    const y = PAGE.height / 2 - size / 2 + row * MARK.size * LEADING;
    this.doc.save().rotate(-52, { origin: [PAGE.width / 2, PAGE.height / 2] });
    this.paint([mark], ink, (PAGE.width - width) / 2, y, width);
    this.doc.restore();
  }

  private runningLines(page: number, pages: number): void {
    const { left, number, marks, footer } = this.running;
    const half = TEXT_WIDTH / 2;
    const head = [...marks, left].join('  ·  ');
    this.paint(this.lines(head, INKS.fine, half).slice(0, 1), INKS.fine, PAGE.left, 34);
    this.paint(this.lines(number, INKS.fine, half).slice(0, 1), INKS.fine, PAGE.left + half, 34, half, 'right');
    this.doc.moveTo(PAGE.left, 48).lineTo(PAGE.right, 48).lineWidth(0.8).strokeColor(ACCENT).stroke();
    this.doc.moveTo(PAGE.left, 795).lineTo(PAGE.right, 795).lineWidth(0.4).strokeColor(RULE).stroke();
    this.paint(this.lines(footer, INKS.mono, TEXT_WIDTH), INKS.mono, PAGE.left, 802);
    const count = this.running.page(page, pages);
    this.paint(this.lines(count, INKS.fine, half), INKS.fine, PAGE.left + half, 801, half, 'right');
  }

  private use(ink: Ink): void {
    this.doc.font(ink.face).fontSize(ink.size);
  }
}
