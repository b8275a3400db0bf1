import { isPlainObject, pluginSources, resolveConfig, type ConfigLayer, type Plugin, type ResolvedConfig } from '@nsi/core';
import { loadPlugin, type LoadedPlugin } from '../plugins/load-plugin.ts';
import { loadRoom, plannedSections, roomNames, type RoomName } from '../rooms/rooms.ts';
import { readSources, type ConfigSources, type SourceOptions } from './read-sources.ts';

export interface LoadConfigOptions extends SourceOptions {
  /** Code and flags, over everything else. */
  readonly overrides?: readonly ConfigLayer[];
  /** Load every room, so that the whole configuration is checked and shown. Default: only the rooms that it mentions. */
  readonly isWhole?: boolean;
}

export interface LoadedConfig {
  readonly sources: ConfigSources;
  readonly overrides: readonly ConfigLayer[];
  readonly config: ResolvedConfig;
  /** Third-party plugins, in the order of the configuration. */
  readonly plugins: readonly LoadedPlugin[];
  /** Rooms that were loaded because the configuration mentions them. */
  readonly rooms: readonly Plugin[];
}

/** Reads, loads what the configuration mentions, and resolves: every mistake in it is an error now, not when a room is first used. */
export async function loadConfig({ overrides = [], isWhole = false, ...options }: LoadConfigOptions = {}): Promise<LoadedConfig> {
  const sources = await readSources(options);
  const mentioned = isWhole ? roomNames : roomNames.filter((name) => isMentioned(name, sources, overrides));
  const [rooms, plugins] = await Promise.all([
    Promise.all(mentioned.map(loadRoom)),
    Promise.all(pluginSources({ ...sources, overrides }).map((source) => loadPlugin(source, sources.folder))),
  ]);
  const config = resolveWith(sources, overrides, [...rooms, ...plugins.map(({ plugin }) => plugin)]);
  return { sources, overrides, config, plugins, rooms };
}

/** The configuration with the sections of `plugins` resolved. */
export function resolveWith(sources: ConfigSources, overrides: readonly ConfigLayer[], plugins: readonly Plugin[]): ResolvedConfig {
  return resolveConfig({
    layers: sources.layers,
    variables: sources.variables,
    overrides,
    environment: sources.environment,
    plugins,
    knownSections: [...roomNames, ...plannedSections],
  });
}

function sectionNames(value: Readonly<Record<string, unknown>>): readonly string[] {
  const parts = isPlainObject(value['environments']) ? Object.values(value['environments']).filter(isPlainObject) : [];
  return [value, ...parts].flatMap(Object.keys);
}

function isMentioned(room: RoomName, { layers, variables }: ConfigSources, overrides: readonly ConfigLayer[]): boolean {
  const inLayer = [...layers, ...overrides].some(({ value }) => isPlainObject(value) && sectionNames(value).includes(room));
  return inLayer || Object.keys(variables).some((name) => name.startsWith(`NSI_${room.toUpperCase()}_`));
}
