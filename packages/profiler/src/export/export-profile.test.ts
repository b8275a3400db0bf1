import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import type { RawCpuProfile } from '../collector/raw-profile.ts';
import { reportOfCpuProfile } from '../report/foreign-profile.ts';
import { exportProfile } from './export-profile.ts';
import { exportFormatNames } from './format-names.ts';
import type { SpeedscopeFile } from './speedscope.ts';

const hostile = '</script><img src=x onerror=alert(1)>;`|\n';
const { profile } = evidenceOf({
  stacks: [
    ['main /app/a.js:3', 5],
    ['main /app/a.js:3 > inner /app/b.js:7', 30],
    ['(idle)', 100],
    ['(garbage collector)', 4],
  ],
  report: {
    $schema: 'x',
    createdAt: '2026-01-01T00:00:00.000Z',
    tool: { name: '@nsi/profiler', version: '0.1.0' },
    target: { kind: 'script', path: 'a.js', args: [hostile] },
    environment: {
      node: 'v24.0.0',
      v8: '',
      os: 'Linux',
      arch: 'x64',
      cpuModel: '',
      cores: 2,
      memoryBytes: 1,
      loadAverage: [0, 0, 0],
      flags: [],
    },
  },
  summary: { verdict: 'Mostly computing.', sampleCount: 139, overheadRatio: 0.03, exit: { code: 0, signal: null }, gcNs: 4e6 },
});

test('a cpuprofile read again gives the same functions and samples', () => {
  const cpu = JSON.parse(String(exportProfile(profile, 'cpuprofile'))) as RawCpuProfile;
  const again = reportOfCpuProfile(cpu, 'a.cpuprofile');

  const counts = ({ functions = [], frames }: typeof again) =>
    Object.fromEntries(functions.filter(({ self }) => self > 0).map(({ frame, self, total }) => [frames[frame]!.name, [self, total]]));
  expect(counts(again)).toEqual(counts(profile));
  expect(again.summary.busySampleCount).toBe(39);
  expect(cpu.samples).toHaveLength(139);
});

test('speedscope gets every busy stack with its time, outermost first', () => {
  const file = JSON.parse(String(exportProfile(profile, 'speedscope'))) as SpeedscopeFile;
  const stacks = file.profiles[0]!.samples.map((stack) => stack.map((index) => file.shared.frames[index]!.name).join(';'));

  expect(Object.fromEntries(stacks.map((stack, index) => [stack, file.profiles[0]!.weights[index]]))).toEqual({
    main: 5e6,
    'main;inner': 30e6,
    '(garbage collector)': 4e6,
  });
  expect(file.profiles[0]!.endValue).toBe(39e6);
});

test('collapsed stacks are one line each', () => {
  expect(exportProfile(profile, 'collapsed')).toBe(
    'main (/app/a.js:3) 5\nmain (/app/a.js:3);inner (/app/b.js:7) 30\n(garbage collector) 4\n',
  );
});

test('pprof holds the samples, innermost frame first, and the strings they name', () => {
  const bytes = gunzipSync(exportProfile(profile, 'pprof'));
  const { strings, samples } = readPprof(bytes);

  expect(strings).toEqual(expect.arrayContaining(['samples', 'cpu', 'nanoseconds', 'main', 'inner', '/app/b.js']));
  expect(samples.map(([, [count, ns]]) => [count, ns])).toEqual([
    [5, 5e6],
    [30, 30e6],
    [4, 4e6],
  ]);
  expect(samples[1]![0]).toHaveLength(2);
});

test('markdown lets no name become markup', () => {
  const text = String(exportProfile(profile, 'markdown'));

  expect(text).toContain('| 77 % | 77 % | `inner` |');
  expect(text).not.toMatch(/^<|\n<img/);
});

test('another format is an error that lists those there are', () => {
  expect(() => exportProfile(profile, 'svg' as never)).toThrow(exportFormatNames.join(', '));
});

/** The fields of profile.proto that the test asks about. */
function readPprof(bytes: Uint8Array): { strings: string[]; samples: [stack: number[], values: number[]][] } {
  const strings: string[] = [];
  const samples: [number[], number[]][] = [];
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 6) strings.push(Buffer.from(value as Uint8Array).toString());
    if (field === 2) {
      const parts = new Map(fieldsOf(value as Uint8Array));
      samples.push([numbersOf(parts.get(1) as Uint8Array), numbersOf(parts.get(2) as Uint8Array)]);
    }
  }
  return { strings, samples };
}

function fieldsOf(bytes: Uint8Array): [number, number | Uint8Array][] {
  const fields: [number, number | Uint8Array][] = [];
  for (let at = 0; at < bytes.length;) {
    const [key, afterKey] = numberAt(bytes, at);
    const [value, after] = numberAt(bytes, afterKey);
    if (key % 8 === 0) fields.push([Math.floor(key / 8), value]);
    else fields.push([Math.floor(key / 8), bytes.subarray(after, after + value)]);
    at = key % 8 === 0 ? after : after + value;
  }
  return fields;
}

function numbersOf(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const [value, after] = numberAt(bytes, at);
    numbers.push(value);
    at = after;
  }
  return numbers;
}

function numberAt(bytes: Uint8Array, from: number): [value: number, after: number] {
  let [value, scale, at] = [0, 1, from];
  for (; bytes[at]! >= 128; at++, scale *= 128) value += (bytes[at]! - 128) * scale;
  return [value + bytes[at]! * scale, at + 1];
}
