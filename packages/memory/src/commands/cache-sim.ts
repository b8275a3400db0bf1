import { open } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { CommandRun } from '@nsi/core/cli';
import { memoryError } from '../errors.ts';
import { plotSimulation, tabulateSimulation } from '../cache/draw-simulation.ts';
import { policyNames, type PolicyName } from '../cache/policy-names.ts';
import { readTrace, type TraceFormat } from '../cache/read-trace.ts';
import { simulate } from '../cache/simulate.ts';

const formatsByExtension: Readonly<Record<string, TraceFormat>> = Object.freeze({ '.ndjson': 'ndjson', '.jsonl': 'ndjson', '.csv': 'csv' });
const keysPerReport = 10_000;

/** Data is a `Simulation`: `{ requests, distinctKeys, rows: { policy, capacity, hits, hitRatio }[] }`. */
export const run: CommandRun = async ({ arguments: { trace }, options, cwd, signal, progress, frame }) => {
  const path = resolve(cwd, trace as string);
  const format = (options['format'] as TraceFormat | undefined) ?? formatsByExtension[extname(path).toLowerCase()] ?? 'lines';
  const key = options['key'] as string | undefined;
  const keys = readTrace(await openTrace(path, signal), { format, ...(key === undefined ? {} : { key }) });
  let done = 0;
  const simulation = await simulate(
    reported(keys, (count) => progress({ text: `reading ${count.toLocaleString('en-US')} keys` })),
    {
      capacities: (options['capacity'] as readonly string[]).map(parseCapacity),
      policies: parsePolicies(options['policy'] as readonly string[]),
      opt: options['opt'] !== false,
      signal,
      onRow: ({ policy, capacity }, total) => progress({ text: `${policy} of ${capacity} entries`, done: ++done, total }),
    },
  );
  const table = tabulateSimulation(simulation);
  return { data: simulation, text: options['plot'] === true ? `${table}\n\n${plotSimulation(simulation, frame.columns)}` : table };
};

async function openTrace(path: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  try {
    const file = await open(path);
    return file.createReadStream({ signal });
  } catch (error) {
    throw memoryError('NSI_MEMORY_CACHE_TRACE', `expected a file that can be read, got ${path}`, {
      cause: error,
      hint: 'Check the path and its permissions.',
    });
  }
}

async function* reported(keys: AsyncIterable<string>, report: (count: number) => void): AsyncGenerator<string> {
  let count = 0;
  for await (const key of keys) {
    if (++count % keysPerReport === 0) report(count);
    yield key;
  }
}

const unitCounts: Readonly<Record<string, number>> = Object.freeze({ '': 1, k: 1e3, m: 1e6 });

function parseCapacity(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text.trim()) ?? [];
  const capacity = Number(digits) * (unitCounts[unit.toLowerCase()] as number);
  if (digits !== '' && Number.isInteger(capacity) && capacity > 0) return capacity;
  throw memoryError(
    'NSI_MEMORY_CACHE_OPTION',
    `expected \`--capacity\` to be numbers of entries such as 500,10k,1m, got ${JSON.stringify(text)}`,
  );
}

function parsePolicies(names: readonly string[]): readonly PolicyName[] {
  return names.includes('all') ? policyNames : (names as readonly PolicyName[]);
}
