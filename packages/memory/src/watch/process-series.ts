/** One reading of a watched process. Times in milliseconds since the epoch, sizes in bytes; collections are totals since its start. */
export interface WatchSample {
  readonly timeMs: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly minorCount: number;
  readonly majorCount: number;
  readonly collectionMs: number;
  /** Heap in use after the last major collection; 0 before the first. */
  readonly heapAfterMajor: number;
}

/** What a watched process says of itself. */
export interface WatchedProcess {
  readonly pid: number;
  readonly threadId: number;
  readonly parentPid: number;
  readonly heapLimitBytes: number;
  readonly nodeVersion: string;
  readonly name: string;
}

/** All readings of one process or thread, of bounded length. */
export interface ProcessSeries {
  readonly process: WatchedProcess;
  /** In order of time. Thinned out when there are many: of two neighbours the one with more memory stays. */
  readonly samples: readonly WatchSample[];
  readonly peakRssBytes: number;
  readonly peakHeapBytes: number;
  /** Heap after each major collection that a sample saw. */
  readonly heapAfterMajors: readonly number[];
}

/** A series that grows by lines of the collector. A line that is not what it should be is left out: the program can write to the file too. */
export interface SeriesBuilder {
  add(line: string): void;
  /** `undefined` until the process has told its name. */
  readonly series: ProcessSeries | undefined;
}

const maxSamples = 4096;

export function createSeriesBuilder(): SeriesBuilder {
  let process: WatchedProcess | undefined;
  let samples: WatchSample[] = [];
  const heapAfterMajors: number[] = [];
  let [peakRssBytes, peakHeapBytes, lastMajor] = [0, 0, 0];
  return {
    add(line) {
      const fields = parseFields(line);
      if (!process) {
        process = fields && parseProcess(fields);
        return;
      }
      const sample = fields && parseSample(fields);
      if (!sample || sample.timeMs < (samples.at(-1)?.timeMs ?? 0)) return;
      samples.push(sample);
      peakRssBytes = Math.max(peakRssBytes, sample.rss);
      peakHeapBytes = Math.max(peakHeapBytes, sample.heapUsed);
      if (sample.majorCount > lastMajor && sample.heapAfterMajor > 0 && heapAfterMajors.length < maxSamples)
        heapAfterMajors.push(sample.heapAfterMajor);
      lastMajor = sample.majorCount;
      if (samples.length === maxSamples) samples = thinned(samples);
    },
    get series() {
      return process && { process, samples, peakRssBytes, peakHeapBytes, heapAfterMajors };
    },
  };
}

function thinned(samples: readonly WatchSample[]): WatchSample[] {
  return samples.flatMap((sample, index) => {
    if (index % 2 === 1) return [];
    const next = samples[index + 1];
    return [next && next.rss > sample.rss ? next : sample];
  });
}

function parseFields(line: string): readonly unknown[] | undefined {
  try {
    const fields = JSON.parse(line) as unknown;
    return Array.isArray(fields) ? fields : undefined;
  } catch {
    return undefined;
  }
}

function parseProcess(fields: readonly unknown[]): WatchedProcess | undefined {
  const [pid, threadId, parentPid, heapLimitBytes, nodeVersion, name] = fields;
  if (![pid, threadId, parentPid, heapLimitBytes].every(isCount) || typeof nodeVersion !== 'string' || typeof name !== 'string')
    return undefined;
  return { pid, threadId, parentPid, heapLimitBytes, nodeVersion: nodeVersion.slice(0, 40), name: name.slice(-200) } as WatchedProcess;
}

function parseSample(fields: readonly unknown[]): WatchSample | undefined {
  if (fields.length !== 9 || !fields.every(isCount)) return undefined;
  const [timeMs, rss, heapUsed, external, arrayBuffers, minorCount, majorCount, collectionMs, heapAfterMajor] = fields;
  return { timeMs, rss, heapUsed, external, arrayBuffers, minorCount, majorCount, collectionMs, heapAfterMajor } as WatchSample;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
