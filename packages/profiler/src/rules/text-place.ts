import type { ProfileEvidence, SourcePlace } from '@nsi/core/report';

const maxLines = 2000;

/** The first line of the program that a pattern matches, for what no stack tells: a list of one place, or of none. */
export function textPlace(pattern: RegExp, { profile, sourceText }: ProfileEvidence): readonly SourcePlace[] {
  const files = new Set([
    profile.target?.path ?? '',
    ...profile.frames.flatMap(({ category, file }) => (category === 'app' ? [file] : [])),
  ]);
  for (const file of files) for (let line = 1; line <= maxLines; line++) if (pattern.test(sourceText(file, line))) return [{ file, line }];
  return [];
}
