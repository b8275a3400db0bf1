import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstd } from '@nsi/memory';
import { beforeEach, expect, test, vi } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { seededBytes } from '../../test/seeded-bytes.ts';
import { treeOf, writeTree } from '../../test/tree-shape.ts';
import { run as copy } from './copy.ts';
import { run as pack } from './pack.ts';
import { run as probe } from './probe.ts';
import { run as unpack } from './unpack.ts';
import { run as verify } from './verify.ts';

const folder = scratchFolder();
const packing = { codec: 'zstd', frame: '8KiB', links: 'inside' };
const unpacking = { maxOutput: '16GiB', links: 'inside' };
const copying = { links: 'inside', reflink: 'auto', concurrency: 4 };

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  writeTree(join(folder, 'site'), { 'index.html': Buffer.from('<html>'), images: { a: seededBytes(20_000, 1), b: Buffer.alloc(20_000) } });
});

test('packs a folder beside it, verifies it, and restores it elsewhere', async () => {
  const packed = await pack(commandCall(folder, { arguments: { source: 'site' }, options: packing }));
  const verified = await verify(commandCall(folder, { arguments: { pack: 'site.pack' } }));
  const unpacked = await unpack(
    commandCall(folder, { arguments: { pack: 'site.pack' }, options: unpacking, frame: { output: 'restored' } }),
  );

  expect(packed.data).toMatchObject({ output: join(folder, 'site.pack'), codec: 'zstd', entries: 4, contentBytes: 40_006 });
  expect(packed.text).toContain('4 entries, 39.1 KiB in ');
  expect(verified).toMatchObject({ exitCode: 0, data: { isIntact: true, files: 3, problems: [] } });
  expect(unpacked.data).toMatchObject({ output: join(folder, 'restored'), files: 3, folders: 1, bytes: 40_006 });
  expect(treeOf(join(folder, 'restored'))).toEqual(treeOf(join(folder, 'site')));
});

test('packs a single file', async () => {
  const options = { ...packing, codec: 'lz4', codecLevel: 1 };
  await pack(commandCall(folder, { arguments: { source: 'site/images/a' }, options, frame: { output: 'a.lz4' } }));
  await unpack(commandCall(folder, { arguments: { pack: 'a.lz4' }, options: unpacking, frame: { output: 'out' } }));

  expect(treeOf(join(folder, 'out'))).toEqual({ a: seededBytes(20_000, 1) });
});

test('replaces nothing unless it is told to', async () => {
  const packCall = (force: boolean) => commandCall(folder, { arguments: { source: 'site' }, options: { ...packing, force } });
  const unpackCall = (force: boolean) => commandCall(folder, { arguments: { pack: 'site.pack' }, options: { ...unpacking, force } });
  await pack(packCall(false));
  writeFileSync(join(folder, 'site', 'index.html'), 'changed');

  expect(await codeOfAsync(pack(packCall(false)))).toBe('NSI_IO_FILE_EXISTS');
  expect(await codeOfAsync(unpack(unpackCall(false)))).toBe('NSI_IO_FILE_EXISTS');
  expect(readFileSync(join(folder, 'site', 'index.html'), 'utf8')).toBe('changed');
  await unpack(unpackCall(true));
  expect(readFileSync(join(folder, 'site', 'index.html'), 'utf8')).toBe('<html>');
  await pack(packCall(true));
});

test('names what is damaged, and exits with 1', async () => {
  await pack(commandCall(folder, { arguments: { source: 'site' }, options: packing }));
  const bytes = readFileSync(join(folder, 'site.pack'));
  bytes[100] = (bytes[100] as number) ^ 0xff;
  writeFileSync(join(folder, 'site.pack'), bytes);

  const { exitCode, data, text } = await verify(commandCall(folder, { arguments: { pack: 'site.pack' } }));

  expect(exitCode).toBe(1);
  expect(data).toMatchObject({ isIntact: false, files: 3 });
  expect(text).toContain('frame 0: ');
});

