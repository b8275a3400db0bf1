import { expect, test } from 'vitest';
import { commandCases } from './command-cases.ts';

test('without parameters there is one case, its commands named by themselves', () => {
  expect(commandCases(['node a.js', 'node b.js'], ['before'], [])).toEqual([
    {
      id: 'commands',
      params: {},
      commands: [
        { name: 'before', line: 'node a.js' },
        { name: 'node b.js', line: 'node b.js' },
      ],
    },
  ]);
});

test('a sweep has a case for every combination', () => {
  const cases = commandCases(['gzip -{level} {file}'], [], ['level=1,9', 'file=a,b']);

  expect(cases.map(({ id }) => id)).toEqual([
    'commands/level=1,file=a',
    'commands/level=1,file=b',
    'commands/level=9,file=a',
    'commands/level=9,file=b',
  ]);
  expect(cases[3]?.commands[0]?.line).toBe('gzip -9 b');
});

test('a command against itself keeps two names', () => {
  expect(commandCases(['true', 'true'], [], [])[0]?.commands.map(({ name }) => name)).toEqual(['true', 'true (2)']);
});

test.each(['size', '=1', 'size=', 'size=1,,2'])('refuses the parameter %s', (parameter) => {
  expect(() => commandCases(['true'], [], [parameter])).toThrow(/expected a parameter such as size=1,10/);
});
