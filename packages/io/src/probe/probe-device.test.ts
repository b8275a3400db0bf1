import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { codeOfAsync } from '@nsi/workbench/test';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { hasSmallDisks, runOnSmallDisk } from '../../test/small-disk.ts';
import { ioLevels, ioOptionsSchema } from '../options.ts';
import { largestWorthwhile, sizeText, smallestGood } from './choose-settings.ts';
import type { DeviceRate } from './device-measures.ts';
import { figureOf, percentileOf } from './figure.ts';
import { probeDevice } from './probe-device.ts';

const folder = scratchFolder();

test('measures a device, suggests a section that the room takes, and leaves nothing', async () => {
  const told: number[] = [];

  const probe = await probeDevice(folder, { maxMs: 600, maxBytes: '8MiB', onProgress: ({ share }) => told.push(share) });

  expect(probe.fileBytes).toBeLessThanOrEqual(8 * 2 ** 20);
  for (const rates of [probe.read, probe.write, probe.random, probe.blocks]) {
    for (const { bytesPerSecond: figure } of rates) {
      expect(figure.low).toBeGreaterThan(0);
      expect(figure.low).toBeLessThanOrEqual(figure.median);
      expect(figure.median).toBeLessThanOrEqual(figure.high);
    }
  }
  expect(probe.sync.latencyMs.sampleCount).toBeGreaterThan(0);
  const { read, write, cache } = ioLevels.balanced;
  const section = {
    read: { ...read, ...probe.section.read },
    write: { ...write, ...probe.section.write },
    cache: { ...cache, ...probe.section.cache },
  };
  expect(() => v.parse(ioOptionsSchema, section)).not.toThrow();
  expect(told.length).toBeGreaterThan(10);
  expect(readdirSync(folder)).toEqual([]);
});

test('an abort leaves nothing', async () => {
  const abortion = new AbortController();

  const code = await codeOfAsync(probeDevice(folder, { maxMs: 60_000, signal: abortion.signal, onProgress: () => abortion.abort() }));

  expect(code).toBe(20);
  expect(readdirSync(folder)).toEqual([]);
});

test.runIf(hasSmallDisks)('takes no more than a quarter of what is free', () => {
  const outcome = runOnSmallDisk(
    16_384,
    `
    import { readdirSync } from 'node:fs';
    import { probeDevice } from '../src/probe/probe-device.ts';
    const { fileBytes } = await probeDevice(disk, { maxMs: 300 });
    console.log(JSON.stringify({ fileBytes, left: readdirSync(disk) }));
  `,
  ) as { readonly fileBytes: number; readonly left: readonly string[] };

  expect(outcome.left).toEqual([]);
  expect(outcome.fileBytes).toBeLessThanOrEqual(4 * 2 ** 20);
});

test('refuses what is no folder, and options it cannot use', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');

  expect(await codeOfAsync(probeDevice(file))).toBe('NSI_IO_PROBE_OPTION');
  expect(await codeOfAsync(probeDevice(join(folder, 'none')))).toBe('ENOENT');
  for (const options of [{ maxMs: 1 }, { maxBytes: '1KiB' }, { maxByte: 1 }]) {
    expect(await codeOfAsync(probeDevice(folder, options as object))).toBe('NSI_IO_PROBE_OPTION');
  }
  expect(existsSync(file)).toBe(true);
});

const rate = (blockBytes: number, median: number, concurrency = 1): DeviceRate => ({
  blockBytes,
  concurrency,
  bytesPerSecond: { median, low: median, high: median, sampleCount: 1 },
});

test('takes what needs least of what comes close to the best', () => {
  expect(smallestGood([rate(64, 50), rate(256, 91), rate(1024, 100)]).blockBytes).toBe(256);
  expect(smallestGood([rate(64, 95), rate(256, 91), rate(1024, 100)]).blockBytes).toBe(64);
});

test('takes the largest block that does not halve the number of reads', () => {
  expect(largestWorthwhile([rate(4096, 4096 * 100), rate(16_384, 16_384 * 80), rate(65_536, 65_536 * 49)]).blockBytes).toBe(16_384);
});

test('writes sizes as a person would', () => {
  expect([sizeText(4096), sizeText(262_144), sizeText(2 ** 22)]).toEqual(['4KiB', '256KiB', '4MiB']);
});

test('a figure lies between its samples, and its interval holds the median', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 200 }), (samples) => {
      const { low, median, high } = figureOf(samples);

      expect(low <= median && median <= high).toBe(true);
      expect(low).toBeGreaterThanOrEqual(Math.min(...samples));
      expect(high).toBeLessThanOrEqual(Math.max(...samples));
      expect(percentileOf(samples, 1)).toBe(Math.max(...samples));
    }),
  );
});
