// Right answer: json-clone
// Makes households for a tax calculator's tests in a worker thread and adds up what comes out.
// @ts-nocheck: what is exported by assignment has no type here
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads') as typeof import('node:worker_threads');
const { once } = require('node:events') as typeof import('node:events');
const { households } = require('./households.cts') as typeof import('./households.cts');

interface Outcome {
  readonly count: number;
  readonly tax: number;
}

function outcomeOf(count: number): Outcome {
  let tax = 0;
  for (const household of households(count)) {
    for (const { income, deductions } of household.people) {
      const taxable = deductions.reduce((rest, { amount }) => rest - amount, income);
      tax += taxable > 12_000 ? (taxable - 12_000) * (taxable > 40_000 ? 0.34 : 0.2) : 0;
    }
  }
  return { count, tax: Math.round(tax) };
}

async function main(): Promise<void> {
  const worker = new Worker(__filename, { workerData: { count: 340_000 } });
  const [{ count, tax }] = (await once(worker, 'message')) as [Outcome];
  console.log(count, 'households,', tax % 1_000_000);
}

if (isMainThread) void main();
else parentPort?.postMessage(outcomeOf((workerData as { count: number }).count));
