import type { ProfileFrame } from '@nsi/core/report';
import type { RawScriptCoverage } from '../collector/raw-profile.ts';
import type { SourceFiles } from '../source/source-files.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from '../tree/file-of-url.ts';

/** Exact calls of the functions of `frames`, by index. */
export function callCounts(
  coverage: readonly RawScriptCoverage[],
  frames: readonly ProfileFrame[],
  { sources, maps }: { readonly sources: SourceFiles; readonly maps: SourceMaps },
): ReadonlyMap<number, number> {
  const known = new Map(frames.map(({ file, line, column }, index) => [`${file}\n${line}\n${column}`, index]));
  const counts = new Map<number, number>();
  for (const { url, functions } of coverage) {
    const file = fileOfUrl(url);
    const byOffset = new Map(sources.shape(file).functions.map((range) => [range.startOffset, range]));
    for (const { ranges } of functions) {
      const [whole] = ranges;
      const range = whole && byOffset.get(whole.startOffset);
      if (!whole || !range) continue;
      const { file: written, line, column } = maps.original({ file, line: range.firstLine, column: range.firstColumn + 1 });
      const frame = known.get(`${written}\n${line}\n${column}`);
      if (frame !== undefined) counts.set(frame, (counts.get(frame) ?? 0) + whole.count);
    }
  }
  return counts;
}
