import type { ParamValue, Suite } from '@nsi/core/report';
import { basename } from 'node:path';
import type { Pair } from '../engine/measured-forks.ts';
import type { ForkSubject } from '../engine/job.ts';
import { checkSuite } from './check-suite.ts';
import type { RunOptions } from './run-options.ts';
import type { SuiteReference } from './suite-reference.ts';

/** A case to come: the suite's data, the parameters, who is compared with whom. */
export interface PlannedCase {
  readonly id: string;
  readonly suite: Suite;
  readonly reference: SuiteReference;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** The baseline is first. */
  readonly subjects: readonly ForkSubject[];
  readonly pairs: readonly Pair[];
  readonly inputFile?: string;
}

/** The cases of a suite that the options ask for: every combination of its parameters, or one for the user's input. */
export function planCases(
  reference: SuiteReference,
  suite: Suite,
  options: Pick<RunOptions, 'categories' | 'filter' | 'inputFile'>,
): PlannedCase[] {
  const { categories, filter, inputFile } = options;
  checkSuite(suite);
  if (categories && !categories.includes(suite.category)) return [];
  if (inputFile !== undefined && !takesInput(suite, inputFile)) return [];
  return combinations(suite.params ?? {})
    .flatMap((params) => casesOf(reference, suite, params))
    .map((planned) => (inputFile === undefined ? planned : { ...planned, inputFile, id: `${planned.id} on ${basename(inputFile)}` }))
    .filter(({ id }) => matches(id, filter));
}

/** Against another build, every variant is a case of its own: old against new. */
function casesOf(reference: SuiteReference, suite: Suite, params: PlannedCase['params']): PlannedCase[] {
  const id = caseId(suite.name, params);
  const frame = { suite, reference, params };
  if (reference.against) {
    return suite.variants
      .filter(({ name }) => reference.variants?.includes(name) ?? true)
      .map(({ name }) => {
        const [baseline, candidate] = [`${name} (${reference.against?.label ?? 'reference'})`, name];
        const subjects = [
          { name: baseline, source: 1, variant: name },
          { name: candidate, source: 0, variant: name },
        ];
        return { ...frame, id: `${id}/${name}`, subjects, pairs: [{ baseline, candidate }] };
      });
  }
  const ordered = suite.variants.toSorted((left, right) => Number(right.isBaseline ?? false) - Number(left.isBaseline ?? false));
  const [baseline, ...others] = ordered.map(({ name }) => name);
  if (baseline === undefined) return [];
  const promised = (suite.expectations ?? [])
    .filter(({ than }) => than !== baseline)
    .map(({ candidate, than }) => ({ baseline: than, candidate }));
  return [
    {
      ...frame,
      id,
      subjects: ordered.map(({ name }) => ({ name, source: 0, variant: name })),
      pairs: [...others.map((candidate) => ({ baseline, candidate })), ...promised],
    },
  ];
}

/** `suite/param=value,…`; the suite's name alone when it has no parameters. */
export function caseId(suite: string, params: PlannedCase['params']): string {
  const text = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return text.length === 0 ? suite : `${suite}/${text.join(',')}`;
}

function combinations(params: NonNullable<Suite['params']>): Record<string, ParamValue>[] {
  return Object.entries(params).reduce<Record<string, ParamValue>[]>(
    (partial, [name, values]) => partial.flatMap((known) => values.map((value) => ({ ...known, [name]: value }))),
    [{}],
  );
}

function takesInput({ input }: Suite, file: string): boolean {
  return input !== undefined && (input.extensions === undefined || input.extensions.some((extension) => file.endsWith(extension)));
}

function matches(id: string, filter: string | RegExp | undefined): boolean {
  if (filter === undefined) return true;
  return typeof filter === 'string' ? id.includes(filter) : id.search(filter) >= 0;
}
