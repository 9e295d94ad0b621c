import { HEADING, read, refusalsOf, row, smallSeason } from './season-books.js';

const taken = (cells: Partial<Record<string, string>>) => read(smallSeason([HEADING, row(cells)])).deliveries[0];
const sexes = (other: string) =>
  read(smallSeason([HEADING], { 'members.csv': ['codigo;sexo;tipo', 'A;M;socia', `B;${other};socio`] })).members.map(
    ({ sex }) => sex,
  );

describe('words', () => {
  test.each([
    ['Oro de ALUVION', 'alluvial'],
    ['lavadero', 'alluvial'],
    ['oro en polvo', 'alluvial'],
    ['placer gold', 'alluvial'],
    ['oro de filón', 'vein'],
    ['jagua', 'concentrate'],
    ['concentrado de veta', 'concentrate'],
    ['oro refogado de veta', 'amalgam-sponge'],
    ['pepitas', 'nugget'],
  ])('%s is %s', (form, expected) => expect(taken({ forma: form })?.form).toBe(expected));

  test.each(['aluvión y veta', 'cobre', 'oro', 'forma'])('%s is no form we know', (form) => {
    expect(refusalsOf(row({ forma: form })).refused).toEqual([[2, 'forma', 'malformed']]);
  });

  test.each([
    ['PIEDRA DE TOQUE', 'touchstone'],
    ['al toque', 'touchstone'],
    ['fluorescencia de rayos X', 'xrf'],
    ['pistola XRF', 'xrf'],
    ['ensayo al fuego', 'fire-assay'],
    ['ensaye', 'fire-assay'],
    ['densidad', 'estimate'],
    ['al tanteo', 'estimate'],
    ['', undefined],
  ])('method %s is %s', (method, expected) => {
    expect(taken({ metodo: method, ley_milesimas: '940' })?.method).toBe(expected);
  });

  test('a pallaquera selects, a bateadora pans, a person of another word is kept', () => {
    const kinds = [
      'barequera',
      'bateadora',
      'güirisero',
      'chichiquera',
      'pallaquera',
      'janchera',
      'socia',
      'asociado',
      'minera',
    ];
    const members = ['codigo;sexo;tipo', ...kinds.map((kind, at) => `M-${at};M;${kind}`)];
    const season = read(smallSeason([HEADING], { 'members.csv': members }));
    expect(season.members.map(({ kind }) => kind)).toEqual([
      'panner',
      'panner',
      'panner',
      'panner',
      'selector',
      'selector',
      'member',
      'member',
      'other',
    ]);
    expect(season.members[0]?.sex).toBeUndefined();
  });

  test('M is mujer beside H and masculino beside F', () => {
    expect(sexes('H')).toEqual(['F', 'M']);
    expect(sexes('F')).toEqual(['M', 'F']);
  });
});
