import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempDisposableSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { filePermits } from '../permits/file-permits.ts';
import { readMany } from '../read/read-many.ts';
import { readModes } from '../read/read-mode.ts';
import { endFileWorker } from '../read/worker-thread.ts';
import type { FileKind } from './file-kind.ts';
import type { WalkOptions } from './walk-options.ts';
import { walk } from './walk.ts';

const folder = mkdtempDisposableSync(join(tmpdir(), 'nsi-walk-'));
const everything: readonly FileKind[] = ['file', 'directory', 'symlink', 'other'];
let trees = 0;
let root = '';
beforeEach(() => {
  root = join(folder.path, `tree-${trees++}`);
  mkdirSync(root);
});
afterAll(async () => {
  await endFileWorker();
  folder.remove();
});

/** A file has a text, a link a target, a directory its entries. */
interface Tree {
  readonly [name: string]: string | Tree | { readonly to: string };
}

function plant(at: string, tree: Tree): void {
  for (const [name, entry] of Object.entries(tree)) {
    const path = join(at, name);
    if (typeof entry === 'string') writeFileSync(path, entry);
    else if (typeof entry['to'] === 'string') symlinkSync(entry['to'], path);
    else {
      mkdirSync(path);
      plant(path, entry);
    }
  }
}

function naive(at: string, below = ''): string[] {
  return readdirSync(at).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    const stats = lstatSync(join(at, name));
    const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'symlink' : 'other';
    return [`${kind} ${path}`, ...(kind === 'directory' ? naive(join(at, name), path) : [])];
  });
}

async function found(at: string, options: Parameters<typeof walk>[1] = {}): Promise<string[]> {
  const entries: string[] = [];
  for await (const batch of walk(at, { kinds: everything, relative: true, ...options })) {
    for (const { kind, path } of batch) entries.push(`${kind} ${path}`);
  }
  return entries.toSorted();
}

const name = fc.constantFrom('a', 'b', '.c', 'dé', 'e f', '😀', '\ufffd');
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.dictionary(
    name,
    fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant('text'),
      fc.constantFrom('.', '..', 'a', '../b', 'nowhere', '.c/a').map((to) => ({ to })),
      tie('tree'),
    ),
    { maxKeys: 5 },
  ),
}));

