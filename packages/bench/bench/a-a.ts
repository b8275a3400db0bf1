/**
 * Does the tool cry wolf? The same code compared with itself (A/A) and with a true slowdown (A/B), on an idle machine and beside a busy
 * neighbour, by our method and by tinybench, mitata, vitest's and criterion's rules.
 *
 *   node --conditions=@nsi/source bench/a-a.ts [--count 300] [--peer-count 60] [--slow-count 60] [--file results.jsonl]
 *
 * `--count` A/A comparisons by ours and `--peer-count` by the peers; `--slow-count` by ours for each slowdown and half as many by the peers.
 * With `--file`, every trial is appended as a line and a later run goes on where this one stopped. Takes about 15 s a comparison.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { kernelNames } from './experiment/kernels.ts';
import { experimentTable } from './experiment/table.ts';
import { ours, runOurs, runPeers, type Trial, type TrialResult, withNeighbour } from './experiment/trial.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    'peer-count': { type: 'string', default: '60' },
    'slow-count': { type: 'string', default: '60' },
    file: { type: 'string' },
  },
});
const counts = { aa: Number(values.count), peers: Number(values['peer-count']), slow: Number(values['slow-count']) };
const { file } = values;
const results: TrialResult[] =
  file !== undefined && existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as TrialResult)
    : [];

const plan = [
  ...trials(0, counts.aa, runOurs),
  ...trials(0, counts.peers, runPeers),
  ...[3, 5].flatMap((slowdown) => [...trials(slowdown, counts.slow, runOurs), ...trials(slowdown, Math.ceil(counts.slow / 2), runPeers)]),
];
// All kinds mixed, so that the machine's moods meet every tool alike.
plan.sort((left, right) => left.place - right.place);

const done = new Set(results.map(keyOf));
for (const [index, { trial, run }] of plan.entries()) {
  if (done.has(keyOf({ ...trial, changes: run === runOurs ? { [ours]: 'same' } : {} }))) continue;
  const result = await withNeighbour(trial.isNeighbourBusy, () => run(trial));
  results.push(result);
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
  process.stderr.write(`${index + 1}/${plan.length} ${trial.kernel} +${trial.slowdown} % ${JSON.stringify(result.changes)}\n`);
}
process.stdout.write(
  `${experimentTable(results)}\n${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}\n`,
);

function trials(
  slowdown: number,
  count: number,
  run: typeof runOurs,
): { readonly trial: Trial; readonly run: typeof runOurs; readonly place: number }[] {
  return Array.from({ length: count }, (_, index) => ({
    trial: {
      kernel: kernelNames[index % kernelNames.length] ?? 'parse',
      slowdown,
      isNeighbourBusy: Math.floor(index / kernelNames.length) % 2 === 1,
      seed: 1000 * (index + 1) + slowdown,
    },
    run,
    place: index / count,
  }));
}

function keyOf({ kernel, slowdown, seed, changes }: TrialResult): string {
  return `${kernel} ${slowdown} ${seed} ${ours in changes}`;
}
