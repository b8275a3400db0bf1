import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawCpuProfile, RawNode, RawSegment } from '../collector/raw-profile.ts';

const keptSegments = 6;
const leastSegments = 24;

/**
 * Merges the older segments of every thread into its first, so that hours of profiling take the room of one tree. The newest segments stay
 * as they are, with their samples in order of time; of merged ones only the counts are kept. Run by whoever started the program, while it
 * runs.
 */
export async function compactSegments(folder: string): Promise<void> {
  const threads = new Map<string, number[]>();
  for (const name of await readdir(folder)) {
    const [, thread, sequence] = /^(\d+-\d+)-(\d+)\.json$/.exec(name) ?? [];
    if (thread !== undefined) threads.set(thread, [...(threads.get(thread) ?? []), Number(sequence)]);
  }
  for (const [thread, all] of threads) {
    if (all.length < leastSegments) continue;
    const old = all.toSorted((left, right) => left - right).slice(0, -keptSegments);
    const segments: RawSegment[] = [];
    for (const sequence of old) segments.push(JSON.parse(await readFile(join(folder, `${thread}-${sequence}.json`), 'utf8')) as RawSegment);
    const newest = segments.at(-1) as RawSegment;
    const merged: RawSegment = {
      ...newest,
      sequence: old[0] as number,
      cpu: mergeCpuProfiles(segments.flatMap(({ cpu }) => (cpu ? [cpu] : []))),
    };
    const first = join(folder, `${thread}-${old[0]}.json`);
    await writeFile(`${first}.part`, JSON.stringify(merged));
    await rename(`${first}.part`, first);
    for (const sequence of old.slice(1)) await rm(join(folder, `${thread}-${sequence}.json`), { force: true });
  }
}

interface MergedNode {
  readonly id: number;
  readonly callFrame: RawNode['callFrame'];
  hitCount: number;
  readonly children: Map<string, MergedNode>;
  readonly ticks: Map<number, number>;
}

/** One profile with the nodes of all: equal paths are one, counts are added, the order of samples is not kept. */
export function mergeCpuProfiles(profiles: readonly RawCpuProfile[]): RawCpuProfile {
  const nodes: MergedNode[] = [];
  const add = (callFrame: RawNode['callFrame']): MergedNode => {
    const node = {
      id: nodes.length + 1,
      callFrame,
      hitCount: 0,
      children: new Map<string, MergedNode>(),
      ticks: new Map<number, number>(),
    };
    nodes.push(node);
    return node;
  };
  const root = add({ functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 });
  for (const profile of profiles) {
    const byId = new Map(profile.nodes.map((node) => [node.id, node]));
    const waiting: [node: RawNode, into: MergedNode][] = profile.nodes[0] ? [[profile.nodes[0], root]] : [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [node, into] = next;
      into.hitCount += node.hitCount ?? 0;
      for (const { line, ticks } of node.positionTicks ?? []) into.ticks.set(line, (into.ticks.get(line) ?? 0) + ticks);
      for (const id of node.children ?? []) {
        const child = byId.get(id);
        if (!child) continue;
        const { functionName, scriptId, url, lineNumber, columnNumber } = child.callFrame;
        const key = `${functionName}\n${scriptId}\n${url}\n${lineNumber}\n${columnNumber}`;
        let target = into.children.get(key);
        if (!target) {
          target = add(child.callFrame);
          into.children.set(key, target);
        }
        waiting.push([child, target]);
      }
    }
  }
  const elapsed = profiles.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
  return {
    nodes: nodes.map(({ id, callFrame, hitCount, children, ticks }) => ({
      id,
      callFrame,
      hitCount,
      children: Array.from(children.values(), (child) => child.id),
      positionTicks: Array.from(ticks, ([line, count]) => ({ line, ticks: count })),
    })),
    startTime: 0,
    endTime: elapsed,
  };
}
