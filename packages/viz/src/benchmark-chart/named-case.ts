import { nearestName } from '@nsi/core';
import type { BenchCase, BenchReport } from '@nsi/core/report';
import { vizError } from '../errors.ts';

/** The case with that id. Throws `NSI_VIZ_INPUT` with the nearest right one. */
export function namedCase({ cases }: Pick<BenchReport, 'cases'>, id: string): BenchCase {
  const found = cases.find((benchCase) => benchCase.id === id);
  if (found) return found;
  const known = cases.map((benchCase) => benchCase.id);
  const nearest = nearestName(id, known);
  throw vizError(
    'NSI_VIZ_INPUT',
    `expected a case of the report (${known.slice(0, 12).join('; ')}${known.length > 12 ? '; …' : ''}), got ${JSON.stringify(id)}`,
    {
      hint: nearest === undefined ? 'Pass one of the cases the message lists.' : `Did you mean \`${nearest}\`?`,
    },
  );
}
