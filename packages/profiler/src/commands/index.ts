import { type Command, type CommandOption, defineCommand } from '@nsi/core/cli';
import { exportFormatNames } from '../export/format-names.ts';

const html: CommandOption = { flags: '--report', summary: 'write one HTML file with everything (needs @nsi/viz)' };
const format: CommandOption = { flags: '--format <format>', summary: 'of what is printed', choices: ['text', 'markdown'], default: 'text' };
const failOn: CommandOption = {
  flags: '--fail-on <severity>',
  summary: 'exit with 3 when a finding is at least as severe, and more than a hint',
  choices: ['high', 'medium', 'low'],
};

/** The commands of `nsi-profiler` and `nsi profiler`. */
const profilerCommands: readonly Command[] = Object.freeze([
  defineCommand({
    name: 'run',
    summary: 'profile a program (default command)',
    description: 'Runs a script, the exports of a module, or any command, and says where its time went, why, and what to change.',
    isDefault: true,
    takesProgram: true,
    options: [
      { flags: '--script <file>', summary: 'a file that Node.js runs' },
      { flags: '--module <path>', summary: 'a module whose exports are called; #name behind it names one' },
      { flags: '--args <words...>', summary: 'arguments of the script or function; those that begin with a dash go behind --' },
      { flags: '--call <number>', summary: 'how often to call each export of the module (default: for a second)', type: 'number' },
      { flags: '--mode <mode>', summary: 'how closely to look', choices: ['low', 'default', 'deep', 'exact'] },
      { flags: '--exact', summary: 'as --mode exact: functions that V8 inlined are told apart, also on one line' },
      { flags: '--interval <µs>', summary: 'between two samples (default 1000)', type: 'number' },
      { flags: '--duration <time>', summary: 'end the program after so long, such as 30s' },
      { flags: '--no-memory', summary: 'sample no allocations' },
      { flags: '--no-counts', summary: 'count no calls, follow no sockets' },
      { flags: '--no-workers', summary: 'leave worker threads out' },
      { flags: '--no-children', summary: 'leave processes out that the program starts' },
      { flags: '--no-source-maps', summary: 'positions of what ran, not of what was written' },
      { flags: '--experiments', summary: 'try what findings advise on the program itself' },
      { flags: '--ignore <rules>', summary: 'rules that stay silent', type: 'list' },
      { flags: '--plugin <package>', summary: 'take rules from this package too (may be repeated)', type: 'repeat' },
      html,
      format,
      failOn,
    ],
    examples: [
      { command: 'nsi-profiler --script app.js --args a b --report', summary: 'profile a script, with an HTML report' },
      { command: 'nsi-profiler --module ./orders.js#total --call 1000', summary: 'profile one export' },
      { command: 'nsi-profiler -- node --max-old-space-size=512 app.js --port 3000', summary: 'profile any command' },
    ],
    load: () => import('./run.ts'),
  }),
  defineCommand({
    name: 'attach',
    summary: 'profile a process that runs already',
    description:
      'Opens the inspector of the process by SIGUSR1 (it says so on its stderr), collects for a while, in its workers too, and closes it again. Ctrl-C ends that early; the process runs on.',
    arguments: [{ name: 'pid', summary: 'process id' }],
    options: [
      { flags: '--duration <time>', summary: 'how long (default 10s)' },
      { flags: '--mode <mode>', summary: 'how closely to look', choices: ['low', 'default'] },
      { flags: '--port <number>', summary: 'port of its inspector (default 9229)', type: 'number' },
      { flags: '--no-workers', summary: 'leave worker threads out' },
      { flags: '--ignore <rules>', summary: 'rules that stay silent', type: 'list' },
      html,
      format,
      failOn,
    ],
    examples: [{ command: 'nsi-profiler attach 4711 --duration 30s', summary: 'what is the server doing right now?' }],
    load: () => import('./attach.ts'),
  }),
  defineCommand({
    name: 'report',
    summary: 'show a profile again',
    arguments: [{ name: 'file', summary: 'report of a run, or a .cpuprofile; - reads standard input' }],
    options: [{ flags: '--ignore <rules>', summary: 'rules that stay silent', type: 'list' }, html, format, failOn],
    examples: [{ command: 'nsi-profiler report profile.json --report', summary: 'make the HTML file of a saved profile' }],
    load: () => import('./report.ts'),
  }),
  defineCommand({
    name: 'diff',
    summary: 'what changed between two profiles',
    description: 'Compares the functions of two reports by samples, per operation where both name the same spans, with intervals.',
    arguments: [
      { name: 'before', summary: 'report of a run' },
      { name: 'after', summary: 'report of a run' },
    ],
    options: [format, { flags: '--fail', summary: 'exit with 3 when something takes more time than before, beyond its interval' }],
    examples: [{ command: 'nsi-profiler diff before.json after.json', summary: 'did the fix move the time?' }],
    load: () => import('./diff.ts'),
  }),
  defineCommand({
    name: 'export',
    summary: 'a profile in a format of other tools',
    arguments: [{ name: 'file', summary: 'report of a run; - reads standard input' }],
    options: [{ flags: '--to <format>', summary: 'format of the file', choices: exportFormatNames, default: 'speedscope' }],
    examples: [{ command: 'nsi-profiler export profile.json --to pprof --output profile.pb.gz', summary: 'for `go tool pprof`' }],
    load: () => import('./export.ts'),
  }),
  defineCommand({
    name: 'rules',
    summary: 'what the profiler looks for',
    options: [{ flags: '--plugin <package>', summary: 'rules of this package too (may be repeated)', type: 'repeat' }],
    examples: [{ command: 'nsi-profiler rules', summary: 'all rules, one a line' }],
    load: () => import('./rules.ts'),
  }),
  defineCommand({
    name: 'whatif',
    summary: 'try a change on a program',
    description:
      'Runs the program in pairs, as it is and changed, and says whether the change helps: confirmed, refuted or inconclusive, with its interval. The program gets no standard input; what it prints is compared, not shown. A module needs --call.',
    takesProgram: true,
    options: [
      { flags: '--try <experiments>', summary: 'what to change', type: 'list' },
      { flags: '--script <file>', summary: 'a file that Node.js runs' },
      { flags: '--module <path>', summary: 'a module whose exports are called; #name behind it names one' },
      { flags: '--args <words...>', summary: 'arguments of the script or function; those that begin with a dash go behind --' },
      { flags: '--call <number>', summary: 'how often to call each export of the module', type: 'number' },
      { flags: '--pairs <number>', summary: 'so many pairs before the first look (default 5)', type: 'number' },
    ],
    examples: [{ command: 'nsi-profiler whatif --try memoise-read-file --script app.js', summary: 'would a cache of files help?' }],
    load: () => import('./whatif.ts'),
  }),
  defineCommand({
    name: 'explain',
    summary: 'one rule: when it speaks, what to do, and when not',
    arguments: [{ name: 'id', summary: 'id of a rule' }],
    options: [{ flags: '--plugin <package>', summary: 'rules of this package too (may be repeated)', type: 'repeat' }],
    examples: [{ command: 'nsi-profiler explain sync-fs-hot', summary: 'what does this finding mean?' }],
    load: () => import('./explain.ts'),
  }),
]);
export default profilerCommands;
