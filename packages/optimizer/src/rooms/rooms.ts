import type { Plugin } from '@nsi/core';
import type { Command } from '@nsi/core/cli';

/** An optimizer of this toolkit, loaded when it is first needed. */
export interface Room {
  readonly summary: string;
  /** The package's entry that holds its plugin. */
  readonly entry: string;
  load(): Promise<{ readonly default: Plugin }>;
}

/** A package with commands and no section of its own. */
export interface Tool {
  readonly summary: string;
  load(): Promise<{ readonly default: readonly Command[] }>;
}

export type RoomName = 'memory' | 'cpu' | 'io';
export type ToolName = 'bench' | 'profiler' | 'viz';

/** The only place that knows the rooms by name. */
export const rooms: Readonly<Record<RoomName, Room>> = Object.freeze({
  memory: {
    summary: 'compression, pools, caches, compact structures, memory pressure',
    entry: '@nsi/memory/plugin',
    load: () => import('@nsi/memory/plugin'),
  },
  cpu: {
    summary: 'SIMD, compiled expressions, threads, scheduling',
    entry: '@nsi/cpu/plugin',
    load: () => import('@nsi/cpu/plugin'),
  },
  io: {
    summary: 'reading, walking, durable writing, block caches, packed files',
    entry: '@nsi/io/plugin',
    load: () => import('@nsi/io/plugin'),
  },
});

export const tools: Readonly<Record<ToolName, Tool>> = Object.freeze({
  bench: { summary: 'measure, compare, gate: benchmarks that tell the truth', load: () => import('@nsi/bench/commands') },
  profiler: { summary: 'the line that costs the time, why, and what to change', load: () => import('@nsi/profiler/commands') },
  viz: { summary: 'charts and reports from results', load: () => import('@nsi/viz/commands') },
});

export const roomNames: readonly RoomName[] = Object.freeze(Object.keys(rooms) as RoomName[]);

export function isRoomName(name: string): name is RoomName {
  return Object.hasOwn(rooms, name);
}

/** The plugin of a room. */
export async function loadRoom(name: RoomName): Promise<Plugin> {
  return (await rooms[name].load()).default;
}

/** Names of sections that the configuration may have though the package is not part of this installation. */
export const plannedSections: readonly string[] = Object.freeze(['network', 'db', 'distributed']);
