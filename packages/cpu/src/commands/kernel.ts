import type { CommandRun } from '@nsi/core/cli';
import { type Dtype, dtypes } from '../arena/num-array.ts';
import { cpuError } from '../errors.ts';
import { measureKernel, type KernelMeasurement } from '../kernel/measure-kernel.ts';
import type { Precision } from '../options.ts';

/**
 * Data is `{ function, backend, types, output, length, kernelNs, plainNs, ratio, differentCount, explanation }`: times are medians in nanoseconds
 * an element, `ratio` says how many times slower the plain loop is.
 */
export const run: CommandRun = async ({ arguments: { expression }, options }) => {
  const precision = options['precision'] as Precision;
  const measured = await measureKernel(expression as string, {
    precision,
    fast: options['fast'] === true,
    types: parseTypes((options['types'] as readonly string[] | undefined) ?? [precision]),
    output: (options['out'] as Dtype | undefined) ?? precision,
    length: parseLength(options['length'] as number),
  });
  return { data: measured, text: draw(measured, options['explain'] === true) };
};

function draw(
  { explanation, kernelNs, plainNs, ratio, length, backend, differentCount, ...rest }: KernelMeasurement,
  explain: boolean,
): string {
  const types = `${rest.types.join(', ')} → ${rest.output}`;
  const equality =
    differentCount === 0
      ? 'equal in every bit'
      : `${differentCount} of ${length} elements differ from the plain loop, which computes in f64`;
  return [
    ...(explain ? [explanation, ''] : [rest.function, '']),
    `${length} elements, ${types}, ${backend}: ${kernelNs.toFixed(3)} ns an element against ${plainNs.toFixed(3)} in a plain loop, ${ratio.toFixed(1)}× (medians of interleaved rounds)`,
    equality,
  ].join('\n');
}

function parseTypes(names: readonly string[]): readonly Dtype[] {
  const unknown = names.find((name) => !(dtypes as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw cpuError('NSI_CPU_OPTION', `expected element types of ${dtypes.join(', ')}, got ${JSON.stringify(unknown)}`);
  }
  return names as readonly Dtype[];
}

function parseLength(length: number): number {
  if (Number.isInteger(length) && length >= 1 && length <= 2 ** 26) return length;
  throw cpuError('NSI_CPU_OPTION', `expected \`--length\` to be a whole number from 1 to ${2 ** 26}, got ${length}`);
}
