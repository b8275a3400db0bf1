import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodedMappings, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { compiledFormOf, writtenFormOf, type SourceFiles } from './source-files.ts';

/** A position in a source file: line and column from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** From what ran to what was written. */
export interface SourceMaps {
  /** The position itself where its file has no map, or none for the place. */
  original(position: Position): Position;
  /**
   * The line that a part of a line was written on, columns from 0. Where a minifier put what stood on several lines on one, no line is told: 0.
   */
  originalLine(part: LinePart): number;
  hasMap(file: string): boolean;
}

/** Columns of one line, from 0; `to` is infinite for the rest of it. */
export interface LinePart {
  readonly file: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Characters from which on a line is no longer one that somebody wrote. */
const wideLine = 300;

const comment = /^\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** With `isOn` false every position is its own. */
export function createSourceMaps(sources: SourceFiles, { isOn }: { readonly isOn: boolean }): SourceMaps {
  const maps = new Map<string, TraceMap | undefined>();
  const bundles = new Map<string, TraceMap | undefined>();
  // What a loader compiled stands where it ran: its places are those of the text that V8 had.
  const formOf = (file: string): string => (sources.hasCompiled(file) ? compiledFormOf(file) : file);
  const mapOf = (written: string): TraceMap | undefined => {
    const file = formOf(written);
    if (!maps.has(file)) maps.set(file, isOn ? load(file, sources) : undefined);
    return maps.get(file);
  };
  const original = (position: Position): Position => {
    const found = mappedOnce(position);
    if (!sources.unfolded.has(formOf(position.file)) || position.line < 1) return found;
    // Of a text that was unfolded each line stands in the file as it is. It may be a bundle, which has a map of its own.
    const place = { ...found, column: found.column + Math.max(1, position.column) - 1 };
    const bundle = written(place.file);
    return bundle ? mapped(bundle, place) : place;
  };
  const mappedOnce = (position: Position): Position => {
    const map = mapOf(position.file);
    if (!map || position.line < 1) return { ...position, file: writtenFormOf(position.file) };
    return mapped(map, position);
  };
  const written = (file: string): TraceMap | undefined => {
    if (!bundles.has(file)) bundles.set(file, isOn ? load(file, sources) : undefined);
    return bundles.get(file);
  };
  const mapped = (map: TraceMap, position: Position): Position => {
    const column = Math.max(0, position.column - 1);
    // The bias finds the first thing of a line whose indentation has no mapping.
    const found = [
      originalPositionFor(map, { line: position.line, column }),
      originalPositionFor(map, { line: position.line, column, bias: LEAST_UPPER_BOUND }),
    ].find(({ source }) => source !== null);
    if (!found || found.source === null || found.line === null) return { ...position, file: writtenFormOf(position.file) };
    return {
      file: pathOf(found.source, position.file),
      line: found.line,
      column: found.column + 1,
    };
  };
  return {
    original,
    originalLine({ file, line, from, to }) {
      const map = mapOf(file);
      if (!map || (sources.lines(formOf(file))[line - 1]?.length ?? 0) < wideLine) return original({ file, line, column: from + 1 }).line;
      const lines = new Set<string>();
      for (const [column, source, at] of decodedMappings(map)[line - 1] ?? [])
        if (column >= from && column <= to && source !== undefined && at !== undefined) lines.add(`${source} ${at + 1}`);
      return lines.size === 1 ? Number([...lines][0]?.split(' ')[1]) : 0;
    },
    hasMap: (file) => mapOf(file) !== undefined,
  };
}

function load(file: string, sources: SourceFiles): TraceMap | undefined {
  if (!isAbsolute(file)) return undefined;
  const url = sources
    .lines(file)
    .slice(-5)
    .toReversed()
    .map((line) => comment.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (url === undefined) return undefined;
  try {
    const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(url);
    const text = inline
      ? Buffer.from(decodeURIComponent(inline[2] as string), inline[1] === undefined ? 'utf8' : 'base64').toString('utf8')
      : readFileSync(url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(file), decodeURIComponent(url)), 'utf8');
    return new TraceMap(text);
  } catch {
    // A map that was not shipped: positions stay those of what ran.
    return undefined;
  }
}

function pathOf(source: string, file: string): string {
  if (source.startsWith('file:')) return fileURLToPath(source);
  return /^[a-z][a-z+.-]+:/i.test(source) ? source : resolve(dirname(file), source);
}
