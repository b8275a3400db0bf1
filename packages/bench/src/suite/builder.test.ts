import { expect, expectTypeOf, test } from 'vitest';
import { suite } from '../suite.ts';

test('collects its parts as inert data', () => {
  const made = suite('json', { category: 'cpu', params: { records: [10, 1000] } }, (s) => {
    s.setup(({ params, random }) => ({ data: JSON.stringify(Array.from({ length: params.records }, random)) }));
    s.baseline(
      'JSON',
      ({ context }) =>
        () =>
          JSON.parse(context.data) as unknown,
    );
    s.variant(
      'again',
      ({ context }) =>
        () =>
          JSON.parse(context.data) as unknown,
    );
    s.validate({ mode: 'deepEqual', float: { relative: 1e-9 } });
    s.bytes((context) => context.data.length);
    s.complexity('records');
    s.expect('again', { fasterThan: 'JSON', by: 0.05 });
  });

  expect(made).toMatchObject({
    name: 'json',
    category: 'cpu',
    params: { records: [10, 1000] },
    variants: [{ name: 'JSON', isBaseline: true }, { name: 'again' }],
    validate: { mode: 'deepEqual', float: { relative: 1e-9 } },
    complexity: 'records',
    expectations: [{ candidate: 'again', than: 'JSON', by: 0.05 }],
  });
  expect(Object.isFrozen(made)).toBe(true);
});

test('a function given to validate is the check itself', () => {
  const made = suite('check', { category: 'cpu' }, (s) => {
    s.baseline('one', () => () => 1).variant('two', () => () => 2);
    s.validate((expected: number, actual: number) => Math.abs(expected - actual) < 2);
  });

  expect(made.validate).toMatchObject({ mode: 'custom' });
});

test('parameters are typed by their values, and the context by a chained setup', () => {
  suite('types', { category: 'cpu', params: { count: [1, 2], kind: ['a', 'b'] } }, (s) =>
    s
      .setup(({ params }) => {
        expectTypeOf(params).toEqualTypeOf<{ readonly count: 1 | 2; readonly kind: 'a' | 'b' }>();
        return { bytes: new Uint8Array(params.count) };
      })
      .baseline('length', ({ context }) => {
        expectTypeOf(context).toEqualTypeOf<{ bytes: Uint8Array<ArrayBuffer> }>();
        return () => context.bytes.length;
      }),
  );
});

test('a command runs without a shell; its output and exit code are the answer', async () => {
  const made = suite.command('node', {
    category: 'cpu',
    params: { text: ['$HOME'] },
    commands: [{ name: 'print', isBaseline: true, command: ({ text }) => [process.execPath, '-p', `'${String(text)}'`] }],
  });

  const run = await made.variants[0]?.create({ context: undefined, params: { text: '$HOME' }, level: 'balanced' });

  expect(run?.()).toMatchObject({ exitCode: 0, digest: expect.stringMatching(/^[\da-f]{64}$/) });
});

test('a command that fails throws with what it said', async () => {
  const made = suite.command('node', {
    category: 'cpu',
    commands: [{ name: 'fail', isBaseline: true, command: [process.execPath, '-e', 'console.error("no such luck"); process.exit(3)'] }],
  });

  const run = await made.variants[0]?.create({ context: undefined, params: {}, level: 'balanced' });

  expect(() => run?.()).toThrow(/to exit with 0, got 3: no such luck/);
});

test('a load suite is a declaration with defaults', () => {
  const made = suite.load('ping', { category: 'network', ratePerSecond: 100, variants: [] });

  expect(made).toEqual({
    kind: 'load',
    name: 'ping',
    category: 'network',
    ratePerSecond: 100,
    variants: [],
    durationMs: 10_000,
    warmupMs: 1000,
  });
});
