import type { CallCounter, HotLine, ProfileEvidence, ProfileFrame, ProfileReport, SampledPlace, SampleShare, Wait } from '@nsi/core/report';
import type { SourceFiles } from '../source/source-files.ts';
import { callLineOf } from '../source/call-line.ts';
import { createAwaitingPlaces } from '../patterns/awaiting-place.ts';
import { withImportedFiles } from '../source/imported-files.ts';
import { createLineOperations } from '../patterns/line-operations.ts';
import { categoryOf } from '../tree/frame-category.ts';
import { wilson } from './wilson.ts';

/** What evidence is made of. */
export interface EvidenceParts {
  readonly profile: ProfileReport;
  readonly sources: SourceFiles;
}

const maxPlaces = 10;
/** A place that is answerable for less of what was found is left out. */
const leastPlaceShare = 0.05;
/** Of fewer waits no rule speaks. */
const leastWaits = 10;
/** A file with less of the busy samples is not worth reading for what its lines do. */
const leastFileShare = 0.01;
/** A line with as much is, whatever else is in its file. */
const leastLineShare = 0.01;

/** The report as rules read it: waits are told where the program awaits them. */
export function createEvidence({ profile: reported, sources }: EvidenceParts): ProfileEvidence {
  const profile = withAwaitingPlaces(reported, sources);
  const { frames, callTree } = profile;
  const { parent, frame, self, total } = callTree;
  const busySamples = self.reduce((sum, samples, row) => (frames[frame[row] as number]?.category === 'idle' ? sum : sum + samples), 0);
  const counters = new Map((profile.counters ?? []).map((counter) => [counter.name, counter]));
  const operationsOn = createLineOperations(sources);
  let lines: readonly HotLine[] | undefined;
  let ambiguous: readonly (readonly HotLine[])[] | undefined;
  let samplesByFile: Map<string, number> | undefined;
  let ticksByFrame: ReadonlyMap<number, ReadonlyMap<number, number>> | undefined;

  return {
    profile,
    get hotLines() {
      return (lines ??= hotLines());
    },
    get ambiguousLines() {
      return (ambiguous ??= ambiguousLines());
    },
    shareBelow(isWanted) {
      const answers = frames.map((own) => isWanted(own));
      const inside: boolean[] = [];
      const places = new Map<string, SampledPlace>();
      let samples = 0;
      for (const [row, own] of frame.entries()) {
        const above = parent[row] as number;
        const begins = answers[own] === true && inside[above] !== true;
        inside[row] = begins || inside[above] === true;
        if (!begins) continue;
        samples += total[row] as number;
        addPlace(places, placeOf(row), total[row] as number);
      }
      return shareOf(samples, places);
    },
    shareOnLines(isWanted) {
      const places = new Map<string, SampledPlace>();
      let samples = 0;
      for (const line of this.hotLines) {
        if (!isWanted(line)) continue;
        samples += line.samples;
        addPlace(places, { file: line.file, line: line.line, function: line.function }, line.samples);
      }
      return shareOf(samples, places);
    },
    counter: (name) => counters.get(name) ?? none(name),
    countersLike: (pattern) =>
      [...counters.values()].filter(({ name }) => pattern.test(name)).toSorted((left, right) => right.count - left.count),
    sourceText: (file, line) => sources.line(file, line),
    interval: wilson,
  };

  function shareOf(samples: number, places: ReadonlyMap<string, SampledPlace>): SampleShare {
    return {
      share: busySamples === 0 ? 0 : samples / busySamples,
      interval: wilson(samples, busySamples),
      samples,
      busySamples,
      places: [...places.values()]
        .filter((place) => place.samples >= leastPlaceShare * samples)
        .toSorted((left, right) => right.samples - left.samples)
        .slice(0, maxPlaces),
    };
  }

  function hotLines(): readonly HotLine[] {
    return (profile.functions ?? [])
      .flatMap(({ frame: index, lines: ticks }) => {
        const { file, name, category } = frames[index] as ProfileFrame;
        return ticks.flatMap(([line, samples]) => hotLine({ file, line, function: name, category, samples }));
      })
      .toSorted((left, right) => right.samples - left.samples);
  }

  function ambiguousLines(): readonly (readonly HotLine[])[] {
    return (profile.functions ?? []).flatMap(({ ambiguous = [] }) =>
      ambiguous.map(({ samples, candidates }) =>
        candidates.flatMap(({ file, line = 0, function: name = '' }) =>
          hotLine({ file, line, function: name, category: categoryOf(name, file), samples }),
        ),
      ),
    );
  }

  /** A list of one line, or of none where it is of Node.js itself. */
  function hotLine(one: Pick<HotLine, 'file' | 'line' | 'function' | 'category' | 'samples'>): readonly HotLine[] {
    const { file, line, category, samples } = one;
    if (category !== 'app' && category !== 'dependency') return [];
    const isRead = samples >= leastLineShare * busySamples || (fileSamples().get(file) ?? 0) >= leastFileShare * busySamples;
    return [
      {
        ...one,
        text: sources.line(file, line),
        share: samples / Math.max(1, busySamples),
        isInLoop: sources.shape(file).loops.some(([first, last]) => first <= line && line <= last),
        operations: isRead ? operationsOn(file, line) : [],
      },
    ];
  }

  function fileSamples(): ReadonlyMap<string, number> {
    if (samplesByFile) return samplesByFile;
    const all = (samplesByFile = new Map<string, number>());
    for (const { frame: index, self: own } of profile.functions ?? []) {
      const { file = '' } = frames[index] ?? {};
      all.set(file, (all.get(file) ?? 0) + own);
    }
    return all;
  }

  /** The nearest function of the program above a row, and the line of it that leads there; a package's where the program has none. */
  function placeOf(row: number): Omit<SampledPlace, 'samples'> | undefined {
    let found: Omit<SampledPlace, 'samples'> | undefined;
    for (let [at, below] = [row, row]; at >= 0; below = at, at = parent[at] as number) {
      const { category } = frames[frame[at] as number] as ProfileFrame;
      if (category === 'app') return place(at, below);
      if (category === 'dependency') found ??= place(at, below);
    }
    return found;
  }

  function place(row: number, below: number): Omit<SampledPlace, 'samples'> {
    const { file, line, column, name } = frames[frame[row] as number] as ProfileFrame;
    const callee = frames[frame[below] as number] as ProfileFrame;
    const ticks = (ticksByFrame ??= new Map((profile.functions ?? []).map((one) => [one.frame, new Map(one.lines)]))).get(
      frame[row] as number,
    );
    const hints = { callee, ...(ticks && { ticks }) };
    const callLine = row === below ? undefined : callLineOf(sources, { file, line, column }, callee.name, hints);
    return callLine === undefined ? { file, line, column, function: name } : { file, line: callLine, function: name };
  }
}

