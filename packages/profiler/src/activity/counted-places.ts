import type { CountedPlace } from '@nsi/core/report';
import type { RawPlaces } from '../collector/raw-profile.ts';
import type { SourceMaps } from '../source/source-maps.ts';
import { fileOfUrl } from '../tree/file-of-url.ts';

/** Places as the collector wrote them, in the written source, most first. */
export function countedPlaces(all: readonly RawPlaces[], maps: SourceMaps): readonly CountedPlace[] {
  const counts = new Map<string, number>();
  for (const [place, count] of all.flatMap((places) => Object.entries(places))) counts.set(place, (counts.get(place) ?? 0) + count);
  return [...counts]
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, 20)
    .map(([place, count]) => {
      const [name = '', url = '', line = '', column = ''] = place.split('\n');
      const found = maps.original({ file: fileOfUrl(url), line: Number(line) || 0, column: Number(column) || 0 });
      return { file: found.file, line: found.line, column: found.column, ...(name === '' ? {} : { function: name }), count };
    });
}
