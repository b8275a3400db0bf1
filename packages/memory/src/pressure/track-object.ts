import { setImmediate } from 'node:timers/promises';
import { getHeapSnapshot } from 'node:v8';
import { describe } from '@nsi/core';
import { weighBytes } from '../cache/weigh-bytes.ts';
import { memoryError } from '../errors.ts';
import { dominatorTree } from '../heap-snapshot/dominators.ts';
import { edgeLabel } from '../heap-snapshot/node-label.ts';
import { shortestPaths } from '../heap-snapshot/reachable.ts';
import { retainerPath } from '../heap-snapshot/retainer-path.ts';
import { parseSnapshot, type SnapshotGraph } from '../heap-snapshot/snapshot-graph.ts';

/** What one object weighs and whether it still lives. Does not keep it alive. */
export interface TrackedObject {
  readonly name: string;
  readonly isAlive: boolean;
  /** Settles when the garbage collector has taken the object. */
  readonly collected: Promise<void>;
  /** Bytes of the object and of everything reachable from it, as far as plain data goes: an estimate, at once. 0 when it is gone. */
  reachableBytes(): number;
  /**
   * Bytes that would be free if the object were gone, and what keeps it alive, from a heap snapshot of this process: exact,
   * but it stops the program for about a second per 100 MB of heap. `undefined` when the object is gone.
   */
  retained(options?: { readonly signal?: AbortSignal }): Promise<RetainedObject | undefined>;
}

/** What one object keeps alive, in bytes. */
export interface RetainedObject {
  readonly retainedBytes: number;
  readonly selfBytes: number;
  /** From the object outward, such as `.entries of Store`. */
  readonly path: readonly string[];
}

/** How a tracked object is shown. */
export interface TrackObjectOptions {
  /** Shown in reports. Default: the name of its constructor. */
  readonly name?: string;
}

/**
 * Follows one object. Throws `NSI_MEMORY_PRESSURE_OPTION` for what is no object.
 * @example
 * const tracked = trackObject(session);
 * const { retainedBytes, path } = (await tracked.retained()) ?? {};
 */
export function trackObject(object: object, { name = object?.constructor?.name ?? 'object' }: TrackObjectOptions = {}): TrackedObject {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
    throw memoryError('NSI_MEMORY_PRESSURE_OPTION', `expected an object, got ${describe(object)}`);
  }
  const reference = new WeakRef(object);
  const { promise: collected, resolve } = Promise.withResolvers<void>();
  finalizations.register(object, resolve);
  return {
    name,
    get isAlive() {
      return reference.deref() !== undefined;
    },
    collected,
    reachableBytes() {
      const target = reference.deref();
      return target === undefined ? 0 : weighBytes(target);
    },
    async retained({ signal } = {}) {
      const label = `nsiTracked${(trackedCount += 1)}`;
      const marker = markerOf(reference, label);
      if (!marker) return undefined;
      // Until the end of this turn the engine itself holds what a WeakRef has given out, and would be found to keep it alive.
      await setImmediate();
      const graph = await parseSnapshot(getHeapSnapshot(), { totalBytes: Infinity, ...(signal ? { signal } : {}) });
      return label in marker ? findRetained(graph, label) : undefined;
    },
  };
}

const finalizations = new FinalizationRegistry<() => void>((resolve) => resolve());
let trackedCount = 0;

/** An object that refers to the tracked one by a property of a name of its own: a snapshot has no other way to find it. */
function markerOf(reference: WeakRef<object>, label: string): object | undefined {
  const target = reference.deref();
  return target && { [label]: target };
}

function findRetained(graph: SnapshotGraph, label: string): RetainedObject {
  const [marker, node] = findProperty(graph, label);
  const { retainedBytes } = dominatorTree(graph);
  return {
    retainedBytes: retainedBytes[node] as number,
    selfBytes: graph.selfBytes[node] as number,
    path: retainerPath(graph, shortestPaths(graph, marker), node),
  };
}

/** The object that has the property `name`, and what that refers to. */
function findProperty(graph: SnapshotGraph, name: string): readonly [holder: number, target: number] {
  const { nodeCount, firstEdge, edgeTo } = graph;
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node] as number; edge < (firstEdge[node + 1] as number); edge++) {
      if (edgeLabel(graph, edge) === `.${name}`) return [node, edgeTo[edge] as number];
    }
  }
  throw memoryError('NSI_MEMORY_SNAPSHOT_FORMAT', `expected \`${name}\` in the snapshot of this process, got none`);
}
