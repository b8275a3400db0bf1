import { caseFilter } from './case-filter.ts';
import { contentsMark } from './contents-mark.ts';
import { markLabel } from './mark-label.ts';
import { openParts } from './open-parts.ts';
import { rawCopy } from './raw-copy.ts';
import { storedTheme } from './stored-theme.ts';
import { tableSort } from './table-sort.ts';
import { themeToggle } from './theme-toggle.ts';

/**
 * Each behaviour is one function that uses nothing outside itself, so its own text is the script. The page is complete without any of them.
 */
const behaviours = [themeToggle, tableSort, caseFilter, markLabel, contentsMark, openParts, rawCopy] as const;

/** Runs in the head, before the first paint. */
export function headScript(): string {
  return callOf(storedTheme);
}

/** Runs at the end of the body. */
export function pageScript(): string {
  return behaviours.map((behaviour) => callOf(behaviour)).join('\n');
}

/** Comments and indentation are for the readers of the source; the page goes without. */
function callOf(behaviour: () => void): string {
  const lines = String(behaviour)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'));
  return `(${lines.join('\n')})();`;
}
