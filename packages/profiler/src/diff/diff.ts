import type { ProfileReport } from '@nsi/core/report';

/** What changed between two profiles. */
export interface ProfileDiff {
  /** What both runs did how often: the span they share, or the whole run. */
  readonly operation: { readonly name: string; readonly before: number; readonly after: number };
  /** Busy time of an operation. */
  readonly whole: FunctionChange;
  /** Functions, the largest change of self time first. */
  readonly functions: readonly FunctionChange[];
  /** Ids of findings that are gone, and that are new. */
  readonly solved: readonly string[];
  readonly appeared: readonly string[];
  /** Why the two may not be comparable, one sentence each. */
  readonly warnings: readonly string[];
}

/** How the time of one function changed. */
export interface FunctionChange {
  readonly name: string;
  readonly file: string;
  /** Self time of an operation, in nanoseconds. */
  readonly beforeNs: number;
  readonly afterNs: number;
  /** After by before; 1 is no change. */
  readonly ratio: number;
  /** Of `ratio`, at 99 %. */
  readonly interval: readonly [low: number, high: number];
  readonly verdict: 'regression' | 'improvement' | 'no change' | 'inconclusive';
}

/** Inside of these bounds nothing has changed that matters. */
const sameRatio = 1.05;
const z = 2.576;

/**
 * Compares two profiles of the same program. Samples are counts: the interval of a ratio is that of two Poisson rates, on the logarithm
 * (Rothman 2012, chapter 9); with few samples it is wide and the verdict inconclusive.
 */
export function diff(before: ProfileReport, after: ProfileReport): ProfileDiff {
  const operation = operationOf(before, after);
  const scale = [before.summary.intervalNs / operation.before, after.summary.intervalNs / operation.after] as const;
  const [left, right] = [selfOf(before), selfOf(after)];
  const functions = [...new Set([...left.keys(), ...right.keys()])].map((key) => {
    const [name = '', file = ''] = key.split('\n');
    return change(name, file, left.get(key) ?? 0, right.get(key) ?? 0, scale);
  });
  const ids = (report: ProfileReport): readonly string[] => report.findings.map(({ id }) => id);
  return {
    operation,
    whole: change('(all)', '', before.summary.busySampleCount ?? 0, after.summary.busySampleCount ?? 0, scale),
    functions: functions.toSorted((a, b) => Math.abs(b.afterNs - b.beforeNs) - Math.abs(a.afterNs - a.beforeNs)),
    solved: ids(before).filter((id) => !ids(after).includes(id)),
    appeared: ids(after).filter((id) => !ids(before).includes(id)),
    warnings: warningsOf(before, after, functions),
  };
}

function operationOf({ spans: left = [] }: ProfileReport, { spans: right = [] }: ProfileReport): ProfileDiff['operation'] {
  for (const { name, count } of left) {
    const other = right.find((span) => span.name === name);
    if (other && count > 0 && other.count > 0) return { name, before: count, after: other.count };
  }
  return { name: 'run', before: 1, after: 1 };
}

/** What makes two profiles hard to compare. */
function warningsOf(before: ProfileReport, after: ProfileReport, functions: readonly FunctionChange[]): readonly string[] {
  const [left, right] = [before.target, after.target];
  const own = functions.filter(({ file }) => file !== '' && !file.startsWith('node:'));
  const isShared = own.some(({ beforeNs, afterNs }) => beforeNs > 0 && afterNs > 0);
  const isOther = own.length > 0 && !isShared && `${left.kind} ${left.path}` !== `${right.kind} ${right.path}`;
  const differences = [
    ['Node.js', before.environment.node, after.environment.node],
    ['Processor', before.environment.cpuModel, after.environment.cpuModel],
    ['Mode', before.mode, after.mode],
  ].filter(([, one, other]) => one !== other && one !== 'unknown' && other !== 'unknown');
  return [
    ...(isOther ? [`These are profiles of two programs, \`${left.path}\` and \`${right.path}\`, with no function in common.`] : []),
    ...differences.map(([what, one, other]) => `${what} differs: ${one ?? 'unknown'} before, ${other ?? 'unknown'} after.`),
    ...(before.isComplete && after.isComplete ? [] : ['One of the two was cut short: its times are too low.']),
  ];
}

function selfOf({ frames, functions = [] }: ProfileReport): ReadonlyMap<string, number> {
  const samples = new Map<string, number>();
  for (const { frame, self } of functions) {
    const { name, file, category } = frames[frame] ?? { name: '', file: '', category: 'idle' };
    if (category === 'idle' || self === 0) continue;
    // A function that moved to another line is the same one.
    const key = `${name || '(anonymous)'}\n${file}`;
    samples.set(key, (samples.get(key) ?? 0) + self);
  }
  return samples;
}

function change(name: string, file: string, before: number, after: number, [left, right]: readonly [number, number]): FunctionChange {
  // Half a sample stands for none at all, so that a new function has a ratio too.
  const ratio = ((after || 0.5) * right) / ((before || 0.5) * left);
  const reach = Math.exp(z * Math.sqrt(1 / (before || 0.5) + 1 / (after || 0.5)));
  const interval = [ratio / reach, ratio * reach] as const;
  return { name, file, beforeNs: before * left, afterNs: after * right, ratio, interval, verdict: verdictOf(interval) };
}

function verdictOf([low, high]: readonly [number, number]): FunctionChange['verdict'] {
  if (low > 1) return 'regression';
  if (high < 1) return 'improvement';
  return low > 1 / sameRatio && high < sameRatio ? 'no change' : 'inconclusive';
}
