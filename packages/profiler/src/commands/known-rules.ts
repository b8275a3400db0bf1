import { nearestName, type Rule } from '@nsi/core';
import type { ProfileEvidence } from '@nsi/core/report';
import { profilerError } from '../errors.ts';

/** Ids as they were given. Throws `NSI_PROFILER_RULE`, with the nearest id, for one that no rule has. */
export function knownIds(ids: readonly string[], known: readonly Pick<Rule<ProfileEvidence>, 'id'>[]): readonly string[] {
  const names = known.map(({ id }) => id);
  for (const id of ids) {
    if (names.includes(id)) continue;
    const near = nearestName(id, names);
    throw profilerError('NSI_PROFILER_RULE', `expected a rule, got \`${id}\`${near === undefined ? '' : `; the nearest is \`${near}\``}`);
  }
  return ids;
}
