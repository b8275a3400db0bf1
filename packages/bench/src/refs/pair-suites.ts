import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '@nsi/core/report';
import { loadSuite } from '../engine/load-suite.ts';
import { type Discovery, findFileSuites } from '../run/discover.ts';
import type { SuiteReference } from '../run/suite-reference.ts';
import type { Worktree } from './worktree.ts';

export interface PairedSuites {
  /** Suites that both versions have, with the variants that both have. */
  readonly references: readonly SuiteReference[];
  /** What could not be compared. */
  readonly findings: readonly Finding[];
}

/** Matches the bench files of both versions by path and suite name. */
export async function pairSuites(worktree: Worktree, cwd: string, patterns: readonly string[], label: string): Promise<PairedSuites> {
  const [after, before] = await Promise.all([findFileSuites(patterns, cwd), findFileSuites(patterns, worktree.cwd).catch(() => nothing)]);
  const earlier = new Map(before.references.map((reference) => [keyOf(reference, worktree.cwd), reference]));
  const references: SuiteReference[] = [];
  const findings: Finding[] = [];
  for (const reference of after.references) {
    const key = keyOf(reference, cwd);
    const same = earlier.get(key);
    if (!same) {
      findings.push(onlyNow(`${key} is not in ${label}`));
      continue;
    }
    const variants = await variantsOf(reference);
    const known = new Set(await variantsOf(same));
    const shared = variants.filter((name) => known.has(name));
    for (const name of variants) if (!known.has(name)) findings.push(onlyNow(`variant ${name} of ${key} is not in ${label}`));
    if (shared.length > 0) references.push({ ...reference, variants: shared, against: { kind: same.kind, url: same.url, label } });
  }
  // A file that fails to load in this version fails the run as a case; in the other version there is nothing to compare with.
  for (const { url } of after.problems) references.push({ kind: 'file', url, suite: url.slice(url.lastIndexOf('/') + 1) });
  for (const { url, error } of before.problems)
    findings.push(onlyNow(`${url} of ${label} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`));
  return { references, findings };
}

const nothing: Discovery = Object.freeze({ references: [], problems: [] });

function keyOf({ url, suite }: SuiteReference, cwd: string): string {
  return `${relative(cwd, fileURLToPath(url))} ${suite}`;
}

async function variantsOf(reference: SuiteReference): Promise<readonly string[]> {
  return (await loadSuite(reference, reference.suite)).variants.map(({ name }) => name);
}

function onlyNow(what: string): Finding {
  return { id: 'compare-ref-unmatched', severity: 'note', certainty: 'certain', message: `Not compared: ${what}.`, evidence: [] };
}
