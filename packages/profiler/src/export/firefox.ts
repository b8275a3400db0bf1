import type { FrameCategory, ProfileFrame, ProfileReport } from '@nsi/core/report';
import { threadRows, type ThreadRows } from './thread-rows.ts';

const categories: readonly { readonly name: string; readonly color: string; readonly of: readonly FrameCategory[] }[] = [
  { name: 'Idle', color: 'transparent', of: ['idle'] },
  { name: 'Other', color: 'grey', of: ['native'] },
  { name: 'Program', color: 'yellow', of: ['app'] },
  { name: 'Dependency', color: 'orange', of: ['dependency'] },
  { name: 'Node.js', color: 'green', of: ['node'] },
  { name: 'GC / CC', color: 'brown', of: ['gc'] },
];

/**
 * The processed format of the Firefox Profiler, in a version that every later one upgrades. Samples of a stack stand together: when they were
 * taken is not kept.
 */
export function toFirefox(report: ProfileReport): Readonly<Record<string, unknown>> {
  const { summary, createdAt, target, environment } = report;
  return {
    meta: {
      interval: summary.intervalNs / 1e6,
      startTime: Date.parse(createdAt),
      processType: 0,
      product: [target.path, ...target.args].join(' '),
      stackwalk: 1,
      version: 27,
      preprocessedProfileVersion: 47,
      symbolicationNotSupported: true,
      categories: categories.map(({ name, color }) => ({ name, color, subcategories: ['Other'] })),
      markerSchema: [],
      platform: environment.os,
      oscpu: `${environment.os} ${environment.arch}`,
      CPUName: environment.cpuModel,
      logicalCPUs: environment.cores,
      mainMemory: environment.memoryBytes,
      sampleUnits: { time: 'ms', eventDelay: 'ms', threadCPUDelta: 'ns' },
      keepProfileThreadOrder: true,
    },
    libs: [],
    threads: threadRows(report).map((thread) => threadOf(report, thread)),
  };
}

function threadOf(
  { frames, callTree: { parent, frame, self }, summary, threads = [], target }: ProfileReport,
  { name, pid, threadId, root, rows }: ThreadRows,
): unknown {
  const strings = new Map<string, number>();
  const text = (value: string): number => {
    const known = strings.get(value);
    if (known !== undefined) return known;
    strings.set(value, strings.size);
    return strings.size - 1;
  };
  const funcOf = new Map<number, number>();
  const used: number[] = [];
  const stackOf = new Map<number, number>();
  const stacks: { readonly frame: number; readonly prefix: number | null }[] = [];
  for (const row of rows) {
    if (row === root) continue;
    const own = frame[row] as number;
    if (!funcOf.has(own)) funcOf.set(own, used.push(own) - 1);
    stackOf.set(row, stacks.push({ frame: funcOf.get(own) as number, prefix: stackOf.get(parent[row] as number) ?? null }) - 1);
  }
  const usedFrames = used.map((index) => frames[index] as ProfileFrame);
  const category = usedFrames.map((own) => categories.findIndex(({ of }) => of.includes(own.category)));
  const samples = rows.flatMap((row) => Array<number | null>(self[row] as number).fill(stackOf.get(row) ?? null));
  const isIdle = (stack: number | null): boolean =>
    stack !== null && categories[category[stacks[stack]?.frame ?? -1] ?? -1]?.name === 'Idle';
  const none = <Value>(value: Value): Value[] => usedFrames.map(() => value);
  const intervalMs = summary.intervalNs / 1e6;
  return {
    processType: 'default',
    processStartupTime: 0,
    processShutdownTime: null,
    registerTime: 0,
    unregisterTime: null,
    pausedRanges: [],
    name: threadId === 0 ? 'GeckoMain' : name,
    processName: threads.find((thread) => thread.pid === pid && thread.threadId === 0)?.name || target.path,
    isMainThread: threadId === 0,
    pid: String(pid),
    tid: threadId,
    samples: {
      weightType: 'samples',
      weight: null,
      stack: samples,
      time: samples.map((_, index) => index * intervalMs),
      threadCPUDelta: samples.map((stack) => (isIdle(stack) ? 0 : summary.intervalNs)),
      length: samples.length,
    },
    markers: { data: [], name: [], startTime: [], endTime: [], phase: [], category: [], length: 0 },
    stackTable: {
      frame: stacks.map((stack) => stack.frame),
      prefix: stacks.map(({ prefix }) => prefix),
      category: stacks.map((stack) => category[stack.frame]),
      subcategory: stacks.map(() => 0),
      length: stacks.length,
    },
    frameTable: {
      address: none(-1),
      inlineDepth: none(0),
      category,
      subcategory: none(0),
      func: usedFrames.map((_, index) => index),
      nativeSymbol: none(null),
      innerWindowID: none(0),
      implementation: none(null),
      line: usedFrames.map(({ line }) => line || null),
      column: usedFrames.map(({ column }) => column || null),
      length: usedFrames.length,
    },
    funcTable: {
      isJS: usedFrames.map(({ file }) => file !== ''),
      relevantForJS: none(false),
      name: usedFrames.map((own) => text(own.name || '(anonymous)')),
      resource: none(-1),
      fileName: usedFrames.map(({ file }) => (file === '' ? null : text(file))),
      lineNumber: usedFrames.map(({ line }) => line || null),
      columnNumber: usedFrames.map(({ column }) => column || null),
      length: usedFrames.length,
    },
    resourceTable: { lib: [], name: [], host: [], type: [], length: 0 },
    nativeSymbols: { libIndex: [], address: [], name: [], functionSize: [], length: 0 },
    stringArray: [...strings.keys()],
  };
}
