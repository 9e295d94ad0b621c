/** Other cooperatives' seasons, in other countries' habits: the same command, no word of code for them. */
import type { Lot } from '../../src/core/custody/lot.js';
import type { Imported } from '../../src/exchange/import/season-import.js';
import { verify } from '../../src/verifier/door.js';
import { booksIn, LIMONAL, lines, season, SeasonHouse } from '../support/season.js';

const carriedBy = (lots: ReadonlyMap<string, Lot>, code: string): string[] =>
  (lots.get(code)?.claims ?? []).filter(({ carried }) => carried).map(({ scheme }) => scheme);

async function told(name: string): Promise<{ house: SeasonHouse; imported: Imported }> {
  const house = await SeasonHouse.open();
  return { house, imported: await house.import(booksIn(season(name))) };
}

describe('a season of Ccori Puna, Peru', () => {
  let house: SeasonHouse;
  let imported: Imported;
  beforeAll(async () => ({ house, imported } = await told('ccori-puna')));
  afterAll(() => house.close());

  test('its habits are read from its own files', () => {
    const { file, encoding, separator, dialect } =
      imported.season.files.find((one) => one.file === 'deliveries.csv') ?? {};
    expect([file, encoding, separator]).toEqual(['deliveries.csv', 'windows-1252', ',']);
    expect([dialect?.mark.leads, dialect?.order.leads]).toEqual(['.', 'day-first']);
  });

  test('what cannot be read, cannot be true or may not be done', () => {
    expect(imported.report.accepted).toBe(32);
    expect(lines(imported.report.refused)).toEqual([
      'alloys.csv:4 grano_g overspent',
      'credentials.csv:8 hasta chronology',
      'deliveries.csv:6 peso_g not-a-number',
      'deliveries.csv:7 peso_g not-a-number',
      'deliveries.csv:8 entrega malformed',
      'deliveries.csv:17 fecha not-a-date',
      'deliveries.csv:27 peso_g not-a-number',
      'handovers.csv:7 barra not-packed',
      'handovers.csv:9 barra lot-held',
      'pieces.csv:6 peso_g overspent',
      'shipments.csv:3 barras missing',
      'shipments.csv:4 exportador licence-not-in-force',
    ]);
    const messages = imported.report.refused.map(({ message }) => message);
    expect(messages.filter((message) => /\(\)| {2}|undefined|\?/.test(message))).toEqual([]);
    expect(messages.at(-1)).toContain('el registro que pide su país (recpo / reinfo); anótelo en credentials.csv');
    expect(messages.at(-2)).toContain('aún no tiene ensayo; ensáyela antes de exportarla');
  });

  test('what is kept apart, and where two honest records differ', () => {
    expect(lines(imported.report.held)).toEqual([
      'deliveries.csv:18 minero unknown-member',
      'deliveries.csv:28 ley_milesimas fineness-outside-site',
      'melts.csv:6 entregas melt-disagrees',
    ]);
    expect(lines(imported.report.differences)).toEqual([
      'handovers.csv:2 peso_recibido_g weight-difference',
      'shipments.csv:2 guia_aerea check-digit',
      'transfers.csv:3 peso_recibido_g weight-difference',
    ]);
  });

  test('gold without licence or assay goes nowhere, and a held bar is not sold', async () => {
    const bars = await house.lotsOf('ccori');
    const where = ['CP-B1', 'CP-B3', 'CP-B4', 'CP-B5'].map((code) => {
      const bar = bars.get(code);
      return [code, bar?.custodian, bar?.exported, bar?.holds.length];
    });
    expect(where).toEqual([
      ['CP-B1', 'ref-ticino', true, 0],
      ['CP-B3', 'acopio-9', false, 0],
      ['CP-B4', 'exp-sur', false, 0],
      ['CP-B5', 'ccori', false, 1],
    ]);
    expect(carriedBy(bars, 'CP-B1')).toEqual(['swiss-better-gold']);
    expect(bars.get('CP-B3')?.claims[0]?.lost).toMatchObject([
      { why: 'seller', party: 'ccori', standing: 'withdrawn' },
      { why: 'buyer', party: 'acopio-9', standing: 'none' },
    ]);
  });

  test('two grain lots of one outturn, two parts of one grain lot, each batch from its own part', async () => {
    const grain = await house.lotsOf('ref-ticino');
    expect([...grain.keys()].sort()).toEqual(['RP-1', 'RP-1/V-11', 'RP-1/V-12', 'RP-2', 'RP-2/2026-04-27']);
    expect(grain.get('RP-1/V-11')?.grossMg).toBe(5_000 - 4_500);
    expect(grain.get('RP-1/V-12')).toMatchObject({ differenceMg: -1, grossMg: 5_999 - 5_000 });
    const pieces = [...(await house.lotsOf('joya-lima')).values()].filter(({ form }) => form === 'piece');
    expect(pieces.map(({ code, name }) => [code, name])).toEqual([
      ['Ñ-1', 'aretes'],
      ['Ñ-2', 'anillo'],
      ['Ñ-4', 'tupu'],
    ]);
  });

  test('a script in a remark is a remark', async () => {
    const notes = (await house.privateValues()).filter(
      ({ name, value }) => name === 'note' && /script/.test(`${value}`),
    );
    expect(notes.map(({ value }) => value)).toEqual(['<script>alert("oro")</script>']);
  });
});

