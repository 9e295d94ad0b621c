/** What is in a workbook, part by part (ISO/IEC 29500-2): where its sheets are, and nothing that runs or reaches out. */
import type { Element } from '@xmldom/xmldom';
import { Rejection } from '../../../core/rejection.js';
import { unreadable, type Part, type Parts } from './container.js';
import { childOf, childrenOf, readXml, refuseDoctype, rootOf } from './xml.js';

export interface SheetPart {
  readonly name: string;
  readonly part: Part;
}

export interface Package {
  readonly workbook: Part;
  /** In the order of their tabs; sheets that are charts are none. */
  readonly sheets: readonly SheetPart[];
}

interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `hyperlink`. */
  readonly type: string;
  /** Name of the part; of what lies outside, its address. */
  readonly target: string;
  readonly isOutside: boolean;
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** Macros of either kind, add-ins, controls and embedded objects: they run when somebody opens them. A box to tick does not. */
const ACTIVE = /macro|vba|activeX|oleObject|webextension/i;
const ACTIVE_NAMES = /vbaProject|macrosheets\/|activeX\/|embeddings\/|webextensions\//i;
const ACTIVE_LINKS =
  /^(vbaProject|xlMacrosheet|xlIntlMacrosheet|control|activeXControlBinary|oleObject|package|webextension(taskpanes)?)$/;
/** All of them together; a hundred sheets have some 50 kB. */
const MOST_LINKS_BYTES = 1024 * 1024;
/** Other workbooks and queries: what they bring changes behind everybody's back. An address to click on does not. */
const REACHES_OUT = /^(externalLink|externalLinkPath|connections|queryTable|attachedTemplate)$/;

/** @throws Rejection naming the part that makes it no form to fill */
export function openPackage(parts: Parts): Package {
  for (const part of parts.values()) if (/\.(xml|rels|vml)$/i.test(part.name)) refuseDoctype(part);
  const typeOf = contentTypes(parts);
  const leads = [...parts.values()].filter(isLinks);
  if (leads.reduce((sum, { size }) => sum + size, 0) > MOST_LINKS_BYTES) throw unreadable();
  const links = new Map(leads.map((part) => [part.name.toLowerCase(), linksIn(part)]));
  const root = (links.get('_rels/.rels') ?? []).find(({ type }) => type === 'officeDocument');
  const workbook = root && parts.get(root.target.toLowerCase());
  if (workbook === undefined || typeOf(workbook.name) !== WORKBOOK) throw unreadable();
  const own = links.get(linksOf(workbook.name.toLowerCase())) ?? [];
  const sheets = sheetsIn(rootOf(readXml(workbook))).flatMap(({ name, id }): SheetPart[] => {
    const link = own.find((one) => one.id === id && one.type === 'worksheet');
    const part = link && parts.get(link.target.toLowerCase());
    return part === undefined ? [] : [{ name, part }];
  });
  if (sheets.length === 0) throw unreadable();
  return { workbook, sheets };
}

/** Of each part by its name: its own, or that of its ending. @throws Rejection where one of them is active */
function contentTypes(parts: Parts): (name: string) => string | undefined {
  const part = parts.get('[content_types].xml');
  if (part === undefined) throw unreadable();
  const root = rootOf(readXml(part));
  const said = (element: string, about: string): ReadonlyMap<string, string> =>
    new Map(
      childrenOf(root, element).map((one) => {
        const type = one.getAttribute('ContentType') ?? '';
        const of = (one.getAttribute(about) ?? '').toLowerCase();
        if (ACTIVE.test(type)) throw active(of);
        return [of, type];
      }),
    );
  const [own, ofEnding] = [said('Override', 'PartName'), said('Default', 'Extension')];
  const named = [...parts.values()].find(({ name }) => ACTIVE_NAMES.test(name));
  if (named !== undefined) throw active(named.name);
  return (name) => own.get(`/${name}`.toLowerCase()) ?? ofEnding.get(name.split('.').at(-1)?.toLowerCase() ?? '');
}

function isLinks({ name }: Part): boolean {
  return /\.rels$/i.test(name);
}

function linksOf(name: string): string {
  const at = name.lastIndexOf('/') + 1;
  return `${name.slice(0, at)}_rels/${name.slice(at)}.rels`;
}

/** @throws Rejection where one leads to something active, or out of the workbook */
function linksIn(part: Part): Relationship[] {
  const folder = part.name.replace(/_rels\/[^/]*$/i, '');
  return childrenOf(rootOf(readXml(part)), 'Relationship').map((one) => {
    const type = (one.getAttribute('Type') ?? '').split('/').at(-1) ?? '';
    const isOutside = one.getAttribute('TargetMode') === 'External';
    const target = one.getAttribute('Target') ?? '';
    if (ACTIVE_LINKS.test(type)) throw active(target);
    if (REACHES_OUT.test(type) || (isOutside && type !== 'hyperlink')) {
      throw new Rejection('form-external', 'file', { part: target.slice(0, 200) });
    }
    return { id: one.getAttribute('Id') ?? '', type, isOutside, target: isOutside ? target : pathOf(folder, target) };
  });
}

/** As a part is named: `../media/a.png` seen from `xl/worksheets/` is `xl/media/a.png`. */
function pathOf(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

function sheetsIn(workbook: Element): { name: string; id: string }[] {
  const list = childOf(workbook, 'sheets');
  return childrenOf(list ?? workbook, 'sheet').map((one) => {
    // `r:id`, whatever the prefix; there is one namespace for it in each of the two forms of the standard.
    const id = [...one.attributes].find(({ localName, namespaceURI }) => {
      return localName === 'id' && /officeDocument.*relationships$/i.test(namespaceURI ?? '');
    });
    const name = one.getAttribute('name') ?? '';
    // As a reference it may say any number, that of no character too.
    if (/[\p{Cc}\p{Cs}]/u.test(name)) throw unreadable();
    return { name, id: id?.value ?? '' };
  });
}

function active(part: string): Rejection {
  return new Rejection('form-active', 'file', { part: part.slice(0, 200) });
}
