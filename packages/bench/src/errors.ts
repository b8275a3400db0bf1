import { defineErrors, type MakeError } from '@nsi/core';

/** Error codes of this package, each with what it means and what to do. */
export const benchErrors = {
  NSI_BENCH_FILE_EMPTY: {
    when: 'A bench file or plugin offers no suite.',
    hint: "Export it: `export default suite('name', { category }, (s) => …)`.",
  },
  NSI_BENCH_CASE_NONE: {
    when: 'No case is left to measure: none matches the filter, or none has the category.',
    hint: 'Leave `--filter` and the category out to see what there is.',
  },
  NSI_BENCH_FILE_NONE: { when: 'No file matches the pattern.', hint: 'Bench files are named `*.bench.ts`; quote the pattern.' },
  NSI_BENCH_SUITE_INVALID: { when: 'A suite breaks the contract.', hint: 'See the suite guide in the README.' },
  NSI_BENCH_SUITE_MISSING: {
    when: 'A module no longer offers the suite that was found in it.',
    hint: 'Do not edit bench files while they run.',
  },
  NSI_BENCH_OPTION: { when: 'An option of a run is out of range.', hint: 'See `RunOptions` and `MethodOptions`.' },
  NSI_BENCH_SETUP: { when: "A suite's `setup`, or its module, throws.", hint: 'Run the bench file with `node` to see the whole error.' },
  NSI_BENCH_VARIANT_THREW: { when: 'A variant throws or rejects.', hint: 'Call the variant once outside the benchmark.' },
  NSI_BENCH_VARIANT_EXITED: { when: 'A variant ends its process.', hint: 'Take `process.exit` out of what is measured.' },
  NSI_BENCH_VARIANT_MEMORY: { when: 'A variant runs out of memory.', hint: 'Raise `maxForkBytes`, or look for what it keeps.' },
  NSI_BENCH_VARIANT_TIMEOUT: { when: 'A variant hangs, or its promise never settles.', hint: 'Raise `timeoutMs` when it is only slow.' },
  NSI_BENCH_OUTPUT_DIFFERS: {
    when: "A variant's output is not the baseline's.",
    hint: 'Mend the variant, or state a tolerance with `validate`.',
  },
  NSI_BENCH_INPUT_CHANGED: {
    when: 'A variant changes what `setup` made, so that the others got another input.',
    hint: 'Copy the input in the variant, or make scratch space in `create`.',
  },
  NSI_BENCH_FORK_LOST: {
    when: 'Measuring processes die for no reason of their own.',
    hint: 'See whether the system kills processes for memory.',
  },
  NSI_BENCH_COMMAND_FAILED: {
    when: 'A command under `cmd` cannot be started, or ends with another code than 0.',
    hint: 'Run it by itself, or pass `--ignore-failure`.',
  },
  NSI_BENCH_FORMAT: { when: 'A format is not known, or cannot be told from the file.', hint: 'Name it with `--from` or `--format`.' },
  NSI_BENCH_HISTORY: { when: 'A history cannot be read or written.', hint: 'See the file that the message names.' },
  NSI_BENCH_IMPORT: {
    when: "A file of another tool breaks that tool's own format.",
    hint: 'Make it again with the tool, or name another format with `--from`.',
  },
  NSI_BENCH_INSTRUCTIONS: {
    when: '`--instructions` is asked for on a machine that cannot count them.',
    hint: 'Install valgrind, or perf where the processor lets users read its counters.',
  },
  NSI_BENCH_LOAD: {
    when: 'The target of a load test cannot be reached, or none of its answers can be used.',
    hint: 'Open the URL by itself first.',
  },
  NSI_BENCH_PLUGIN_MISSING: {
    when: 'A package that `--plugin` names is not installed, or has no `./plugin` entry.',
    hint: 'Install it, or pass the file URL of its entry.',
  },
  NSI_BENCH_REF: {
    when: 'A git reference cannot be checked out or built for a comparison.',
    hint: 'Fetch it, or pass `--install` and `--build` commands that work in a fresh checkout.',
  },
  NSI_BENCH_RESULTS: {
    when: 'A results file cannot be read, or has nothing to compare.',
    hint: 'Make it with `nsi-bench run --output results.json`.',
  },
  NSI_BENCH_VIZ_MISSING: {
    when: '`--plot` or `--report` is asked for and `@nsi/viz` is not installed.',
    hint: 'Run `npm install @nsi/viz`.',
  },
} as const;

export const benchError: MakeError<keyof typeof benchErrors> = defineErrors(benchErrors);
