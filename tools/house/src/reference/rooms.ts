import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ErrorDefinition, Metric, Plugin, Rule } from '@nsi/core';
import type { Command } from '@nsi/core/cli';
import { isInWorkspace, listPackages, workspaceRoot } from '../workspace.ts';

/** What the sources of one package say about themselves. */
export interface Room {
  readonly folder: string;
  readonly bin: string | undefined;
  readonly errors: readonly (readonly [code: string, ErrorDefinition])[];
  readonly metrics: readonly Metric[];
  readonly plugin: Plugin | undefined;
  readonly commands: readonly Command[];
  readonly rules: readonly Rule<never>[];
}

/** Loads the tables of every package from its sources; needs the condition `@nsi/source`. */
export async function readRooms(): Promise<readonly Room[]> {
  return Promise.all(
    listPackages().map(async ({ folder, manifest }) => {
      const [errors, metrics, plugin, commands, rules, catalogue] = await Promise.all(
        ['errors.ts', 'metrics.ts', 'plugin.ts', 'commands/index.ts', 'rules.ts', 'rules/catalogue.ts'].map((file) =>
          exportsOf(`packages/${folder}/src/${file}`),
        ),
      );
      return {
        folder,
        bin: Object.keys(manifest.bin ?? {})[0],
        errors: errors!.filter(isErrorTable).flatMap((table) => Object.entries(table)),
        metrics: metrics!.filter(isMetricTable).flatMap((table) => Object.values(table)),
        plugin: plugin!.find(isPlugin),
        commands: commands!.find(isCommandList) ?? [],
        rules: [...rules!, ...catalogue!].find(isRuleList) ?? [],
      };
    }),
  );
}

async function exportsOf(path: string): Promise<readonly unknown[]> {
  if (!isInWorkspace(path)) return [];
  const module = (await import(pathToFileURL(join(workspaceRoot, path)).href)) as Readonly<Record<string, unknown>>;
  return Object.values(module);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isErrorTable(value: unknown): value is Readonly<Record<string, ErrorDefinition>> {
  return (
    isRecord(value) && hasEvery(Object.entries(value), ([code, row]) => /^NSI_[A-Z0-9]+_/.test(code) && isRecord(row) && 'when' in row)
  );
}

function isMetricTable(value: unknown): value is Readonly<Record<string, Metric>> {
  return isRecord(value) && hasEvery(Object.values(value), (row) => isRecord(row) && 'kind' in row && 'help' in row);
}

function isPlugin(value: unknown): value is Plugin {
  return isRecord(value) && 'apiVersion' in value && 'setup' in value;
}

function isCommandList(value: unknown): value is readonly Command[] {
  return Array.isArray(value) && hasEvery(value, (command) => isRecord(command) && 'load' in command && 'examples' in command);
}

function isRuleList(value: unknown): value is readonly Rule<never>[] {
  return Array.isArray(value) && hasEvery(value, (rule) => isRecord(rule) && 'needs' in rule && 'test' in rule);
}

function hasEvery<Element>(elements: readonly Element[], holds: (element: Element) => boolean): boolean {
  return elements.length > 0 && elements.every(holds);
}
