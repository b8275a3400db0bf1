import { levels, nearestName, variableName, type Plugin } from '@nsi/core';
import type { CommandRun } from '@nsi/core/cli';
import { loadConfig } from '../config/load-config.ts';
import { describeOption } from '../config/describe-option.ts';
import { configLeaves, showValue, type ConfigLeaf } from '../config/show-value.ts';
import { optimizerError } from '../errors.ts';
import { flagSources } from './flag-sources.ts';

export const run: CommandRun = async (call) => {
  const path = call.arguments['path'] as string;
  const { config, rooms, plugins } = await loadConfig({ ...flagSources(call), isWhole: true });
  const all = configLeaves(config);
  const leaves = all.filter((leaf) => leaf.path === path || leaf.path.startsWith(`${path}.`));
  if (leaves.length === 0) throw unknownPath(path, all);
  const known = [...rooms, ...plugins.map(({ plugin }) => plugin)];
  const explained = leaves.map((leaf) => explain(leaf, known));
  return { data: explained, text: explained.map(textOf).join('\n\n') };
};

interface Explanation extends ConfigLeaf {
  readonly description?: string;
  readonly variable: string;
  /** What the option is at each level, when that decides. */
  readonly byLevel?: Readonly<Record<string, unknown>>;
}

function explain(leaf: ConfigLeaf, plugins: readonly Plugin[]): Explanation {
  const [section = '', ...keys] = leaf.path.split('.');
  const plugin = plugins.find(({ name }) => name === section);
  const description = describeOption(plugin, leaf.path);
  const byLevel =
    plugin &&
    Object.fromEntries(
      levels.map((level) => [
        level,
        keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], plugin.levels[level]),
      ]),
    );
  return {
    ...leaf,
    value: leaf.value === Infinity ? null : leaf.value,
    variable: variableName(leaf.path),
    ...(description === undefined ? {} : { description }),
    ...(byLevel && Object.values(byLevel).some((value) => value !== undefined) ? { byLevel } : {}),
  };
}

function textOf({ path, value, origin, description, variable, byLevel }: Explanation): string {
  return [
    `${path} = ${value === null ? 'no bound' : showValue(value)}`,
    ...(description === undefined ? [] : [`  ${description}`]),
    `  set by     ${origin}`,
    ...(byLevel
      ? [
          `  levels     ${Object.entries(byLevel)
            .map(([level, at]) => `${level} ${showValue(at)}`)
            .join(', ')}`,
        ]
      : []),
    `  variable   ${variable}`,
  ].join('\n');
}

function unknownPath(path: string, leaves: readonly ConfigLeaf[]): Error {
  const nearest = nearestName(
    path,
    leaves.map((leaf) => leaf.path),
  );
  return optimizerError(
    'NSI_OPTIMIZER_CONFIG_PATH',
    `expected the path of an option, got \`${path}\``,
    nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\`?` },
  );
}
