import type { Validation } from '@nsi/core/report';
import { checkOutput } from '../integrity/check-output.ts';
import { findDifference } from '../integrity/difference.ts';
import { snapshot } from '../integrity/snapshot.ts';
import type { Remark } from './job.ts';
import { callOnce, failureOf, type Scene, type Subject } from './subject.ts';

export interface CheckOptions {
  /** Whether an output that differs fails the variant, or is only told. */
  readonly isDifferenceFatal: boolean;
  /** Told before each call, so that the parent knows who hangs. */
  readonly onCall: (subject: Subject) => void;
}

/** The baseline's outputs before and after the measurement. */
export interface Expected {
  readonly output: unknown;
}

/**
 * Calls every subject once, the baseline first, and compares outputs and inputs before anything is timed.
 * A subject that throws, answers otherwise or changes the shared input is failed. Returns the baseline's output, for `recheckSubjects`.
 */
export async function checkSubjects(
  subjects: readonly Subject[],
  { isDifferenceFatal, onCall }: CheckOptions,
): Promise<{ readonly expected?: Expected; readonly remarks: readonly Remark[] }> {
  const remarks: Remark[] = [];
  const inputs = new Map([...new Set(subjects.map(({ scene }) => scene))].map((scene) => [scene, snapshot(scene.context)] as const));
  if ([...inputs.values()].includes(undefined)) {
    remarks.push({ id: 'input-not-watched', message: 'The input is too large to be checked for changes by the variants.' });
  }
  let expected: Expected | undefined;

  for (const subject of subjects) {
    onCall(subject);
    const output = await outputOf(subject);
    if (output === undefined) continue;
    failOnChangedInput(subject, inputs);
    if (expected === undefined) {
      if (subject !== subjects[0]) break; // Without the baseline's answer there is nothing to compare with.
      // A copy: a later variant may write into the very buffer that the baseline answered with.
      expected = { output: snapshot(output.value)?.copy ?? output.value };
      subject.integrity = { status: subject.failure ? 'failed' : 'ok', mode: modeOf(subject.scene) };
    } else judge(subject, expected, output.value, isDifferenceFatal, 'its first call');
  }
  return { remarks, ...(expected ? { expected } : {}) };
}

/** The same once more, warm: finds what differs only after the compiler has seen it. Silent when the baseline itself does not repeat. */
export async function recheckSubjects(
  subjects: readonly Subject[],
  expected: Expected,
  { isDifferenceFatal, onCall }: CheckOptions,
): Promise<void> {
  const [baseline, ...others] = subjects;
  if (!baseline || baseline.failure) return;
  onCall(baseline);
  const again = await outputOf(baseline);
  if (!again || checkOutput(expected.output, again.value, validationOf(baseline.scene)).status === 'failed') return;
  for (const subject of others.filter(({ failure }) => !failure)) {
    onCall(subject);
    const output = await outputOf(subject);
    if (output) judge(subject, expected, output.value, isDifferenceFatal, 'a call after warm-up');
  }
}

/** Boxed, since `undefined` is an output like any other. */
async function outputOf(subject: Subject): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: await callOnce(subject) };
  } catch (error) {
    subject.failure = failureOf(error, 'NSI_BENCH_VARIANT_THREW', subject.name);
    return undefined;
  }
}

function judge(subject: Subject, expected: Expected, output: unknown, isDifferenceFatal: boolean, when: string): void {
  const integrity = checkOutput(expected.output, output, validationOf(subject.scene));
  subject.integrity = integrity;
  const { difference } = integrity;
  if (!difference || !isDifferenceFatal || subject.failure) return;
  const place = difference.at === '' ? '' : ` at ${difference.at}`;
  subject.failure = {
    code: 'NSI_BENCH_OUTPUT_DIFFERS',
    message: `expected ${difference.expected}${place}, got ${difference.actual} from ${when}`,
    variant: subject.name,
  };
}

function failOnChangedInput(subject: Subject, inputs: Map<Scene, { readonly copy: unknown } | undefined>): void {
  const before = inputs.get(subject.scene);
  const change = before && findDifference(before.copy, subject.scene.context);
  if (!change) return;
  subject.failure = {
    code: 'NSI_BENCH_INPUT_CHANGED',
    message: `expected the input to stay as it was, got ${change.actual} in place of ${change.expected} at context${change.at}`,
    variant: subject.name,
  };
  // The others are judged by what they change themselves.
  inputs.set(subject.scene, snapshot(subject.scene.context));
}

function validationOf({ suite }: Scene): Validation<unknown> {
  return suite.validate ?? { mode: 'deepEqual' };
}

function modeOf(scene: Scene): string {
  return validationOf(scene).mode;
}