test('verifies frames of other tools', async () => {
  writeFileSync(join(folder, 'many.zst'), Buffer.concat([zstd.encode(Buffer.from('one')), zstd.encode(Buffer.from('two'))]));

  const { data } = await verify(commandCall(folder, { arguments: { pack: 'many.zst' } }));

  expect(data).toMatchObject({ isIntact: true, frames: 2, files: 0, contentBytes: 6 });
});

test('says what is wrong with what it was given', async () => {
  writeFileSync(join(folder, 'text.pack'), 'some text, and not a pack');
  const call = (name: string, more: object = {}) => commandCall(folder, { arguments: { pack: name }, options: { ...unpacking, ...more } });

  expect(await codeOfAsync(unpack(call('text.pack')))).toBe('NSI_IO_PACK_FOREIGN');
  expect(await codeOfAsync(unpack(call('site.zip')))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(unpack(call('text.pack', { maxOutput: 'lots' })))).toBe('NSI_IO_PACK_OPTION');
  expect(await codeOfAsync(pack(commandCall(folder, { arguments: { source: 'none' }, options: packing })))).toBe('ENOENT');
});

test('copies a folder and says what it made', async () => {
  const { data, text } = await copy(commandCall(folder, { arguments: { source: 'site', target: 'deep/copy' }, options: copying }));

  expect(data).toMatchObject({ target: join(folder, 'deep', 'copy'), files: 3, folders: 2, bytes: 40_006 });
  expect(text).toContain('3 files, 2 folders, 39.1 KiB');
  expect(treeOf(join(folder, 'deep', 'copy'))).toEqual(treeOf(join(folder, 'site')));
});

test('probes a folder, draws its table, and keeps the section it suggests', async () => {
  writeFileSync(join(folder, 'nsi.config.json'), '{ "level": "balanced" }');
  const options = { seconds: 0.3, maxBytes: '4MiB', writeConfig: true };

  const { data, text } = await probe(commandCall(folder, { arguments: { folder: '.' }, options }));

  const { section } = data as { readonly section: object };
  expect(JSON.parse(readFileSync(join(folder, 'nsi.config.json'), 'utf8'))).toEqual({ level: 'balanced', io: section });
  expect(data).toMatchObject({ configFile: join(folder, 'nsi.config.json') });
  expect(text).toMatch(/4 KiB made durable +[\d.]+ ms +[\d.]+ ms – [\d.]+ ms +\d+/);
  expect(readdirSync(folder).toSorted()).toEqual(['nsi.config.json', 'site']);
});

const cli = join(import.meta.dirname, '..', 'cli.ts');

/** Runs the program and interrupts it when `isReady` says so. */
async function interrupt(words: readonly string[], isReady: (words: string) => boolean): Promise<number | null> {
  const child = spawn(process.execPath, ['--conditions=@nsi/source', cli, ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  await vi.waitUntil(() => isReady(said) || child.exitCode !== null, { interval: 2, timeout: 20_000 });
  child.kill('SIGINT');
  return closed;
}

const hasTemporary = (): boolean => readdirSync(folder).some((name) => name.startsWith('.nsi-'));

test('an interrupted probe, pack and copy exit with 130 and leave nothing', async () => {
  mkdirSync(join(folder, 'large'));
  for (let index = 0; index < 30; index++) writeFileSync(join(folder, 'large', `f${index}`), seededBytes(2 ** 21, index));

  const codes = [
    await interrupt(['probe', '.', '--seconds', '100'], (said) => said.includes('probing')),
    await interrupt(['pack', 'large', '--codec-level', '19'], hasTemporary),
    await interrupt(['copy', 'large', 'copied', '--reflink', 'never'], hasTemporary),
  ];

  expect(codes.slice(0, 2)).toEqual([130, 130]);
  // A copy may be done before the signal arrives.
  expect(codes[2] === 130 ? existsSync(join(folder, 'copied')) : codes[2]).toBe(codes[2] === 130 ? false : 0);
  expect(
    readdirSync(folder)
      .toSorted()
      .filter((name) => name !== 'copied'),
  ).toEqual(['large', 'site']);
});
