import type { AmbiguousSamples, CallCounter, ProfileEvidence, ProfileFrame, ProfileReport, Wait } from '@nsi/core/report';
import { categoryOf } from '../src/tree/frame-category.ts';
import { profiledFunctions } from '../src/tree/profiled-functions.ts';
import { createTreeBuilder } from '../src/tree/tree-builder.ts';
import { createEvidence } from '../src/rules/create-evidence.ts';
import { shapeOf } from '../src/source/acorn.ts';
import type { SourceFiles } from '../src/source/source-files.ts';

/** A stack from the outside in, each frame as `name file:line`, and the samples of the innermost on that line. */
export type PlantedStack = readonly [stack: string, samples: number];

/** What evidence is to hold; everything left out is empty. */
export interface PlantedEvidence {
  /** `['main app.js:1 > gzipSync node:zlib:5', 30]`; frames without a file are `(idle)`, `(garbage collector)`, … */
  readonly stacks?: readonly PlantedStack[];
  /** Text of source lines by `file:line`. */
  readonly lines?: Readonly<Record<string, string>>;
  /** First and last lines of loops, by file. */
  readonly loops?: Readonly<Record<string, readonly (readonly [first: number, last: number])[]>>;
  /** Samples that one of several lines took: each line as `name file:line`, by the stack they stay with. */
  readonly ambiguous?: readonly { readonly frame: string; readonly samples: number; readonly lines: readonly string[] }[];
  readonly counters?: readonly (Partial<CallCounter> & { readonly name: string })[];
  readonly waits?: readonly (Partial<Wait> & Pick<Wait, 'kind' | 'peer'>)[];
  readonly summary?: Partial<ProfileReport['summary']>;
  readonly report?: Partial<ProfileReport>;
}

/** Evidence without a run: for the thresholds of a rule. */
export function evidenceOf({
  stacks = [],
  lines = {},
  loops = {},
  ambiguous = [],
  counters = [],
  waits = [],
  summary = {},
  report = {},
}: PlantedEvidence): ProfileEvidence {
  const builder = createTreeBuilder();
  const root = builder.child(-1, builder.frame({ name: '(root)', file: '', line: 0, column: 0, category: 'node' }));
  for (const [stack, samples] of stacks) {
    let row = root;
    let line = 0;
    for (const part of stack.split(' > ')) {
      const [, name = '', file = '', at = '0'] = /^(\S.*?)(?: (\S+):(\d+))?$/.exec(part) ?? [];
      line = Number(at);
      row = builder.child(row, builder.frame({ name, file, line, column: 1, category: categoryOf(name, file) }));
    }
    builder.add(row, line, samples);
  }
  const callTree = builder.finish();
  const busySampleCount = callTree.self.reduce(
    (sum, samples, row) => (builder.frames[callTree.frame[row] as number]?.category === 'idle' ? sum : sum + samples),
    0,
  );
  const profile = {
    frames: builder.frames,
    callTree,
    functions: profiledFunctions({
      callTree,
      ticks: builder.ticks,
      inlinedInto: new Map(),
      unresolved: new Map(),
      ambiguous: ambiguousOf(builder, ambiguous),
    }),
    counters: counters.map((counter) => ({
      count: 0,
      timedCount: 0,
      ns: 0,
      longestNs: 0,
      bytes: 0,
      places: [],
      startupCount: 0,
      ...counter,
    })),
    waits: waits.map((wait) => ({ count: 0, ns: 0, maxNs: 0, ...wait })),
    findings: [],
    ...report,
    summary: { wallNs: 1e9, cpuNs: 1e9, gcNs: 0, eventLoopUtilization: 1, busySampleCount, intervalNs: 1e6, ...summary },
  } as unknown as ProfileReport;
  // Lines that are not told are empty: what is told stands where it says.
  const text = (file: string): readonly string[] => {
    const all: string[] = [];
    for (const [place, line] of Object.entries(lines)) {
      const [of, at] = place.split(':');
      if (of === file) all[Number(at) - 1] = line;
    }
    return Array.from(all, (line) => line ?? '');
  };
  const sources: SourceFiles = {
    lines: text,
    line: (file, line) => lines[`${file}:${line}`] ?? '',
    unfolded: new Set(),
    hasCompiled: () => false,
    mentions: () => false,
    javaScript: (file) => text(file).join('\n'),
    shape: (file) => ({ ...shapeOf(''), loops: loops[file] ?? [] }),
  };
  return createEvidence({ profile, sources });
}

function ambiguousOf(
  { frames }: { readonly frames: readonly ProfileFrame[] },
  told: NonNullable<PlantedEvidence['ambiguous']>,
): ReadonlyMap<number, ReadonlyMap<number, AmbiguousSamples>> {
  return new Map(
    told.map(({ frame, samples, lines }) => [
      frames.findIndex(({ name }) => name === frame),
      new Map([
        [
          0,
          {
            samples,
            candidates: lines.map((line) => {
              const [, name = '', file = '', at = '0'] = /^(\S+) (\S+):(\d+)$/.exec(line) ?? [];
              return { file, line: Number(at), function: name };
            }),
          },
        ],
      ]),
    ]),
  );
}
