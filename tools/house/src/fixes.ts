import type { TextFile } from './workspace.ts';

/** A cure that names a package of the house, and up to two functions of it. */
const cure = /package: '(@nsi\/\w+)',\s*function:\s*(?:[^'\n]*\?\s*)?'([\w.]+)'(?:\s*:\s*'([\w.]+)')?/g;

/** Advice that sends people to a function that its package does not have, each as a sentence. `windows` are the packages' `index.ts`. */
export function checkFixes(sources: readonly TextFile[], windows: ReadonlyMap<string, string>): readonly string[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(cure)].flatMap(([, name = '', ...functions]) =>
      functions
        .filter((wanted) => wanted !== undefined && !hasName(windows.get(name) ?? '', wanted.split('.')[0] ?? ''))
        .map((wanted) => `${path} advises ${wanted} of ${name}, which is not there`),
    ),
  );
}

function hasName(window: string, name: string): boolean {
  return new RegExp(String.raw`\b${name}\b`).test(window);
}
