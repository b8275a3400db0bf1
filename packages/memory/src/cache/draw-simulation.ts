import type { Simulation, SimulationRow } from './simulate.ts';

const maxBarWidth = 50;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Hit ratios as a table: a row for each policy, a column for each capacity. */
export function tabulateSimulation({ requests, distinctKeys, rows }: Simulation): string {
  const capacities = [...new Set(rows.map(({ capacity }) => capacity))];
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  const nameWidth = Math.max(...policies.map((policy) => policy.length));
  const cellWidth = Math.max(9, ...capacities.map((capacity) => grouped(capacity).length + 2));
  const cell = (policy: string, capacity: number): string => {
    const row = rows.find((candidate) => candidate.policy === policy && candidate.capacity === capacity);
    return (row === undefined ? '' : percent(row)).padStart(cellWidth);
  };
  return [
    `${grouped(requests)} requests of ${grouped(distinctKeys)} keys; hit ratio by capacity in entries`,
    '',
    ''.padEnd(nameWidth) + capacities.map((capacity) => grouped(capacity).padStart(cellWidth)).join(''),
    ...policies.map((policy) => policy.padEnd(nameWidth) + capacities.map((capacity) => cell(policy, capacity)).join('')),
    '',
    ...capacities.map((capacity) => verdict(rows.filter((row) => row.capacity === capacity))),
  ].join('\n');
}

/** Hit ratios as bars, for each capacity the best first; `columns` is the width of the terminal. */
export function plotSimulation({ rows }: Simulation, columns: number): string {
  const nameWidth = Math.max(...rows.map(({ policy }) => policy.length));
  const barWidth = Math.max(10, Math.min(maxBarWidth, columns - nameWidth - 12));
  return [...Map.groupBy(rows, ({ capacity }) => capacity)]
    .map(([capacity, group]) =>
      [
        `${grouped(capacity)} entries`,
        ...group
          .toSorted((one, other) => other.hitRatio - one.hitRatio)
          .map((row) => `  ${row.policy.padEnd(nameWidth)} ${bar(row.hitRatio, barWidth)} ${percent(row)}`),
      ].join('\n'),
    )
    .join('\n\n');
}

function verdict(rows: readonly SimulationRow[]): string {
  const [best] = rows.filter(({ policy }) => policy !== 'opt').toSorted((one, other) => other.hitRatio - one.hitRatio);
  const optimum = rows.find(({ policy }) => policy === 'opt');
  if (best === undefined) return '';
  const share =
    optimum === undefined || optimum.hits === 0 ? '' : `, ${Math.round((best.hits / optimum.hits) * 100)} % of the best possible`;
  return `best at ${grouped(best.capacity)}: ${best.policy} with ${percent(best)}${share}`;
}

function bar(ratio: number, width: number): string {
  const parts = Math.round(ratio * width * 8);
  return ('█'.repeat(parts >>> 3) + (eighths[parts & 7] ?? '')).padEnd(width);
}

function percent({ hitRatio }: SimulationRow): string {
  return `${(hitRatio * 100).toFixed(1)} %`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
