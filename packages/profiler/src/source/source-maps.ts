import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceFiles } from './source-files.ts';

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
  hasMap(file: string): boolean;
}

const comment = /^\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** With `isOn` false every position is its own. */
export function createSourceMaps(sources: SourceFiles, { isOn }: { readonly isOn: boolean }): SourceMaps {
  const maps = new Map<string, TraceMap | undefined>();
  const mapOf = (file: string): TraceMap | undefined => {
    if (!maps.has(file)) maps.set(file, isOn ? load(file, sources) : undefined);
    return maps.get(file);
  };
  return {
    hasMap: (file) => mapOf(file) !== undefined,
    original(position) {
      const map = mapOf(position.file);
      if (!map || position.line < 1) return position;
      const column = Math.max(0, position.column - 1);
      // The bias finds the first thing of a line whose indentation has no mapping.
      const found = [
        originalPositionFor(map, { line: position.line, column }),
        originalPositionFor(map, { line: position.line, column, bias: 1 }),
      ].find(({ source }) => source !== null);
      if (!found || found.source === null || found.line === null) return position;
      return {
        file: pathOf(found.source, position.file),
        line: found.line,
        column: found.column + 1,
      };
    },
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
