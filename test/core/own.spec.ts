import { own } from '../../src/core/own.js';

const SEALS = { fairmined: 'Fairmined' };

test('a table tells what it says of a name', () => {
  expect(own(SEALS, 'fairmined')).toBe('Fairmined');
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
  'of %j it says nothing, though most objects answer to it',
  (name) => expect(own(SEALS, name)).toBeUndefined(),
);

test('what another table says, of which this one was made, it does not say', () => {
  expect(own(Object.create(SEALS) as typeof SEALS, 'fairmined')).toBeUndefined();
});
