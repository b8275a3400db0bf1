import { median } from '../../src/stats/quantile.ts';
import { ours, type TrialResult } from './trial.ts';

/** The experiment's answer: for each tool, how often it saw a difference where there is none, found one, or pointed the wrong way. */
export function experimentTable(results: readonly TrialResult[]): string {
  const tools = [...new Set(results.flatMap(({ changes }) => Object.keys(changes)))].toSorted(
    (left, right) => Number(left === ours) - Number(right === ours),
  );
  const header = ['tool and rule', 'false, idle', 'false, busy', '+3 % found', '+5 % found', 'wrong way'];
  const rows = tools.map((tool) => {
    const said = results.filter(({ changes }) => tool in changes);
    const slow = said.filter(({ slowdown }) => slowdown > 0);
    return [
      tool,
      ...[false, true].map((isBusy) =>
        share(
          said.filter((trial) => trial.slowdown === 0 && trial.isNeighbourBusy === isBusy),
          ({ changes }) => changes[tool] !== 'same',
        ),
      ),
      ...[3, 5].map((slowdown) =>
        share(
          said.filter((trial) => trial.slowdown === slowdown),
          ({ changes }) => changes[tool] === 'slower',
        ),
      ),
      share(slow, ({ changes }) => changes[tool] === 'faster'),
    ];
  });
  return `${markdown([header, header.map(() => '---'), ...rows])}\n\n${oursInWords(results)}`;
}

function oursInWords(results: readonly TrialResult[]): string {
  const own = results.filter(({ changes }) => ours in changes);
  const same = own.filter(({ slowdown }) => slowdown === 0);
  const alarms = same.filter(({ changes }) => changes[ours] !== 'same');
  const confirmed = alarms.filter(({ isConfirmed }) => isConfirmed);
  const cpu = median(own.flatMap(({ cpuSeconds }) => cpuSeconds ?? []));
  const forks = median(own.flatMap(({ forkRatios }) => forkRatios?.length ?? []));
  return `${ours}: ${alarms.length} alarms in ${same.length} A/A comparisons, ${confirmed.length} confirmed on fresh forks; median ${cpu.toFixed(1)} s CPU and ${forks} forks a comparison.`;
}

function share(trials: readonly TrialResult[], holds: (trial: TrialResult) => boolean): string {
  if (trials.length === 0) return '–';
  const count = trials.filter(holds).length;
  return `${((100 * count) / trials.length).toFixed(1)} % (${count} of ${trials.length})`;
}

function markdown(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
