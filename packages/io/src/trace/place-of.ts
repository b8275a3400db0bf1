import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourcePlace } from '@nsi/core/report';
import type { Observation } from './observation.ts';

/** The places of a site for a finding: who made the call, and for a library whoever called it. Paths below `cwd` are given from there. */
export function placesOf({ sites }: Observation, index: number, cwd: string): readonly SourcePlace[] {
  const site = sites[index];
  if (!site) return [];
  const own: SourcePlace = {
    file: pathFrom(cwd, site.file),
    line: site.line,
    column: site.column,
    ...(site.function === undefined ? {} : { function: site.function }),
  };
  if (!site.caller) return [own];
  return [own, { file: pathFrom(cwd, site.caller.file), line: site.caller.line, column: site.caller.column }];
}

/** `app.js:12`, the caller behind it where a library made the call; empty when nobody of the program was on the stack. */
export function placeText(places: readonly SourcePlace[]): string {
  return places.map(({ file, line }) => `${file}:${line}`).join(' from ');
}

export function pathFrom(cwd: string, file: string): string {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}