function withAwaitingPlaces(profile: ProfileReport, sources: SourceFiles): ProfileReport {
  const { waits, frames, target } = profile;
  if (!waits?.some(isWorthReading)) return profile;
  const files = new Set([
    ...(target?.path === undefined ? [] : [target.path]),
    ...frames.flatMap(({ category, file }) => (category === 'app' ? [file] : [])),
    ...waits.flatMap(({ places = [] }) => places.map(({ file }) => file).filter((file) => !/[\\/]node_modules[\\/]/.test(file))),
  ]);
  const awaitingPlace = createAwaitingPlaces(sources, withImportedFiles(files, sources));
  return {
    ...profile,
    waits: waits.map((wait) =>
      isWorthReading(wait) ? { ...wait, places: (wait.places ?? []).map((place) => awaitingPlace(place)) } : wait,
    ),
  };
}

function isWorthReading({ count, places = [] }: Wait): boolean {
  return count >= leastWaits && places.length > 0;
}

function addPlace(places: Map<string, SampledPlace>, place: Omit<SampledPlace, 'samples'> | undefined, samples: number): void {
  if (!place) return;
  const key = `${place.file}\n${place.line}\n${place.function}`;
  places.set(key, { ...place, samples: (places.get(key)?.samples ?? 0) + samples });
}

function none(name: string): CallCounter {
  return { name, count: 0, timedCount: 0, ns: 0, longestNs: 0, bytes: 0, places: [], startupCount: 0 };
}
