import { type Command, defineCommand } from '@nsi/core/cli';

/** The commands of `nsi-cpu` and `nsi cpu`. */
const cpuCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'doctor',
    summary: 'how many cores this process can use and why, SIMD, huge pages, memory limit, thread-pool advice',
    description: 'Reads affinity, control groups and variables, and says what to set where a default does not fit them.',
    options: [
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 3 for a finding at least this severe',
        choices: ['high', 'medium', 'low', 'note'],
      },
    ],
    examples: [
      { command: 'nsi-cpu doctor', summary: 'in the container, with the environment of the program' },
      { command: 'nsi-cpu doctor --fail-on medium --json', summary: 'as a check before a release' },
    ],
    load: () => import('./doctor.ts'),
  }),
]);
export default cpuCommands;
