import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { levels } from '@nsi/core';
import type { CommandRun } from '@nsi/core/cli';
import { advise, type Advice, type CandidateResult } from '../codec/advise.ts';
import { layoutOfType, type ElementLayout } from '../codec/element-type.ts';
import { memoryError } from '../errors.ts';
import { formatBytes } from './format-bytes.ts';
import { parseElementType } from './element-type-name.ts';
import { readSample } from './read-bytes.ts';

const maxSampleBytes = 1 << 22;

/** Data is an `Advice` and the file: `{ file, fileBytes, type, sampleBytes, candidates: { codec, level, filter, ratio, … }[], picks }`. */
export const run: CommandRun = async ({ arguments: { file }, options, cwd, signal, progress }) => {
  const path = resolve(cwd, file as string);
  const layout = layoutOfType(parseElementType(options['dtype'] as string | undefined));
  const { size } = await stat(path);
  const skipBytes = bytesBefore(size, layout, options['shape'] as string | undefined);
  const sample = await readSample(path, { width: layout.width, skipBytes, maxBytes: maxSampleBytes });
  const advice = await advise(sample, {
    type: layout.type,
    maxSampleBytes,
    signal,
    onProgress: (done, total) => progress({ text: 'measuring codecs and filters', done, total }),
  });
  return { data: { file: path, fileBytes: size, skippedBytes: skipBytes, ...advice }, text: tabulate(advice, size - skipBytes) };
};

/** Bytes of a header, when the shape needs fewer than the file has. */
function bytesBefore(size: number, { type, width }: ElementLayout, shape: string | undefined): number {
  if (shape === undefined) return 0;
  const sides = shape.split(/[x×,]/i).map(Number);
  const needed = sides.reduce((product, side) => product * side, width);
  if (!sides.every((side) => Number.isInteger(side) && side > 0)) {
    throw memoryError(
      'NSI_MEMORY_CODEC_OPTION',
      `expected \`--shape\` to be whole numbers such as 2048x2048, got ${JSON.stringify(shape)}`,
    );
  }
  if (needed > size)
    throw memoryError('NSI_MEMORY_CODEC_OPTION', `expected a file of at least ${needed} bytes for ${shape} of ${type}, got ${size}`);
  return size - needed;
}

function tabulate({ candidates, picks, sampleBytes }: Advice, size: number): string {
  const rows = candidates.map((candidate) => {
    const chosenBy = levels.filter((level) => picks[level] === candidate);
    return [...cellsOf(candidate, size), chosenBy.length === 0 ? '' : `← ${chosenBy.join(', ')}`];
  });
  const head = ['codec', 'level', 'filter', 'ratio', 'whole file', 'encode', 'decode', ''];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] as string).length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 || column === 2 || column === 7 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('  ')
      .trimEnd();
  return [`Measured on ${formatBytes(sampleBytes)}; smallest first.`, '', line(head), ...rows.map(line)].join('\n');
}

function cellsOf(
  { codec, level, filter, ratio, encodeBytesPerSecond, decodeBytesPerSecond }: CandidateResult,
  size: number,
): readonly string[] {
  const speed = (bytesPerSecond: number): string => `${Math.round(bytesPerSecond / 1e6)} MB/s`;
  return [
    codec,
    String(level),
    filter,
    `${ratio.toFixed(2)}×`,
    formatBytes(size / ratio),
    speed(encodeBytesPerSecond),
    speed(decodeBytesPerSecond),
  ];
}
