import { cpus } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandRun } from '@nsi/core/cli';
import { cpuError } from '../errors.ts';
import { hasSimd } from '../simd/simd-probe.ts';
import { createKernelArrays, differenceOf, type KernelArrays, type KernelCase, kernelCases } from '../suites/kernel-cases.ts';

interface Row {
  readonly name: string;
  /** Time of the loop by that of the kernel, medians of neighbouring calls. */
  readonly ratio: number;
  /** 95 % interval of the median. */
  readonly low: number;
  readonly high: number;
  readonly kernelNs: number;
  readonly plainNs: number;
}

/** Data is `{ side, rounds, simd, machine, rows: [{ name, ratio, low, high, kernelNs, plainNs }] }`. A kernel whose result is wrong is an error. */
export const run: CommandRun = async ({ options, signal, progress }) => {
  const side = wholeOption('side', options['side'], 16, 8192);
  const rounds = wholeOption('rounds', options['rounds'], 5, 1000);
  const wanted = options['only'] as readonly string[] | undefined;
  const cases = kernelCases.filter(({ name }) => wanted === undefined || wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (cases.length === 0) {
    throw cpuError(
      'NSI_CPU_OPTION',
      `expected \`--only\` to name one of ${kernelCases.map(({ name }) => name).join(', ')}, got ${wanted?.join(', ')}`,
    );
  }
  const arrays = createKernelArrays(side);
  const rows: Row[] = [];
  for (const [index, one] of cases.entries()) {
    progress({ text: `measuring ${one.name}`, done: index, total: cases.length });
    checkIntegrity(one, arrays);
    rows.push(await measure(one, arrays, rounds, signal));
  }
  const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`;
  return { data: { side, rounds, simd: hasSimd(), machine, rows }, text: drawTable(rows, side, rounds, machine) };
};

function wholeOption(name: string, value: unknown, least: number, most: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  throw cpuError('NSI_CPU_OPTION', `expected \`--${name}\` to be a whole number from ${least} to ${most}, got ${String(value)}`);
}

function checkIntegrity({ name, kernel, plain, tolerance }: KernelCase, arrays: KernelArrays): void {
  const difference = differenceOf(kernel(arrays), Array.from(plain(arrays)), tolerance);
  if (difference === undefined) return;
  throw cpuError(
    'NSI_CPU_INTEGRITY',
    `expected kernel ${name} to give what the plain loop gives, got ${difference} (Node ${process.version})`,
  );
}

async function measure({ name, kernel, plain }: KernelCase, arrays: KernelArrays, rounds: number, signal: AbortSignal): Promise<Row> {
  // Both are compiled by the time that counts.
  for (let call = 0; call < 5; call++) for (const each of [kernel, plain]) each(arrays);
  const pairs: { readonly kernelNs: number; readonly plainNs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    const first = elapsedNs(round % 2 === 0 ? kernel : plain, arrays);
    const second = elapsedNs(round % 2 === 0 ? plain : kernel, arrays);
    pairs.push(round % 2 === 0 ? { kernelNs: first, plainNs: second } : { kernelNs: second, plainNs: first });
    await nextTurn();
  }
  const ratios = pairs.map(({ kernelNs, plainNs }) => plainNs / kernelNs).toSorted((left, right) => left - right);
  // Order statistics: the median lies between these two in 95 of 100 samples.
  const reach = Math.round(0.98 * Math.sqrt(rounds));
  const middle = rounds >> 1;
  return {
    name,
    ratio: ratios[middle] as number,
    low: ratios[Math.max(0, middle - reach)] as number,
    high: ratios[Math.min(rounds - 1, middle + reach)] as number,
    kernelNs: median(pairs.map(({ kernelNs }) => kernelNs)),
    plainNs: median(pairs.map(({ plainNs }) => plainNs)),
  };
}

function elapsedNs(each: KernelCase['kernel'], arrays: KernelArrays): number {
  const start = process.hrtime.bigint();
  each(arrays);
  return Number(process.hrtime.bigint() - start);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] as number;
}

function drawTable(rows: readonly Row[], side: number, rounds: number, machine: string): string {
  const lines = rows.map(({ name, ratio, low, high, kernelNs, plainNs }) => [
    name,
    `${ratio.toFixed(2)}×`,
    `${low.toFixed(2)}–${high.toFixed(2)}`,
    `${(kernelNs / 1e6).toFixed(3)} ms`,
    `${(plainNs / 1e6).toFixed(3)} ms`,
  ]);
  const table = [['kernel', 'faster', '95 %', 'kernel takes', 'loop takes'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((line) => (line[column] as string).length)));
  const draw = (line: readonly string[]): string =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number))).join('  ');
  return [...table.map(draw), '', `${side} × ${side} numbers, one thread, median of ${rounds} pairs; results compared. ${machine}.`].join(
    '\n',
  );
}
