import type { CommandCall } from '@nsi/core/cli';
import type { LoadConfigOptions } from '../config/load-config.ts';

/** Where the configuration of a command comes from: its `--config` and `--level`, the folder and the variables it runs in. */
export function flagSources({ frame, cwd, variables }: Pick<CommandCall, 'cwd' | 'frame' | 'variables'>): LoadConfigOptions {
  return {
    cwd,
    variables,
    ...(frame.config === undefined ? {} : { file: frame.config }),
    ...(frame.level === undefined ? {} : { overrides: [{ origin: '--level', value: { level: frame.level } }] }),
  };
}
