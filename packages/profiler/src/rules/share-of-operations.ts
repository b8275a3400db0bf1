import type { HotLine, LineOperation, ProfileEvidence, SampledPlace, SampleShare } from '@nsi/core/report';

const maxPlaces = 10;
const leastPlaceShare = 0.05;

/** How much of the busy samples lines take for operations that `isWanted` names. The places are lines of the program: where a package does it, who calls that. */
export function shareOfOperations(evidence: ProfileEvidence, isWanted: IsWanted): SampleShare {
  return shareOfLines(evidence, evidence.hotLines, isWanted);
}

/**
 * As `shareOfOperations`, with samples of inlined functions that one line of several took, where one of them does what is wanted and the others
 * do no more than call: likely, not known.
 */
export function likelyShareOfOperations(evidence: ProfileEvidence, isWanted: IsWanted): SampleShare {
  const told = evidence.ambiguousLines.flatMap((group) => {
    const guilty = group.filter((line) => line.operations.some((one) => isWanted(one, line)));
    return group.every((line) => guilty.includes(line) || hardlyComputes(line)) ? guilty.slice(0, 1) : [];
  });
  return shareOfLines(evidence, [...evidence.hotLines, ...told], isWanted);
}

type IsWanted = (operation: LineOperation, line: HotLine) => boolean;

function hardlyComputes({ operations }: HotLine): boolean {
  return operations.every(({ name }) => !name.startsWith('shape:') && !name.startsWith('JSON.'));
}

function shareOfLines(evidence: ProfileEvidence, lines: readonly HotLine[], isWanted: IsWanted): SampleShare {
  const places = new Map<string, SampledPlace>();
  let samples = 0;
  for (const line of lines) {
    const operation = line.operations.find((one) => isWanted(one, line));
    if (!operation) continue;
    samples += line.samples;
    for (const place of placesOf(line, operation, evidence)) {
      const key = `${place.file}\n${place.line}\n${place.function}`;
      places.set(key, { ...place, samples: (places.get(key)?.samples ?? 0) + place.samples });
    }
  }
  const { busySampleCount: busySamples = 0 } = evidence.profile.summary;
  return {
    share: busySamples === 0 ? 0 : samples / busySamples,
    interval: evidence.interval(samples, busySamples),
    samples,
    busySamples,
    places: [...places.values()]
      .filter((place) => place.samples >= leastPlaceShare * samples)
      .toSorted((left, right) => right.samples - left.samples)
      .slice(0, maxPlaces),
  };
}

function placesOf(line: HotLine, operation: LineOperation, evidence: ProfileEvidence): readonly SampledPlace[] {
  const own: SampledPlace = { file: line.file, line: operation.line, function: line.function, samples: line.samples };
  if (line.category !== 'dependency') return [own];
  const callers = evidence
    .shareBelow(({ name, file }) => name === line.function && file === line.file)
    .places.filter(({ file }) => !isPackage(file));
  const all = callers.reduce((sum, { samples }) => sum + samples, 0);
  return all === 0 ? [own] : callers.map((caller) => ({ ...caller, samples: (line.samples * caller.samples) / all }));
}

function isPackage(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
}
