import type { Allocation, ProfileEvidence, SourcePlace } from '@nsi/core/report';

/** A line of the program and what was allocated there. */
export interface AllocatingLine extends SourcePlace {
  readonly bytes: number;
}

/**
 * The lines of the program that allocate, most bytes first. V8 tells functions: of their lines the one that makes something and has most
 * samples is meant. What packages allocate is charged to who calls them.
 */
export function allocatingLines(evidence: ProfileEvidence): readonly AllocatingLine[] {
  const { allocations = [], frames } = evidence.profile;
  const lines = new Map<string, AllocatingLine>();
  for (const allocation of allocations) {
    const frame = frames[allocation.frame];
    const place = frame?.category === 'app' ? ownPlace(allocation, evidence) : callingPlace(allocation, evidence);
    if (!place) continue;
    const key = `${place.file}\n${place.line}`;
    lines.set(key, { ...place, bytes: (lines.get(key)?.bytes ?? 0) + allocation.bytes });
  }
  return [...lines.values()].toSorted((left, right) => right.bytes - left.bytes);
}

function ownPlace({ frame: index, line }: Allocation, { hotLines, profile }: ProfileEvidence): SourcePlace | undefined {
  const frame = profile.frames[index];
  // V8 charges what an inlined function allocates to the function that it was inlined into.
  const own = (profile.functions ?? []).filter((one) => one.frame === index || one.inlinedInto?.includes(index) === true);
  const ticked = own
    .flatMap((one) => one.lines.map(([at, samples]) => ({ frame: profile.frames[one.frame], at, samples })))
    .toSorted((left, right) => right.samples - left.samples);
  for (const { frame: inner, at } of ticked) {
    if (inner?.category !== 'app') continue;
    const hot = hotLines.find((one) => one.file === inner.file && one.line === at);
    const making = hot?.operations.find(({ name }) => name === 'shape:allocate');
    if (making) return { file: inner.file, line: making.line, function: inner.name };
  }
  return frame && { file: frame.file, line, function: frame.name };
}

function callingPlace({ frame: index }: Allocation, evidence: ProfileEvidence): SourcePlace | undefined {
  const own = evidence.profile.frames[index];
  return own && evidence.shareBelow((frame) => frame === own).places.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file));
}
