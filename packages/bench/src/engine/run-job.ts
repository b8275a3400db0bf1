import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, shuffle } from '../stats/random.ts';
import type { FailureMessage, ForkJob, ForkMessage, Remark, ResultMessage, SubjectUse } from './job.ts';
import { measureSubjects } from './measure-subjects.ts';
import { watchNetworkBytes } from './network-bytes.ts';
import { runSolo } from './solo.ts';
import { resultOf } from './subject-result.ts';
import { callOnce, createSubject, failureOf, openScene, type Scene, type Subject } from './subject.ts';
import { createStage } from './stage.ts';
import { runBlock } from './warm-up.ts';

/** The figures are there by then: a server that does not close must not cost them. The process ends anyway. */
const maxTeardownMs = 2000;

/** All that happens in a fork: import, set up, check, warm up, measure, check again, tear down. Never throws. */
export async function runJob(job: ForkJob, send: (message: ForkMessage) => void): Promise<ResultMessage | FailureMessage> {
  const stage = createStage(send);
  try {
    stage.enter('import');
    const alone = workAlone(job);
    const scenes = await openScenes(job, () => stage.enter('setup'));
    const subjects = await createSubjects(job, scenes);
    const result =
      job.purpose === 'measure'
        ? await measureSubjects(subjects, job, stage)
        : await runAlone(subjects, () => stage.enter(job.purpose === 'count' ? 'count' : 'solo', subjects[0]), alone);
    const work = workOf(subjects[0]);
    stage.enter('teardown');
    return { ...result, ...work, remarks: [...result.remarks, ...(await tearDown([...scenes.values()]))] };
  } catch (error) {
    return { type: 'failure', failure: failureOf(error, 'NSI_BENCH_SETUP') };
  }
}

/** By index in `job.sources`. One after the other: the order of imports is part of the method. */
async function openScenes(job: ForkJob, onSetup: () => void): Promise<ReadonlyMap<number, Scene>> {
  const input = job.input && { name: job.input.name, bytes: new Uint8Array(readFileSync(job.input.file)) };
  const scenes = new Map<number, Scene>();
  for (const index of shuffle([...job.sources.keys()], createRandom(job.seed))) {
    const source = job.sources[index];
    if (source) scenes.set(index, await openScene(source, job, { onSetup, ...(input ? { input } : {}) }));
  }
  return scenes;
}

/** Created in random order, returned in the job's: the baseline first. */
async function createSubjects(job: ForkJob, scenes: ReadonlyMap<number, Scene>): Promise<Subject[]> {
  const created = new Map<string, Subject>();
  for (const wanted of shuffle([...job.subjects], createRandom(job.seed + 1))) {
    const scene = scenes.get(wanted.source);
    if (scene) created.set(wanted.name, await createSubject(wanted, scene, job));
  }
  return job.subjects.flatMap(({ name }) => created.get(name) ?? []);
}

/** Releases what the suites made. What goes wrong there is told, and costs no figures. */
async function tearDown(scenes: readonly Scene[]): Promise<readonly Remark[]> {
  const torn = Promise.all(scenes.map(async ({ suite, context }) => suite.teardown?.(context)));
  try {
    const end = await Promise.race([torn, wait(maxTeardownMs, 'late' as const)]);
    return end === 'late' ? [{ id: 'teardown-late', message: `The suite's teardown did not end in ${maxTeardownMs} ms.` }] : [];
  } catch (error) {
    return [{ id: 'teardown-failed', message: `The suite's teardown threw ${String(error).slice(0, 300)}.` }];
  }
}

/** What a variant does when it has the process to itself. Made before anything is imported, so that no socket is missed. */
function workAlone({ purpose, calls = 1 }: ForkJob): (subject: Subject) => Promise<SubjectUse> {
  if (purpose === 'count') {
    return async (subject) => {
      await runBlock(subject, calls);
      return {};
    };
  }
  const network = purpose === 'solo' ? watchNetworkBytes() : undefined;
  return (subject) => runSolo(subject, network);
}

async function runAlone(
  subjects: readonly Subject[],
  onStart: () => void,
  work: (subject: Subject) => Promise<SubjectUse>,
): Promise<ResultMessage> {
  onStart();
  const results = [];
  for (const subject of subjects) {
    try {
      // The first call tells whether the variant is to be awaited.
      await callOnce(subject);
      results.push(resultOf(subject, { use: await work(subject) }));
    } catch (error) {
      subject.failure = failureOf(error, 'NSI_BENCH_VARIANT_THREW', subject.name);
      results.push(resultOf(subject));
    }
  }
  return { type: 'result', subjects: results, emptyCallNs: 0, remarks: [] };
}

/** Bytes and items of one call, for throughput. */
function workOf(subject: Subject | undefined): { readonly bytes?: number; readonly items?: number } {
  if (!subject) return {};
  const { suite, context } = subject.scene;
  return { ...(suite.bytes ? { bytes: suite.bytes(context) } : {}), ...(suite.items ? { items: suite.items(context) } : {}) };
}
