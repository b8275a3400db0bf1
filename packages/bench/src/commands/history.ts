import { resolve } from 'node:path';
import { type CommandCall, type CommandResult, printable, writeOutput } from '@nsi/core/cli';
import { readResults } from '../format/read-results.ts';
import { historyEntryOf } from '../history/history-entry.ts';
import { type HistoryStore, openHistoryStore } from '../history/history-store.ts';
import { changesOf, type HistoryChange, type HistorySeries, seriesOf } from '../history/series.ts';
import { createPaint } from '../screen/paint.ts';
import { durationText, ratioWords } from '../screen/quantity.ts';
import { sparkline } from '../screen/sparkline.ts';
import { callOptions, usageError, wordOf, wordsOf } from './call-options.ts';
import { loadViz } from './load-viz.ts';

const actions: Readonly<Record<string, (store: HistoryStore, call: CommandCall) => Promise<CommandResult>>> = Object.freeze({
  add,
  show,
  detect,
  plot,
});
const maxPlotted = 16;

/** `nsi-bench history add | show | detect | plot`. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const name = wordOf(call, 'action');
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) throw usageError(`expected \`history\` to be followed by ${Object.keys(actions).join(', ')}, got ${name}`);
  await using store = await openHistoryStore(callOptions(call).text('store') ?? '.nsi-bench', call.cwd);
  return await action(store, call);
}

async function add(store: HistoryStore, call: CommandCall): Promise<CommandResult> {
  const files = wordsOf(call, 'files');
  if (files.length === 0) throw usageError('expected results files to add, got none');
  const commit = callOptions(call).text('commit');
  const entries = [];
  for (const file of files) entries.push(historyEntryOf(await readResults(resolve(call.cwd, file)), commit));
  for (const entry of entries) await store.add(entry);
  return {
    data: { added: entries.map(({ commit: id, createdAt, figures }) => ({ commit: id, createdAt, figures: figures.length })) },
    text: entries
      .map(
        ({ commit: id, figures }) =>
          `Added ${figures.length} figures of ${id === 'unknown' ? 'an unknown commit; name it with --commit' : printable(id)}`,
      )
      .join('\n'),
  };
}

async function show(store: HistoryStore, call: CommandCall): Promise<CommandResult> {
  const series = await readSeries(store, call);
  const lines = series.map(({ name, points }) => {
    const times = points.map(({ timeNs }) => timeNs);
    return `${printable(name)}  ${sparkline(times, 40)}  ${durationText(times[0] ?? Number.NaN)} → ${durationText(times.at(-1) ?? Number.NaN)} in ${points.length} runs`;
  });
  return { data: { series }, text: lines.join('\n') || 'The history is empty.' };
}

async function detect(store: HistoryStore, call: CommandCall): Promise<CommandResult> {
  const series = await readSeries(store, call);
  const changes = series.flatMap((one) => changesOf(one));
  const paint = createPaint(call.frame.color);
  const lines = changes.map(
    ({ name, commit, previousCommit, ratio, pValue }) =>
      `${paint(ratio > 1 ? 'red' : 'green', ratioWords(ratio))}  ${printable(name)}  since ${printable(commit.slice(0, 12))} (after ${printable(previousCommit.slice(0, 12))}, p = ${pValue.toPrecision(1)})`,
  );
  const isWorse = callOptions(call).isSet('fail') && changes.some(({ isLatest, ratio }: HistoryChange) => isLatest && ratio > 1);
  return { data: { changes }, text: lines.join('\n') || `No change in ${series.length} series.`, exitCode: isWorse ? 3 : 0 };
}

async function plot(store: HistoryStore, call: CommandCall): Promise<CommandResult> {
  const series = await readSeries(store, call);
  if (series.length === 0) throw usageError('expected a history with figures, got an empty one');
  const shown = series.slice(0, maxPlotted);
  const { chart, renderSvg } = await loadViz();
  const lines = shown.map(({ name, points }) => ({
    name,
    points: points.map(({ commit, timeNs }, index) => ({ x: index, y: timeNs, label: commit.slice(0, 8) })),
  }));
  const svg = await renderSvg(
    chart('line', lines, { title: 'Time of one call, run by run', unit: 'ns', better: 'lower', xLabel: 'commit' }),
  );
  if (series.length > shown.length) call.note(`Drew ${shown.length} of ${series.length} series; --filter chooses.`);
  if (call.frame.output !== undefined) return { data: { series: shown.map(({ name }) => name) }, document: svg, text: '' };
  await writeOutput(resolve(call.cwd, 'nsi-bench-history.svg'), svg);
  return { data: { file: 'nsi-bench-history.svg', series: shown.map(({ name }) => name) }, text: 'nsi-bench-history.svg' };
}

async function readSeries(store: HistoryStore, call: CommandCall): Promise<HistorySeries[]> {
  const filter = callOptions(call).filter('filter');
  return seriesOf(
    await store.list(),
    (name) => filter === undefined || (typeof filter === 'string' ? name.includes(filter) : filter.test(name)),
  );
}
