import { defineErrors, type MakeError } from './errors/define-errors.ts';

/** The errors that `@nsi/core` throws, by code; `docs/reference/errors.md` lists the same. */
export const coreErrors = {
  NSI_CORE_CONFIG: {
    when: 'The configuration has an unknown key, a wrong type or an impossible limit.',
    hint: 'Run `nsi config explain <path>` to see where a value comes from.',
  },
  NSI_CORE_COMMAND_INPUT: { when: 'Standard input is larger than a command takes.', hint: 'Pass a file instead.' },
  NSI_CORE_COMMAND_INTERRUPTED: { when: 'A command was interrupted by Ctrl-C or a termination signal.', hint: 'Run it again to finish.' },
  NSI_CORE_COMMAND_SYSTEM: {
    when: 'A command met a file, folder or device that the operating system does not let it use.',
    hint: 'Check the path that the message names.',
  },
  NSI_CORE_COMMAND_USAGE: { when: 'A command line has an unknown option, a missing argument or a wrong value.', hint: 'See `--help`.' },
  NSI_CORE_DRIVER_MISSING: {
    when: 'A driver was asked for whose library is not installed.',
    hint: 'Install the package that the message names.',
  },
  NSI_CORE_PLUGIN_COLLISION: {
    when: 'Two plugins bring the same name, metric or command.',
    hint: 'Remove one of the two from `plugins`, or ask its author for a name of its own.',
  },
  NSI_CORE_PLUGIN_DISABLED: {
    when: 'The handle of a disabled plugin was asked for that has no plain twin.',
    hint: 'Enable it in the configuration, or ask its author for `plain`.',
  },
  NSI_CORE_PLUGIN_INVALID: { when: 'A plugin breaks the contract.', hint: 'Make it with `definePlugin` and see the plugin guide.' },
  NSI_CORE_PLUGIN_VERSION: {
    when: 'A plugin was made for another version of the contract.',
    hint: 'Install versions of plugin and `@nsi/core` that match.',
  },
  NSI_CORE_REPORT_INVALID: {
    when: 'A report is truncated, not JSON, or not of the documented shape.',
    hint: 'Make the report again with the tool that wrote it.',
  },
  NSI_CORE_REPORT_VERSION: {
    when: 'A report was written by a newer version than the reader knows.',
    hint: 'Update the package that reads it.',
  },
  NSI_CORE_TIMED_NAME: { when: 'An anonymous function was to be timed without a name.', hint: "Pass `{ name: '…' }`." },
} as const;

export const coreError: MakeError<keyof typeof coreErrors> = defineErrors(coreErrors);
