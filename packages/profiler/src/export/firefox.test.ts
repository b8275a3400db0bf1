import type { ProfileReport } from '@nsi/core/report';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceOf } from '../../test/evidence.ts';
import { openWithFirefox } from '../../test/open-with-firefox.ts';
import { exportProfile } from './export-profile.ts';

const environment = {
  node: 'v24.0.0',
  v8: '',
  os: 'Linux 6.1',
  arch: 'x64',
  cpuModel: 'EPYC',
  cores: 2,
  memoryBytes: 2 ** 30,
  loadAverage: [0, 0, 0] as const,
  flags: [],
};

function profileOf(stacks: readonly (readonly [stack: string, samples: number])[]): ProfileReport {
  const target = { kind: 'script', path: 'a.js', args: ['--name', '</script>'] } as const;
  return evidenceOf({ stacks, report: { createdAt: '2026-01-01T00:00:00.000Z', target, environment } }).profile;
}

interface Table {
  readonly length: number;
  readonly [column: string]: number | readonly (number | string | boolean | null)[];
}

interface FirefoxFile {
  readonly meta: { readonly version: number; readonly preprocessedProfileVersion: number; readonly categories: readonly unknown[] };
  readonly threads: readonly {
    readonly samples: Table;
    readonly stackTable: Table;
    readonly frameTable: Table;
    readonly funcTable: Table;
    readonly resourceTable: Table;
    readonly nativeSymbols: Table;
    readonly markers: Table;
    readonly stringArray: readonly string[];
  }[];
}

test('the Firefox Profiler opens it and counts the same samples in the same functions', { timeout: 60_000 }, async () => {
  const profile = profileOf([
    ['main /app/a.js:3', 5],
    ['main /app/a.js:3 > inner /app/b.js:7', 30],
    ['(idle)', 100],
    ['(garbage collector)', 4],
  ]);

  await using opened = await openWithFirefox(String(exportProfile(profile, 'firefox')));
  const meta = await opened.ask('profile', 'meta');
  const samples = (await opened.ask('thread', 'samples')) as {
    readonly topFunctionsBySelf: readonly { readonly name: string; readonly selfSamples: number; readonly totalSamples: number }[];
    readonly categoryBreakdown: { readonly categories: readonly { readonly name: string; readonly samples: number }[] };
  };
  const threads = (await opened.ask('thread', 'list')) as { readonly threads: readonly { readonly cpuMs: number }[] };

  expect(meta).toMatchObject({ product: 'a.js --name </script>', interval: 1, cpuName: 'EPYC', logicalCPUs: 2 });
  const counts = samples.topFunctionsBySelf.map(({ name, selfSamples, totalSamples }) => [name, [selfSamples, totalSamples]]);
  expect(Object.fromEntries(counts)).toMatchObject({ inner: [30, 30], main: [5, 35], '(garbage collector)': [4, 4] });
  expect(samples.categoryBreakdown.categories.map(({ name, samples: own }) => [name, own])).toEqual([
    ['Program', 35],
    ['GC / CC', 4],
  ]);
  // The first sample ends no interval.
  expect(threads.threads[0]?.cpuMs).toBe(38);
});

test('every table has columns of one length, every index lies in its table, and a caller stands before what it calls', () => {
  const name = fc.constantFrom('a', 'b', '(garbage collector)', '');
  const frame = fc
    .tuple(name, fc.constantFrom('', ' /app/a.js:3', ' node:fs:9'))
    .map(([own, at]) => `${own || 'x'}${own.startsWith('(') ? '' : at}`);
  const stack = fc.array(frame, { minLength: 1, maxLength: 6 }).map((frames) => frames.join(' > '));
  const stacks = fc.uniqueArray(fc.tuple(stack, fc.integer({ min: 1, max: 20 })), { selector: ([own]) => own, minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(stacks, (own) => {
      const { meta, threads } = JSON.parse(String(exportProfile(profileOf(own), 'firefox'))) as FirefoxFile;
      for (const { samples, stackTable, frameTable, funcTable, stringArray, ...empty } of threads) {
        for (const table of [samples, stackTable, frameTable, funcTable, empty.markers, empty.resourceTable, empty.nativeSymbols]) {
          for (const column of Object.values(table).filter(Array.isArray)) expect(column).toHaveLength(table.length);
        }
        expectWithin(samples['stack'], stackTable.length);
        expectWithin(stackTable['frame'], frameTable.length);
        expectWithin(stackTable['category'], meta.categories.length);
        expectWithin(frameTable['func'], funcTable.length);
        expectWithin(frameTable['category'], meta.categories.length);
        expectWithin(funcTable['name'], stringArray.length);
        expectWithin(funcTable['fileName'], stringArray.length);
        for (const [index, prefix] of (stackTable['prefix'] as readonly (number | null)[]).entries())
          expect(prefix ?? -1).toBeLessThan(index);
        expect(new Set(stringArray).size).toBe(stringArray.length);
        expect(samples.length).toBe(own.reduce((sum, [, count]) => sum + count, 0));
      }
    }),
    { numRuns: 50 },
  );
});

function expectWithin(column: unknown, length: number): void {
  const outside = (column as readonly (number | null)[]).filter(
    (index) => index !== null && !(Number.isInteger(index) && index >= 0 && index < length),
  );
  expect(outside).toEqual([]);
}
