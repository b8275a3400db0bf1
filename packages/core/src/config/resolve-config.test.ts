import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isNsiError, type NsiError } from '../errors/nsi-error.ts';
import { byteSize } from '../options/byte-size.ts';
import { definePlugin } from '../plugin/define-plugin.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { resolveConfig, type ResolveConfigOptions } from './resolve-config.ts';

const memory = definePlugin({
  apiVersion: 1,
  name: 'memory',
  options: v.strictObject({ pool: v.strictObject({ maxBytes: byteSize, isShared: v.boolean() }), codec: v.string() }),
  levels: {
    conservative: { pool: { maxBytes: 0, isShared: false }, codec: 'store' },
    balanced: { pool: { maxBytes: '64MiB', isShared: false }, codec: 'lz4' },
    aggressive: { pool: { maxBytes: '1GiB', isShared: true }, codec: 'zstd' },
  },
  setup: () => ({ [Symbol.dispose]() {} }),
}) as unknown as Plugin;

function resolve(options: Partial<ResolveConfigOptions> = {}) {
  return resolveConfig({ environment: 'development', plugins: [memory], ...options });
}

function errorOf(options: Partial<ResolveConfigOptions>): NsiError {
  try {
    resolve(options);
  } catch (error) {
    if (isNsiError(error, 'NSI_CORE_CONFIG')) return error;
    throw error;
  }
  throw new Error('expected a rejection');
}

const file = (value: unknown) => [{ origin: 'nsi.config.json', value }];

test('gives the level table of the balanced level when nothing is configured', () => {
  const config = resolve();

  expect(config.level).toBe('balanced');
  expect(config.sections['memory']).toEqual({
    enabled: true,
    level: 'balanced',
    options: { pool: { maxBytes: 64 * 2 ** 20, isShared: false }, codec: 'lz4' },
    written: { pool: { maxBytes: '64MiB', isShared: false }, codec: 'lz4' },
  });
  expect(config.origins.get('memory.codec')).toBe('level balanced');
});

test('puts level table, file, environment part, variables and code over one another', () => {
  const config = resolve({
    environment: 'production',
    layers: file({
      level: 'aggressive',
      memory: { codec: 'file' },
      environments: { production: { memory: { pool: { maxBytes: '2MiB' } } } },
    }),
    variables: { NSI_MEMORY_POOL_IS_SHARED: 'false' },
    overrides: [{ origin: 'code', value: { memory: { codec: 'code' } } }],
  });

  expect(config.sections['memory']?.options).toEqual({ pool: { maxBytes: 2 * 2 ** 20, isShared: false }, codec: 'code' });
  expect(
    Object.fromEntries(
      ['level', 'memory.codec', 'memory.pool.maxBytes', 'memory.pool.isShared', 'memory.level'].map((path) => [
        path,
        config.origins.get(path),
      ]),
    ),
  ).toEqual({
    level: 'nsi.config.json',
    'memory.codec': 'code',
    'memory.pool.maxBytes': 'nsi.config.json environments.production',
    'memory.pool.isShared': 'NSI_MEMORY_POOL_IS_SHARED',
    'memory.level': 'nsi.config.json',
  });
});

test("a section's own level chooses its table", () => {
  const config = resolve({ layers: file({ level: 'conservative', memory: { level: 'aggressive' } }) });

  expect(config.sections['memory']).toMatchObject({ level: 'aggressive', options: { codec: 'zstd' } });
});

test('a variable sets the level of everything, another that of one section', () => {
  const config = resolve({
    variables: { NSI_LEVEL: 'aggressive', NSI_MEMORY_LEVEL: 'conservative', NSI_MEMORY_ENABLED: '0', NSI_LIMITS_MAX_THREADS: '3' },
  });

  expect(config.level).toBe('aggressive');
  expect(config.limits.maxThreads).toBe(3);
  expect(config.sections['memory']).toMatchObject({ enabled: false, level: 'conservative' });
});

test('freezes what it returns', () => {
  const config = resolve();

  expect(Object.isFrozen(config) && Object.isFrozen(config.limits) && Object.isFrozen(config.sections)).toBe(true);
});

test.each([
  [
    { memroy: {} },
    '`memroy`: expected one of level, limits, monitoring, plugins, environments, memory, got the unknown key `memroy`',
    'Did you mean `memory`?',
  ],
  [
    { memory: { codek: 'x' } },
    '`memory.codek`: expected one of enabled, level, pool, codec, got the unknown key `codek`',
    'Did you mean `codec`?',
  ],
  [
    { memory: { enabeld: true } },
    '`memory.enabeld`: expected one of enabled, level, pool, codec, got the unknown key `enabeld`',
    'Did you mean `enabled`?',
  ],
  [{ memory: { codec: 5 } }, '`memory.codec`: expected string, got 5', undefined],
  [{ memory: 'yes' }, "`memory`: expected an object, got 'yes'", undefined],
  [{ memory: { enabled: 'yes' } }, "`memory.enabled`: expected boolean, got 'yes'", undefined],
  [{ level: 'fast' }, '`level`: expected "conservative" or "balanced" or "aggressive", got \'fast\'', undefined],
  [{ limits: { maxThreads: 0 } }, '`limits.maxThreads`: expected a whole number of threads from 1, got 0', undefined],
  [{ limits: { maxMemoryBytes: '1KiB' } }, "`limits.maxMemoryBytes`: expected at least 1 MiB, got '1KiB'", undefined],
  [{ monitoring: { port: 70_000 } }, '`monitoring.port`: expected a number of at most 65535, got 70000', undefined],
])('refuses %o by path, expectation and what came', (value, message, hint) => {
  const error = errorOf({ layers: file(value) });

  expect(error.message).toBe(`nsi.config.json: ${message}`);
  expect(error.hint).toBe(hint);
});

test('refuses a variable that sets no option of a known section', () => {
  const error = errorOf({ variables: { NSI_MEMORY_CODEX: 'x' } });

  expect(error.message).toBe('expected an environment variable that sets an option, got `NSI_MEMORY_CODEX`');
  expect(error.hint).toBe('Did you mean `NSI_MEMORY_CODEC`?');
});

test('leaves variables of others alone', () => {
  expect(resolve({ variables: { NSI_TEST_DATABASE_URL: 'x', HOME: '/' } }).level).toBe('balanced');
});

test('accepts the section of a room that is known but not loaded', () => {
  expect(resolve({ layers: file({ cpu: { anything: 1 } }), knownSections: ['cpu'] }).sections['cpu']).toBeUndefined();
});

test('does not let a file reach the prototype of objects', () => {
  const error = errorOf({ layers: file(JSON.parse('{"memory":{"__proto__":{"polluted":true}}}')) });

  expect(error.message).toContain('`memory.__proto__`');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