describe('a season of the Guayape, Honduras', () => {
  let house: SeasonHouse;
  let imported: Imported;
  beforeAll(async () => ({ house, imported } = await told('guayape')));
  afterAll(() => house.close());

  test('what cannot be read or cannot be true', () => {
    expect(imported.report.accepted).toBe(34);
    expect(lines(imported.report.refused)).toEqual([
      'counts.csv:2 fecha not-a-date',
      'counts.csv:3 fecha not-a-date',
      'counts.csv:4 fecha not-a-date',
      'deliveries.csv:12 peso_g not-a-number',
      'deliveries.csv:13 forma malformed',
      'deliveries.csv:19 sitio unknown-site',
      'deliveries.csv:20 entrega code-used',
      'deliveries.csv:21 fecha not-a-date',
      'pieces.csv:6 peso_g overspent',
    ]);
  });

  test('what is kept apart, and where two honest records differ', () => {
    expect(lines(imported.report.held)).toEqual([
      'deliveries.csv:11 minero registration-lapsed',
      'handovers.csv:8 sello seal-used',
    ]);
    expect(lines(imported.report.differences)).toEqual([
      'handovers.csv:4 resultado handover-refused',
      'handovers.csv:6 peso_recibido_g weight-difference seal-broken',
      'handovers.csv:7 peso_recibido_g weight-difference',
      'outturns.csv:2 ley_au assay-difference',
      'shipments.csv:2 guia_aerea check-digit',
      'transfers.csv:3 peso_recibido_g weight-difference',
    ]);
  });

  test('held bars were weighed and received, and stay their sellers’ until somebody decides', async () => {
    const bars = await house.lotsOf('guayape');
    expect(bars.get('G-B4')).toMatchObject({ custodian: 'exp-pacifico', owner: 'guayape', exported: false });
    // A difference that both sides accepted is asked about, and withholds nothing.
    expect(bars.get('G-B3')).toMatchObject({ custodian: 'exp-pacifico', owner: 'exp-pacifico', holds: [] });
    expect(bars.get('G-B3')?.differenceMg).toBe(-900);
  });

  test('a certificate withdrawn later does not turn the past red', async () => {
    expect(carriedBy(await house.lotsOf('guayape'), 'G-B5')).toEqual([]);
    const pieces = await house.lotsOf('goldsmith-b');
    for (const code of ['GB-1', 'GB-4']) {
      expect(carriedBy(pieces, code)).toEqual(['fairmined', 'fairmined-ecological']);
    }
  });
});

test.each([
  ['ccori-puna', 'joya-lima', 'Ñ-4'],
  ['guayape', 'goldsmith-b', 'GB-1'],
])('of %s the stranger with the bundle of %s %s is convinced', async (name, jeweller, code) => {
  const { house } = await told(name);
  try {
    await house.ledger.checkpoint();
    const piece = (await house.lotsOf(jeweller)).get(code);
    const bundle = piece && (await house.provenance.bundleOf(piece));
    expect(bundle && verify(bundle, `log ${house.ledger.vkey}\nquorum none\n`)).toMatchObject({ exit: 0 });
  } finally {
    await house.close();
  }
});

test('three cooperatives in one ledger: a shared refiner is one, a shared code is not, and no gram is mixed up', async () => {
  const house = await SeasonHouse.open();
  try {
    const alone: Record<string, string[]> = {};
    for (const folder of [LIMONAL, season('ccori-puna'), season('guayape')]) {
      const { report, owner } = await house.import(booksIn(folder));
      alone[owner] = lines(report.refused).filter((line) => !line.startsWith('deliveries'));
    }
    expect(alone['ccori']).toHaveLength(7);
    expect(alone['guayape']).toHaveLength(4);
    const shared = await house.query(
      `SELECT org, country FROM organisation WHERE org ~ '^(ref-ticino|joya-lima|exp-pacifico|lab-acred-1)' ORDER BY org`,
    );
    expect(shared).toEqual([
      { org: 'exp-pacifico', country: 'CO' },
      { org: 'exp-pacifico-2', country: 'HN' },
      { org: 'joya-lima', country: 'PE' },
      { org: 'joya-lima-2', country: 'PE' },
      { org: 'lab-acred-1', country: 'CO' },
      { org: 'lab-acred-1-2', country: 'PE' },
      { org: 'ref-ticino', country: 'CH' },
    ]);
    expect(await house.balanceErrors()).toEqual([]);
    const [size] = await house.query<{ size: string }>('SELECT size FROM log_state');
    for (const folder of [season('guayape'), LIMONAL, season('ccori-puna')]) await house.import(booksIn(folder));
    expect(await house.query('SELECT size FROM log_state')).toEqual([size]);
  } finally {
    await house.close();
  }
});
