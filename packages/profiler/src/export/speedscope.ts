import type { ProfileFrame, ProfileReport } from '@nsi/core/report';
import { threadRows } from './thread-rows.ts';

/** The parts of speedscope's file format that are written. */
export interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly name: string;
  readonly exporter: string;
  readonly activeProfileIndex: 0;
  readonly shared: {
    readonly frames: readonly { readonly name: string; readonly file?: string; readonly line?: number; readonly col?: number }[];
  };
  readonly profiles: readonly {
    readonly type: 'sampled';
    readonly name: string;
    readonly unit: 'nanoseconds';
    readonly startValue: 0;
    readonly endValue: number;
    readonly samples: readonly (readonly number[])[];
    readonly weights: readonly number[];
  }[];
}

/** A profile a thread, idle samples left out. */
export function toSpeedscope(report: ProfileReport): SpeedscopeFile {
  const {
    frames,
    callTree: { parent, frame, self },
    summary,
    target,
    tool,
  } = report;
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name: [target.path, ...target.args].join(' '),
    exporter: `${tool.name}@${tool.version}`,
    activeProfileIndex: 0,
    shared: {
      frames: frames.map(({ name, file, line, column }) => ({
        name: name || '(anonymous)',
        ...(file === '' ? {} : { file }),
        ...(line > 0 ? { line, col: column } : {}),
      })),
    },
    profiles: threadRows(report).map(({ name, root, rows }) => {
      const busy = rows.filter((row) => (self[row] as number) > 0 && (frames[frame[row] as number] as ProfileFrame).category !== 'idle');
      const weights = busy.map((row) => (self[row] as number) * summary.intervalNs);
      return {
        type: 'sampled',
        name,
        unit: 'nanoseconds',
        startValue: 0,
        endValue: weights.reduce((sum, weight) => sum + weight, 0),
        samples: busy.map((row) => stackOf(row, root)),
        weights,
      };
    }),
  };

  function stackOf(row: number, root: number): readonly number[] {
    const stack: number[] = [];
    for (let at = row; at !== root && at >= 0; at = parent[at] as number) stack.push(frame[at] as number);
    return stack.toReversed();
  }
}
