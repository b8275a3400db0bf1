import type { ProfileFrame, ProfileReport } from '@nsi/core/report';
import type { RawCpuProfile } from '../collector/raw-profile.ts';
import { urlOf } from './url-of.ts';

/** V8's own format. Samples of a row stand together: when they were taken is not kept. */
export function toCpuProfile({ frames, callTree: { parent, frame, self }, summary }: ProfileReport): RawCpuProfile {
  const children = parent.map((): number[] => []);
  for (const [row, above] of parent.entries()) children[above]?.push(row + 1);
  const scripts = new Map<string, string>();
  const scriptOf = (file: string): string => {
    if (!scripts.has(file)) scripts.set(file, String(scripts.size));
    return scripts.get(file) as string;
  };
  const nodes = frame.map((own, row) => {
    const { name, file, line, column } = frames[own] as ProfileFrame;
    return {
      id: row + 1,
      callFrame: { functionName: name, scriptId: scriptOf(file), url: urlOf(file), lineNumber: line - 1, columnNumber: column - 1 },
      hitCount: self[row] as number,
      children: children[row] ?? [],
    };
  });
  const samples = self.flatMap((count, row) => Array<number>(count).fill(row + 1));
  const intervalUs = summary.intervalNs / 1000;
  return {
    nodes,
    startTime: 0,
    endTime: samples.length * intervalUs,
    samples,
    timeDeltas: Array<number>(samples.length).fill(intervalUs),
  };
}
