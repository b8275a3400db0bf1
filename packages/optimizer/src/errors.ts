import { defineErrors, type MakeError } from '@nsi/core';

/**
 * The errors that `@nsi/optimizer` throws beside those of `@nsi/core` and the rooms, by code; `docs/reference/errors.md` lists the same.
 */
export const optimizerErrors = {
  NSI_OPTIMIZER_CONFIG_EXISTS: { when: '`nsi config init` would replace a configuration file.', hint: 'Pass `--force` to replace it.' },
  NSI_OPTIMIZER_CONFIG_FILE: {
    when: 'A configuration file is missing, cannot be read or holds no configuration.',
    hint: 'Run `nsi config init` to write one.',
  },
  NSI_OPTIMIZER_CONFIG_PATH: {
    when: '`nsi config explain` was asked for an option that is not there.',
    hint: 'Run `nsi config show` to see all of them.',
  },
  NSI_OPTIMIZER_METRICS_PORT: {
    when: 'The port for metrics is taken or not allowed.',
    hint: 'Set `monitoring.port` to another one, or to 0 for any.',
  },
  NSI_OPTIMIZER_PLUGIN_LOAD: {
    when: 'A package that `plugins` names cannot be loaded or exports no plugin.',
    hint: 'Install it beside the configuration file, or remove it from `plugins`.',
  },
  NSI_OPTIMIZER_PLUGIN_UNKNOWN: {
    when: 'The handle of a plugin was asked for that is neither a room nor in `plugins`.',
    hint: 'Add its package to `plugins` in the configuration.',
  },
} as const;

export const optimizerError: MakeError<keyof typeof optimizerErrors> = defineErrors(optimizerErrors);
