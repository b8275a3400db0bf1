/** Prints what start-up costs beside what it may cost: `node tools/house/budgets.ts [rounds]`. Reads the built packages; times never fail it. */
import { cpus } from 'node:os';
import { type Budget, measureBudgets } from './src/budgets.ts';

const rounds = Number(process.argv[2] ?? 15);
const budgets = await measureBudgets(rounds);

for (const budget of budgets) process.stdout.write(`${lineOf(budget)}\n`);
process.stdout.write(
  `least CPU time of ${rounds} interleaved runs each, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`,
);

function lineOf({ what, measured, allowed, unit }: Budget): string {
  const verdict = Number.isNaN(measured) ? 'FAILED' : measured <= allowed ? 'within' : 'OVER  ';
  return `${verdict}  ${measured.toFixed(2).padStart(6)} ${unit.padEnd(2)} of ${allowed} ${unit.padEnd(2)}  ${what}`;
}
