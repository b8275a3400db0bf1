import { printable, type CommandRun } from '@nsi/core/cli';
import { diff, type FunctionChange, type ProfileDiff } from '../diff/diff.ts';
import { formatNs } from '../report/format.ts';
import { relativeFile } from '../report/relative-file.ts';
import { textOf, wordOf } from './call-options.ts';
import { readReport } from './read-report.ts';

const shown = 15;

/** Data is a `ProfileDiff`. With `--fail`, exit code 3 when the whole, or a function of 1 % of it or more, takes more time than before. */
export const run: CommandRun = async (call) => {
  const [before, after] = await Promise.all([readReport(call, wordOf(call, 'before')), readReport(call, wordOf(call, 'after'))]);
  const found = diff(before, after);
  const isWorse = [found.whole, ...found.functions].some(
    ({ verdict, afterNs }) => verdict === 'regression' && afterNs >= 0.01 * found.whole.afterNs,
  );
  return {
    data: found,
    text: textOf(call, 'format') === 'markdown' ? markdownOf(found, call.cwd) : textFor(found, call.cwd),
    exitCode: call.options['fail'] === true && isWorse ? 3 : 0,
  };
};

function textFor({ operation, whole, functions, solved, appeared, warnings }: ProfileDiff, cwd: string): string {
  return [
    ...warnings.map((warning) => `! ${printable(warning)}`),
    `Busy time of one ${operation.name}: ${formatNs(whole.beforeNs)} before, ${formatNs(whole.afterNs)} after: ${ratioText(whole)}.`,
    ...(solved.length > 0 ? [`Solved: ${solved.join(', ')}.`] : []),
    ...(appeared.length > 0 ? [`New: ${appeared.join(', ')}.`] : []),
    '',
    ...functions
      .slice(0, shown)
      .map(
        (one) =>
          `${formatNs(one.beforeNs).padStart(9)} → ${formatNs(one.afterNs).padStart(9)}  ${printable(one.name)} ${printable(relativeFile(one.file, cwd))}  ${ratioText(one)}`,
      ),
  ].join('\n');
}

function markdownOf({ operation, whole, functions, solved, appeared, warnings }: ProfileDiff, cwd: string): string {
  return [
    ...warnings.flatMap((warning) => [`> ${printable(warning).replace(/[<>|]/g, ' ')}`, '']),
    `**Busy time of one ${operation.name}: ${formatNs(whole.beforeNs)} → ${formatNs(whole.afterNs)}: ${ratioText(whole)}**`,
    ...(solved.length > 0 ? ['', `Solved: ${solved.map((id) => `\`${id}\``).join(', ')}`] : []),
    ...(appeared.length > 0 ? ['', `New: ${appeared.map((id) => `\`${id}\``).join(', ')}`] : []),
    '',
    '| before | after | function | |',
    '| ---: | ---: | --- | --- |',
    ...functions
      .slice(0, shown)
      .map(
        (one) =>
          `| ${formatNs(one.beforeNs)} | ${formatNs(one.afterNs)} | \`${printable(one.name).replace(/[`|]/g, ' ')}\` ${printable(relativeFile(one.file, cwd)).replace(/[`|<>]/g, ' ')} | ${ratioText(one)} |`,
      ),
    '',
  ].join('\n');
}

function ratioText({ ratio, interval, verdict, beforeNs, afterNs }: FunctionChange): string {
  // Of nothing there is no ratio worth reading.
  if (beforeNs === 0 || afterNs === 0) return `${verdict} (${beforeNs === 0 ? 'new' : 'gone'})`;
  return `${verdict} (${ratio.toFixed(2)}×, 99 % ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})`;
}
