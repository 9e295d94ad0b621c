import { parse } from 'csv-parse/sync';
import { weightListCsv } from '../../src/documents/types/packing/weight-list.js';
import { judgeAirWaybill } from '../../src/core/custody/papers/air-waybill.js';
import { packingList } from './papers.js';

function rows(csv: Uint8Array): Record<string, string>[] {
  return parse(Buffer.from(csv), { columns: true }) as Record<string, string>[];
}

describe('the bar weight list', () => {
  test('has the columns of the LBMA, ounces to three places, and ends every line as RFC 4180 asks', () => {
    const csv = weightListCsv(packingList());
    const [heading] = Buffer.from(csv).toString().split('\r\n');
    expect(heading).toMatch(/^Serial number,Brand code,Gross weight \(ozt\),Assay,Fine weight \(ozt\),Year,/);
    expect(Buffer.from(csv).toString().endsWith('\r\n')).toBe(true);
    expect(rows(csv)[1]).toMatchObject({
      'Serial number': 'LIM-B001',
      'Gross weight (ozt)': '3.349',
      Assay: '933.4',
      'Fine weight (ozt)': '3.125',
      Year: '2026',
      'Gross weight (g)': '104.150',
      'Fine weight (g)': '97.214',
      'kg per ozt': '0.0311034768',
      Note: 'SAMPLE / MUESTRA',
    });
  });

  test('says SAMPLE only when it is one', () => {
    expect(Buffer.from(weightListCsv(packingList(2, false))).toString()).not.toContain('SAMPLE');
  });

  test.each(['=CMD()', '+1', '-1', '@SUM(A1)', '\tx'])('a spreadsheet does not run %j', (text) => {
    const list = packingList(1);
    const bars = list.bars.map((bar) => ({ ...bar, code: text, seal: `${text}, "quoted"` }));
    const [row] = rows(weightListCsv({ ...list, bars }));
    expect(row?.['Serial number']).toBe(`'${text}`);
    expect(row?.['Seal']).toBe(`'${text}, "quoted"`);
  });
});

test.each([
  ['045-01234634', 'holds'],
  ['045 01234634', 'holds'],
  ['045-01234635', 'fails'],
  ['45-1', 'unreadable'],
  ['', 'unreadable'],
])('air waybill %j %s', (number, verdict) => {
  expect(judgeAirWaybill(number)).toBe(verdict);
});
