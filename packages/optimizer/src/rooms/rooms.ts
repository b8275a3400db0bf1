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

export type RoomName = 'memory';
export type ToolName = 'bench' | 'viz';

/** The only place that knows the rooms by name. */
export const rooms: Readonly<Record<RoomName, Room>> = Object.freeze({
  memory: {
    summary: 'compression, pools, caches, compact structures, memory pressure',
    entry: '@nsi/memory/plugin',
    load: () => import('@nsi/memory/plugin'),
  },
});

export const tools: Readonly<Record<ToolName, Tool>> = Object.freeze({
  bench: { summary: 'measure, compare, gate: benchmarks that tell the truth', load: () => import('@nsi/bench/commands') },
  viz: { summary: 'charts and reports from results', load: () => import('@nsi/viz/commands') },
});

export const roomNames: readonly RoomName[] = Object.freeze(Object.keys(rooms) as RoomName[]);

/** The plugin of a room. */
export async function loadRoom(name: RoomName): Promise<Plugin> {
  return (await rooms[name].load()).default;
}

/** Names of sections that the configuration may have though the package is not part of this installation. */
export const plannedSections: readonly string[] = Object.freeze(['cpu', 'io', 'network', 'db', 'distributed']);
