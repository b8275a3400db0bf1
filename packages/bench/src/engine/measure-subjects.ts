import { createRandom } from '../stats/random.ts';
import { measureAllocation } from './allocation.ts';
import { checkSubjects, recheckSubjects } from './check-subjects.ts';
import { compileBlock } from './compile-block.ts';
import type { ForkJob, ResultMessage, SubjectResult } from './job.ts';
import { planRounds, runRounds } from './rounds.ts';
import type { Stage } from './stage.ts';
import { resultOf } from './subject-result.ts';
import { failureOf, type Subject } from './subject.ts';
import { warmUp } from './warm-up.ts';

/** Checks, warms, measures and checks again. Subjects that fail on the way have no samples; one that fails late takes the others' with it. */
export async function measureSubjects(subjects: readonly Subject[], job: ForkJob, stage: Stage): Promise<ResultMessage> {
  const checking = { isDifferenceFatal: job.isDifferenceFatal, onCall: (subject: Subject) => stage.enter('check', subject) };
  const { expected, remarks } = await checkSubjects(subjects, checking);
  const able = subjects[0]?.failure ? [] : subjects.filter(({ failure }) => !failure);
  let measured: ReadonlyMap<Subject, SubjectResult> = new Map();
  try {
    measured = await timeSubjects(able, job, stage);
    if (expected) await recheckSubjects(able, expected, checking);
  } catch (error) {
    if (!stage.current) throw error;
    stage.current.failure = failureOf(error, 'NSI_BENCH_VARIANT_THREW', stage.current.name);
    measured = new Map();
  }
  return {
    type: 'result',
    // Integrity and failures may be newer than the samples.
    subjects: subjects.map((subject) => resultOf(subject, subject.failure ? {} : measured.get(subject))),
    emptyCallNs: timeEmptyCall(),
    remarks,
  };
}

async function timeSubjects(
  subjects: readonly Subject[],
  { plan, seed }: ForkJob,
  stage: Stage,
): Promise<ReadonlyMap<Subject, SubjectResult>> {
  if (subjects.length === 0) return new Map();
  const callNs = await warmUp(subjects, plan.warmupCpuMs, (subject) => stage.enter('warm-up', subject));
  stage.enter('rounds');
  const rounds = await runRounds(subjects, { ...planRounds([...callNs.values()], plan), random: createRandom(seed + 2), stage });
  const results = new Map<Subject, SubjectResult>();
  for (const [subject, { samplesNs, callsPerSample, cpuUserNs, cpuSystemNs }] of rounds) {
    stage.enter('allocation', subject);
    const allocation = await measureAllocation(subject, callNs.get(subject) ?? 1);
    const calls = callsPerSample * samplesNs.length;
    const use = { cpuUserNs: cpuUserNs / calls, cpuSystemNs: cpuSystemNs / calls, ...allocation };
    results.set(subject, resultOf(subject, { samplesNs, callsPerSample, use }));
  }
  return results;
}

/** One call of a function that does nothing, in the same loop: what no real work can be below. */
function timeEmptyCall(): number {
  const block = compileBlock(() => undefined, { output: undefined });
  const calls = 50_000;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 40; i += 1) {
    const before = performance.now();
    block(calls);
    least = Math.min(least, performance.now() - before);
  }
  return (least * 1e6) / calls;
}