test('every mode finds what a naive recursion finds, and in links that are followed all the same', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (planted) => {
      rmSync(root, { recursive: true });
      mkdirSync(root);
      plant(root, planted);

      const expected = naive(root).toSorted();
      const followed = await found(root, { mode: 'sync', followLinks: true });
      for (const mode of readModes) {
        expect(await found(root, { mode })).toEqual(expected);
        expect(await found(root, { mode, followLinks: true })).toEqual(followed);
      }
      // Links change kind and add what lies behind them, but hide nothing.
      const paths = new Set(followed.map((entry) => entry.slice(entry.indexOf(' ') + 1)));
      expect(expected.every((entry) => paths.has(entry.slice(entry.indexOf(' ') + 1)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test.each(readModes)('mode %s ends in circles of links and enters every directory once', async (mode) => {
  plant(root, {
    real: { file: 'x', up: { to: '..' } },
    self: { to: 'self' },
    other: { to: 'real' },
    gone: { to: 'nowhere' },
    file: { to: 'real/file' },
  });

  expect(await found(root, { mode, followLinks: true })).toEqual([
    'directory real',
    'file file',
    'file real/file',
    'symlink gone',
    'symlink other',
    'symlink real/up',
    'symlink self',
  ]);
  expect(await found(root, { mode })).toContain('symlink real/up');
});

test.each(readModes)('mode %s follows a link out of the tree, once', async (mode) => {
  const outside = `${root}-outside`;
  mkdirSync(outside);
  plant(outside, { deep: { file: 'x' } });
  plant(root, { one: { to: outside }, two: { to: outside } });

  expect(await found(root, { mode, followLinks: true })).toEqual([
    'directory one',
    'directory one/deep',
    'file one/deep/file',
    'symlink two',
  ]);
});

test.each(readModes)('mode %s gives names that are not UTF-8 in a form that can be read', async (mode) => {
  const raw = Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff, 0xfe)]);
  mkdirSync(raw);
  writeFileSync(Buffer.concat([raw, Buffer.from('/inside')]), 'found');
  writeFileSync(join(root, 'ünïcödé'), 'too');
  const exact: (string | Buffer)[] = [];
  const paths: string[] = [];

  for await (const batch of walk(root, { mode })) {
    for (let index = 0; index < batch.length; index++) exact.push(batch.exactPath(index));
    paths.push(...batch.paths);
  }
  const files = await readMany(exact);

  expect(Array.from(files, ({ bytes }) => bytes.toString()).toSorted()).toEqual(['found', 'too']);
  expect(paths.toSorted()).toEqual([join(root, 'ünïcödé'), `${root}/\ufffd\ufffd/inside`]);
});

test.each(readModes)('mode %s gives every path of many messages, whatever the letters of its neighbours', async (mode) => {
  const expected: string[] = [];
  for (let index = 0; index < 30; index++) {
    const below = `${index % 3 === 0 ? 'é' : 'e'}${'-'.repeat(180)}${index}`;
    mkdirSync(join(root, below));
    for (let file = 0; file < 100; file++) {
      const name = `${'x'.repeat(file * 2)}${file}${index % 5 === 0 && file % 7 === 0 ? '€' : ''}`;
      writeFileSync(join(root, below, name), '');
      expected.push(`${below}/${name}`);
    }
  }
  // A root of 800 characters before each makes it 3 MB.
  const long = `${root}/${'./'.repeat(400)}`;

  const paths = await walk(long, { mode }).paths();
  const entries: string[] = [];
  for await (const batch of walk(root, { mode, relative: true })) {
    entries.push(...batch.paths.map((path, index) => [path, batch.exactPath(index), batch.kind(index)].join()));
  }

  expect(paths.map((path) => path.slice(long.length)).toSorted()).toEqual(expected.toSorted());
  expect(paths.every((path) => path.startsWith(long))).toBe(true);
  expect(entries.toSorted()).toEqual(expected.map((path) => [path, path, 'file'].join()).toSorted());
});

test.each(readModes)('mode %s keeps to include, exclude, hidden and maxDepth', async (mode) => {
  plant(root, {
    src: { 'a.ts': '', 'b.js': '', deep: { 'c.ts': '' } },
    node_modules: { x: { 'd.ts': '' } },
    '.git': { 'e.ts': '' },
    'f.ts': '',
  });

  expect(await found(root, { mode, include: ['**/*.ts'], exclude: ['**/node_modules'], hidden: false })).toEqual([
    'file f.ts',
    'file src/a.ts',
    'file src/deep/c.ts',
  ]);
  expect(await found(root, { mode, include: ['src/*.{ts,js}', 'f.*'] })).toEqual(['file f.ts', 'file src/a.ts', 'file src/b.js']);
  expect(await found(root, { mode, maxDepth: 1, hidden: false })).toEqual(['directory node_modules', 'directory src', 'file f.ts']);
  expect(await found(root, { mode, kinds: ['directory'], exclude: ['*/*', '.*'] })).toEqual(['directory node_modules', 'directory src']);
});

test.each(readModes)('mode %s puts the root before each path, once', async (mode) => {
  plant(root, { a: 'x' });

  for (const [given, expected] of [
    [root, `${root}/a`],
    [`${root}/`, `${root}/a`],
    [new URL(`file://${root}`), `${root}/a`],
  ] as const) {
    expect(await walk(given, { mode }).paths()).toEqual([expected]);
  }
});

test.each(readModes)('mode %s fails for a root that is not there or no directory', async (mode) => {
  writeFileSync(join(root, 'file'), '');

  await expect(walk(join(root, 'absent'), { mode }).paths()).rejects.toMatchObject({
    code: 'NSI_IO_READ_FAILED',
    cause: { code: 'ENOENT' },
  });
  await expect(walk(join(root, 'file'), { mode, onError: () => {} }).paths()).rejects.toMatchObject({ cause: { code: 'ENOTDIR' } });
});

test('names directories that it may not read, and goes on or ends', () => {
  plant(root, { open: { a: '' }, closed: { b: '' } });
  chmodSync(join(root, 'closed'), 0);
  chmodSync(folder.path, 0o755);
  const script = `
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    const { walk } = await import(${JSON.stringify(new URL('./walk.ts', import.meta.url).href)});
    for (const mode of ['sync', 'async', 'worker']) {
      const errors = [];
      const paths = await walk(${JSON.stringify(root)}, { mode, relative: true, onError: ({ code }, path) => errors.push(code + path.slice(-7)) }).paths();
      const fault = await walk(${JSON.stringify(root)}, { mode }).paths().catch(({ code, cause }) => code + cause.code);
      console.log(paths.join(), errors.join(), fault);
    }
    await (await import(${JSON.stringify(new URL('../read/worker-thread.ts', import.meta.url).href)})).endFileWorker();`;

  const output = execFileSync(process.execPath, ['--conditions=@nsi/source', '--input-type=module', '-e', script], { encoding: 'utf8' });

  chmodSync(join(root, 'closed'), 0o755);
  expect(output.trim().split('\n')).toEqual(Array.from({ length: 3 }, () => 'open/a EACCES/closed NSI_IO_READ_FAILEDEACCES'));
});

test('streams a directory of 200,000 entries: memory stays bounded and the first batch comes early', async () => {
  const onMemory = existsSync('/dev/shm') ? mkdtempDisposableSync('/dev/shm/nsi-walk-') : undefined;
  const large = onMemory?.path ?? root;
  for (let index = 0; index < 200_000; index++) closeSync(openSync(`${large}/entry-${index}`, 'w'));
  try {
    for (const mode of readModes) {
      let count = 0;
      let batches = 0;
      let most = 0;
      for await (const batch of walk(large, { mode })) {
        count += batch.length;
        batches += 1;
        most = Math.max(most, batch.length);
      }

      expect(count).toBe(200_000);
      expect(most).toBeLessThanOrEqual(4096);
      expect(batches).toBeGreaterThanOrEqual(49);
    }
  } finally {
    onMemory?.remove();
  }
}, 60_000);

test.each(readModes)('mode %s gives everything back when its loop is left or its signal aborts', async (mode) => {
  plant(root, Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`folder-${index}`, { a: '' }])));
  const reason = new Error('enough');

  for await (const _ of walk(root, { mode })) break;
  await expect(walk(root, { mode, signal: AbortSignal.abort(reason) }).paths()).rejects.toBe(reason);
  const controller = new AbortController();
  const midway = (async () => {
    for await (const _ of walk(root, { mode, signal: controller.signal, kinds: everything })) controller.abort(reason);
  })();
  await expect(midway).rejects.toBe(reason);

  expect(filePermits()).toMatchObject({ taken: 0, waiting: 0 });
  expect(await walk(root, { mode }).paths()).toHaveLength(50);
});

test.each([
  ['', {}],
  ['x', { maxDepth: 0 }],
  ['x', { kinds: [] }],
  ['x', { include: ['/x'] }],
  ['x', { folowLinks: true }],
])('refuses %j with %j', (path, options) => {
  expect(() => walk(path, options as WalkOptions)).toThrow(expect.objectContaining({ code: 'NSI_IO_WALK_OPTION' }));
});
