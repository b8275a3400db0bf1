import type { Allocation, ProfileFrame } from '@nsi/core/report';
import type { RawHeapNode, RawHeapProfile } from '../collector/raw-profile.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from '../tree/file-of-url.ts';
import { categoryOf } from '../tree/frame-category.ts';

const maxSites = 100;

/**
 * Where the sampled allocations come from, charged to the nearest function that is not Node.js itself. V8 tells the function alone: its
 * line is the one with the most CPU samples.
 */
export function reportAllocations(
  heaps: readonly (readonly [heap: RawHeapProfile, collector: string])[],
  frames: readonly ProfileFrame[],
  maps: SourceMaps,
  hotLineOf: (frame: number) => number | undefined,
): readonly Allocation[] {
  // Functions without a name are told apart by where they begin; of one whose start V8 tells otherwise, the name is enough.
  const known = new Map(
    frames.flatMap(({ file, name, line }, index) => [
      [`${file}\n${name}\n${line}`, index] as const,
      ...(name === '' ? [] : [[`${file}\n${name}`, index] as const]),
    ]),
  );
  const sites = new Map<number, { bytes: number; line: number }>();
  let all = 0;
  for (const [{ head }, collector] of heaps) visit(head, -1, 0, collector);
  return [...sites]
    .map(([frame, { bytes, line }]) => ({ frame, line: hotLineOf(frame) ?? line, bytes, share: all === 0 ? 0 : bytes / all }))
    .toSorted((left, right) => right.bytes - left.bytes)
    .slice(0, maxSites);

  function visit({ callFrame, selfSize, children }: RawHeapNode, above: number, lineAbove: number, collector: string): void {
    const generated = fileOfUrl(callFrame.url);
    const category = categoryOf(callFrame.functionName, generated);
    const isProgram = (category === 'app' || category === 'dependency') && !generated.startsWith(collector);
    const { file, line } = maps.original({ file: generated, line: callFrame.lineNumber + 1, column: callFrame.columnNumber + 1 });
    const frame = isProgram
      ? (known.get(`${file}\n${callFrame.functionName}\n${line}`) ?? known.get(`${file}\n${callFrame.functionName}`) ?? above)
      : above;
    const ownLine = isProgram ? line : lineAbove;
    all += selfSize;
    if (frame >= 0 && selfSize > 0) {
      const site = sites.get(frame) ?? { bytes: 0, line: ownLine };
      site.bytes += selfSize;
      sites.set(frame, site);
    }
    for (const child of children) visit(child, frame, ownLine, collector);
  }
}
