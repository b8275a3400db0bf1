// Run through a loader that puts thirty lines before what stands here, as compilers do.
const Kind = { even: 0, odd: 1 } as const;

export function kindOf(value: number): number {
  return value % 2 === 0 ? Kind.even : Kind.odd;
}

export function countOdd(limit: number): number {
  let count = 0;
  for (let value = 0; value < limit; value++) if (kindOf(value) === Kind.odd) count += Math.sqrt(value) > 0 ? 1 : 0;
  return count;
}

function fibonacci(value: number): number {
  return value < 2 ? value : fibonacci(value - 1) + fibonacci(value - 2);
}

let count = 0;
for (const start = process.cpuUsage(); process.cpuUsage(start).user < 400_000;) count += countOdd(20_000) + fibonacci(18);
process.stdout.write(`${count > 0}\n`);
