import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { codeOfAsync, commandCall } from '@nsi/workbench/test';
import { run as advise } from './advise.ts';
import { run as pack } from './pack.ts';
import { run as unpack } from './unpack.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsi-pack-'));
const file = join(folder, 'series.raw');
const series = Float32Array.from({ length: 20_000 }, (_, index) => Math.sin(index / 900));
const defaults = { dtype: 'f32', codec: 'lz4', filter: 'auto', checksum: true, maxOutput: '4GiB' };

beforeEach(() => {
  for (const name of ['series.raw.nsi', 'restored']) rmSync(join(folder, name), { force: true });
  writeFileSync(file, series);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('packs a file beside itself, and restores it elsewhere', async () => {
  const packed = await pack(commandCall(folder, { arguments: { file: 'series.raw' }, options: defaults }));
  const restored = await unpack(
    commandCall(folder, { arguments: { file: 'series.raw.nsi' }, options: defaults, frame: { output: 'restored' } }),
  );

  expect(packed.data).toMatchObject({ input: file, output: `${file}.nsi`, inputBytes: 80_000, type: 'float32', codec: 'lz4' });
  expect(readFileSync(`${file}.nsi`)).toHaveLength((packed.data as { packedBytes: number }).packedBytes);
  expect(restored.data).toMatchObject({ output: join(folder, 'restored'), outputBytes: 80_000, length: 20_000, type: 'float32' });
  expect(readFileSync(join(folder, 'restored')).equals(readFileSync(file))).toBe(true);
});

test('keeps to codec, level and filter', async () => {
  const options = { ...defaults, codec: 'zstd', codecLevel: 1, filter: 'shuffle', checksum: false };

  const { data } = await pack(commandCall(folder, { arguments: { file: 'series.raw' }, options }));

  expect(data).toMatchObject({ codec: 'zstd', filter: 'shuffle' });
});

test('replaces no file unless it is told to', async () => {
  const call = (force: boolean) => commandCall(folder, { arguments: { file: 'series.raw' }, options: { ...defaults, force } });
  await pack(call(false));

  expect(await codeOfAsync(pack(call(false)))).toBe('NSI_MEMORY_FILE_EXISTS');
  expect(await codeOfAsync(pack(call(true)))).toBeUndefined();
});

test('refuses a file that claims more than the bound, a cut one and one of another kind', async () => {
  await pack(commandCall(folder, { arguments: { file: 'series.raw' }, options: defaults }));
  const call = (more: object) =>
    commandCall(folder, { arguments: { file: 'series.raw.nsi' }, options: { ...defaults, ...more }, frame: { output: 'restored' } });

  expect(await codeOfAsync(unpack(call({ maxOutput: '1KiB' })))).toBe('NSI_MEMORY_CODEC_TOO_LARGE');
  expect(await codeOfAsync(unpack(call({ maxOutput: 'lots' })))).toBe('NSI_MEMORY_CODEC_OPTION');
  writeFileSync(`${file}.nsi`, readFileSync(`${file}.nsi`).subarray(0, -5));
  expect(await codeOfAsync(unpack(call({})))).toBe('NSI_MEMORY_CODEC_TRUNCATED');
  writeFileSync(`${file}.nsi`, 'something else of sufficient length');
  expect(await codeOfAsync(unpack(call({})))).toBe('NSI_MEMORY_CODEC_FOREIGN');
  expect(await codeOfAsync(unpack(commandCall(folder, { arguments: { file: 'series.raw' }, options: defaults })))).toBe(
    'NSI_MEMORY_CODEC_OPTION',
  );
});

test('advises on a file, passing over its header, and marks the picks', async () => {
  writeFileSync(file, Buffer.concat([Buffer.alloc(13, 'header'), Buffer.from(series.buffer)]));

  const { data, text } = await advise(
    commandCall(folder, { arguments: { file: 'series.raw' }, options: { dtype: 'float32', shape: '200x100' } }),
  );

  expect(data).toMatchObject({ file, fileBytes: 80_013, skippedBytes: 13, type: 'float32', sampleBytes: 80_000 });
  expect(text).toMatch(/← .*aggressive/);
});

test('says what is wrong with a shape or a type', async () => {
  const call = (options: object) => commandCall(folder, { arguments: { file: 'series.raw' }, options });

  expect(await codeOfAsync(advise(call({ dtype: 'f32', shape: '2x' })))).toBe('NSI_MEMORY_CODEC_OPTION');
  expect(await codeOfAsync(advise(call({ dtype: 'f32', shape: '2000x2000' })))).toBe('NSI_MEMORY_CODEC_OPTION');
  expect(await codeOfAsync(advise(call({ dtype: 'c64' })))).toBe('NSI_MEMORY_CODEC_OPTION');
});
