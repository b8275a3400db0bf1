import type { CommandCall } from '@nsi/core/cli';
import { NsiError } from '@nsi/core';
import type { ChartKind } from '../chart/chart-data.ts';
import type { PictureFormat } from '../output/picture-format.ts';

/** The options of `draw` as the command line gave them. */
export interface DrawOptions {
  readonly benchmark?: string;
  readonly profiler?: string;
  readonly compare?: readonly string[];
  readonly history?: readonly string[];
  readonly report?: boolean;
  readonly chart?: Exclude<ChartKind, 'timeline'>;
  readonly format?: PictureFormat;
  readonly case?: string;
  readonly theme?: 'light' | 'dark' | 'css';
  readonly width?: number;
  readonly scale?: number;
  readonly title?: string;
  readonly open?: boolean;
}

/** Checks what depends on more than one option. Throws a usage error that names the line to type. */
export function parseDrawOptions({ options }: Pick<CommandCall, 'options'>): DrawOptions {
  const draw = options as DrawOptions;
  const { benchmark, profiler, compare } = draw;
  const files = [benchmark, profiler, ...(compare ?? []), ...(draw.history ?? [])];
  if (benchmark === undefined && profiler === undefined && compare === undefined) {
    throw usage('expected `--benchmark FILE`, `--profiler FILE` or `--compare BEFORE AFTER`, got none of them', 'See `nsi-viz --help`.');
  }
  if (compare !== undefined && compare.length !== 2) {
    throw usage(`expected two files behind \`--compare\`, got ${compare.length}`, 'Write `--compare before.json after.json`.');
  }
  if (files.filter((file) => file === '-').length > 1)
    throw usage('expected standard input to be read once, got `-` several times', 'Write the others to files.');
  if (draw.report === true && draw.chart !== undefined) throw usage('expected `--report` or `--chart`, got both', 'Run it twice.');
  if (draw.chart === 'slope' && compare === undefined)
    throw usage('expected `--compare BEFORE AFTER` for a slope chart, got none', 'Pass two reports.');
  if (draw.chart !== undefined && draw.chart !== 'bar' && draw.chart !== 'slope' && benchmark === undefined && compare === undefined) {
    throw usage(`expected \`--benchmark FILE\` for a ${draw.chart} chart, got none`, 'A profile alone can be drawn with `--chart bar`.');
  }
  return draw;
}

function usage(message: string, hint: string): NsiError {
  return new NsiError('NSI_CORE_COMMAND_USAGE', message, { hint });
}
