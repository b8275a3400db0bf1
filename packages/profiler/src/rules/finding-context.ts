import type { Excerpt, Finding, ProfileEvidence, SourcePlace } from '@nsi/core/report';
import type { SourceFiles } from '../source/source-files.ts';

const linesAround = 3;
const maxPlaces = 5;
const maxLineLength = 200;

/** A finding with the source around its places, the heat of each line, and who calls the first of them. */
export function addContext(finding: Finding, evidence: ProfileEvidence, sources: SourceFiles): Finding {
  const { where = [] } = finding;
  const [first] = where;
  const callers = first ? callersOf(first, evidence) : [];
  return {
    ...finding,
    where: where.slice(0, maxPlaces).map((place) => {
      const excerpt = excerptOf(place, evidence, sources, where.length === 1 ? shareOf(finding) : 0);
      return excerpt ? { ...place, excerpt } : place;
    }),
    ...(callers.length > 0 ? { callers } : {}),
  };
}

/** Of the busy time, where that is what the finding measured. */
function shareOf({ signal }: Finding): number {
  return signal?.unit === 'ratio' && signal.name === 'share of busy samples' ? Math.min(1, signal.value) : 0;
}

/** `share` is that of the line itself with the calls into Node.js that it makes, which no sample counts for it. */
function excerptOf(
  { file, line }: SourcePlace,
  { hotLines, profile }: ProfileEvidence,
  sources: SourceFiles,
  share: number,
): Excerpt | undefined {
  const text = sources.lines(file);
  if (line === undefined || text.length < line) return undefined;
  const firstLine = Math.max(1, line - linesAround);
  const lines = text.slice(firstLine - 1, line + linesAround).map((one) => one.slice(0, maxLineLength));
  // Text that is in no file, such as that of `node --eval`.
  if (lines.every((one) => one.trim() === '')) return undefined;
  const busy = profile.summary.busySampleCount ?? 0;
  const shares = lines.map((_, index) => {
    const samples = hotLines.reduce((sum, hot) => (hot.file === file && hot.line === firstLine + index ? sum + hot.samples : sum), 0);
    return Math.max(busy === 0 ? 0 : samples / busy, firstLine + index === line ? share : 0);
  });
  return { firstLine, lines, shares };
}

/** Functions of the program that call the one at a place, most samples first. */
function callersOf(place: SourcePlace, { profile: { frames, callTree } }: ProfileEvidence): readonly SourcePlace[] {
  const { parent, frame, total } = callTree;
  const counts = new Map<number, number>();
  for (const [row, own] of frame.entries()) {
    const { file, name } = frames[own] ?? { file: '', name: '' };
    if (file !== place.file || name !== (place.function ?? '')) continue;
    let above = parent[row] as number;
    while (above >= 0 && !/^(?:app|dependency)$/.test(frames[frame[above] as number]?.category ?? '')) above = parent[above] as number;
    const caller = above < 0 ? undefined : (frame[above] as number);
    if (caller !== undefined && caller !== own) counts.set(caller, (counts.get(caller) ?? 0) + (total[row] as number));
  }
  return [...counts]
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, maxPlaces)
    .flatMap(([index]) => {
      const found = frames[index];
      return found ? [{ file: found.file, line: found.line, column: found.column, function: found.name || '(top level)' }] : [];
    });
}
