/**
 * Cover of a bundle: which papers of a shipment lie behind it, each with what it is checked by, and which papers of others were
 * recorded for it. Whoever gets the files sees from it that they are all there, and that none was exchanged.
 */
import type { ShipmentPaper } from '../../payload.js';
import { INKS } from '../../pdf/ink.js';
import type { Sheet } from '../../pdf/sheet.js';
import { drawTable, type Column, type Line } from '../../pdf/table.js';
import type { OfShipment, ShipmentDocument } from '../document-type.js';
import { both } from '../parts/labels.js';

interface Title {
  readonly en: string;
  readonly es: string;
}

export interface BundledPaper {
  readonly document: string;
  readonly kind: string;
  readonly title: Title;
  readonly number: string;
  readonly version: number;
  /** Lowercase hex, as all hashes here. */
  readonly payloadSha256: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

export interface BundledCapture {
  readonly kind: string;
  readonly title: Title;
  readonly number: string;
  /** Absent from papers of the first template, as `name` is. */
  readonly issuer?: string | null;
  /** First day it no longer holds. */
  readonly until: string | null;
  /** Of its file, where one was kept. */
  readonly sha256: string | null;
  /** Of its file, in the archive of the bundle. */
  readonly name?: string;
}

export interface BundleCoverPayload extends ShipmentPaper {
  readonly kind: 'bundle-cover';
  readonly papers: readonly BundledPaper[];
  readonly captured: readonly BundledCapture[];
}

/** A shipment whose papers are issued. */
export interface OfBundle extends OfShipment {
  readonly papers: readonly BundledPaper[];
  readonly captured: readonly BundledCapture[];
}

export const BUNDLE_COVER: ShipmentDocument<BundleCoverPayload> = {
  kind: 'bundle-cover',
  about: 'shipment',
  prefix: 'BDL',
  untdid: null,
  title: { en: 'Bundle cover', es: 'Carátula del paquete', fr: 'Couverture de la liasse' },
  template: 2,
  made: 'with-bundle',
  keepYears: 10,
  priced: false,
  signed: [],
  lacks: {
    en: 'a bundle of issued papers',
    es: 'un paquete de documentos emitidos',
    fr: 'une liasse de documents émis',
  },
  body: (source) => (isOfBundle(source) ? { papers: source.papers, captured: source.captured } : undefined),
  draw: drawCover,
};

function isOfBundle(source: OfShipment): source is OfBundle {
  return 'papers' in source;
}

function drawCover(sheet: Sheet, payload: BundleCoverPayload): void {
  const { papers, captured, language } = payload;
  const say = (en: string, es: string): void => both(language, en, es).forEach((text) => sheet.paragraph(text));
  say(
    `${papers.length} papers stand behind this cover. Each is checked by the fingerprint of its payload, each file by its SHA-256; the log holds both.`,
    `Detrás de esta carátula hay ${papers.length} documentos. Cada uno se comprueba por la huella de sus datos y cada archivo por su SHA-256; el registro tiene ambos.`,
  );
  sheet.y += 6;
  drawTable(sheet, paperColumns(payload), papers);
  sheet.y += 10;
  if (captured.length === 0) {
    say(
      'No paper of others was recorded for this shipment.',
      'No se registraron documentos de terceros para este embarque.',
    );
    return;
  }
  say('Papers of others, recorded for this shipment:', 'Documentos de terceros registrados para este embarque:');
  sheet.y += 4;
  drawTable(sheet, captureColumns(payload), captured);
}

function paperColumns({ language }: BundleCoverPayload): Column<BundledPaper>[] {
  return [
    { heading: ['#'], share: 0.04, cell: (_, index) => String(index + 1) },
    { heading: both(language, 'Paper', 'Documento'), share: 0.22, cell: ({ title }) => named(title, language) },
    {
      heading: both(language, 'Number, version', 'Número, versión'),
      share: 0.28,
      cell: ({ number, version }) => [strong(number), { text: `v${version}`, ink: INKS.label }],
    },
    {
      heading: both(
        language,
        'Fingerprint of the payload; SHA-256 of each file',
        'Huella de los datos; SHA-256 de cada archivo',
      ),
      share: 0.46,
      cell: ({ payloadSha256, files }) => [
        mono(payloadSha256),
        ...files.flatMap(({ name, sha256 }) => [{ text: name, ink: INKS.label }, mono(sha256)]),
      ],
    },
  ];
}

function captureColumns({ language }: BundleCoverPayload): Column<BundledCapture>[] {
  return [
    { heading: both(language, 'Paper', 'Documento'), share: 0.2, cell: ({ title }) => named(title, language) },
    {
      heading: both(language, 'Number, issuer', 'Número, emisor'),
      share: 0.2,
      cell: ({ number, issuer }) => [strong(number), ...(issuer ? [{ text: issuer, ink: INKS.label }] : [])],
    },
    { heading: both(language, 'Holds until', 'Vale hasta'), share: 0.12, cell: ({ until }) => until ?? '—' },
    {
      heading: both(language, 'SHA-256 of its file', 'SHA-256 de su archivo'),
      share: 0.48,
      cell: ({ sha256, name }) =>
        sha256 === null ? '—' : [...(name === undefined ? [] : [{ text: name, ink: INKS.label }]), mono(sha256)],
    },
  ];
}

function named({ en, es }: Title, language: BundleCoverPayload['language']): Line[] {
  return both(language, en, es).map((text, index) => (index === 0 ? strong(text) : { text, ink: INKS.label }));
}

function strong(text: string): Line {
  return { text, ink: INKS.cellStrong };
}

function mono(text: string): Line {
  return { text, ink: INKS.mono };
}
