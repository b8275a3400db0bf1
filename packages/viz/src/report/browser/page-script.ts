import { caseFilter } from './case-filter.ts';
import type { SectionScript } from '../report-section.ts';
import { contentsMark } from './contents-mark.ts';
import { flameGraph } from './flame-graph.ts';
import { flameWalks } from './flame-walks.ts';
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

/** Behaviours that a page has only when one of its chapters needs them. */
const ofSections: Readonly<Record<SectionScript, () => string>> = Object.freeze({
  'flame graph': () => callOf(flameGraph, flameWalks),
});

/** Runs in the head, before the first paint. */
export function headScript(): string {
  return callOf(storedTheme);
}

/** Runs at the end of the body. */
export function pageScript(scripts: Iterable<SectionScript> = []): string {
  return [...behaviours.map((behaviour) => callOf(behaviour)), ...Array.from(scripts, (name) => ofSections[name]())].join('\n');
}

/** A call of the function with others as its arguments. */
function callOf(behaviour: (...parts: never[]) => void, ...parts: readonly ((...words: never[]) => unknown)[]): string {
  return `(${textOf(behaviour)})(${parts.map(textOf).join(', ')});`;
}

/** Comments and indentation are for the readers of the source; the page goes without. */
function textOf(part: (...words: never[]) => unknown): string {
  return String(part)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('/**') && !line.startsWith('*'))
    .join('\n');
}
