import { defineErrors, type MakeError } from '@nsi/core';

/** Every code of this room, with when it is thrown and what to do. */
export const profilerErrors = {
  NSI_PROFILER_ATTACH: {
    when: 'A running process cannot be reached, or ended while it was profiled.',
    hint: 'Pass the PID of a Node.js process of the same user and machine.',
  },
  NSI_PROFILER_EMPTY: {
    when: 'The program left no profile: it is not Node.js, ended before its first line, or dropped NODE_OPTIONS.',
    hint: 'Put the command after two dashes, as in `nsi-profiler -- node app.js`, and pass the environment on.',
  },
  NSI_PROFILER_EXPERIMENT: {
    when: 'An experiment is unknown, or a run of the program takes too long for one.',
    hint: 'Try it on a program that does a fixed amount of work and ends.',
  },
  NSI_PROFILER_EXPORT: {
    when: 'A profile is to be written in a format that is not known.',
    hint: 'Use one of the formats the message lists.',
  },
  NSI_PROFILER_MODULE: {
    when: 'A module cannot be loaded, has no such export, or nothing in it can be called without arguments.',
    hint: 'Name an exported function: `--module ./orders.js#total`.',
  },
  NSI_PROFILER_OPTION: {
    when: 'A profile is started with an option it cannot use.',
    hint: 'Use a value within the bounds the message names.',
  },
  NSI_PROFILER_RAW: {
    when: 'A profile file is cut short, or was written by something else.',
    hint: 'Pass a report of `nsi-profiler`, or a `.cpuprofile` of V8.',
  },
  NSI_PROFILER_RULE: {
    when: 'A rule is unknown, or two rules have one id.',
    hint: '`nsi-profiler rules` lists them.',
  },
  NSI_PROFILER_RUNNING: {
    when: 'A profiler that runs in this process is started again, or stopped without having been started.',
    hint: 'Stop it first; one profile at a time.',
  },
  NSI_PROFILER_TARGET: {
    when: 'The program to profile is missing or cannot be started.',
    hint: 'Name one of `--script`, `--module` or a command after two dashes.',
  },
  NSI_PROFILER_VIZ_MISSING: {
    when: '`--report` is asked for and `@nsi/viz` is not installed.',
    hint: 'Run `npm install @nsi/viz`.',
  },
} as const;

/** A code of this room. */
export type ProfilerErrorCode = keyof typeof profilerErrors;

/** Makes an error of this room. */
export const profilerError: MakeError<ProfilerErrorCode> = defineErrors(profilerErrors);
