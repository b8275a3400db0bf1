import type { Evidence, Finding, Fix } from '@nsi/core/report';
import { formatBytes } from '../commands/format-bytes.ts';
import type { CallTotal, Observation } from './observation.ts';
import { pathFrom, placesOf, placeText } from './place-of.ts';
import { unsyncedRenames } from './unsynced-renames.ts';

const minSmallWrites = 100;
const smallBytes = 4096;
const unboundedBytes = 16 * 2 ** 20;
const minReads = 200;
const minLateCalls = 10;
const minLateNs = 5e6;
const heavyLateNs = 50e6;
const order = ['high', 'medium', 'low', 'note'];
const guide = 'guide/io';
/** What starts the program is not the program. */
const runner = /[/\\](?:npm|npx|pnpm|yarn|corepack)(?:-cli)?\.[cm]?js$/;

const writeCalls = /^(?:FileHandle\.)?(?:write|writev)(?:Sync)?$/;
const appendCalls = /^(?:promises\.|FileHandle\.)?appendFile(?:Sync)?$/;
const readCalls = /^(?:promises\.|FileHandle\.)?readFile(?:Sync)?$/;

/** What the calls of a program say, most urgent first, then the most expensive. */
export function findTraceProblems(observations: readonly Observation[], cwd: string): readonly Finding[] {
  const own = observations.filter(({ process }) => !runner.test(process.name));
  const found = own.flatMap((observation) => [
    ...observation.calls.flatMap((total) => [
      ...smallWrites(observation, total, cwd),
      ...unboundedReads(observation, total, cwd),
      ...manyReads(observation, total, cwd),
      ...lateSync(observation, total, cwd),
    ]),
    ...renames(observation, cwd),
  ]);
  return found.toSorted((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity));
}

function smallWrites(observation: Observation, total: CallTotal, cwd: string): readonly Finding[] {
  const { call, count: calls, bytes, path } = total;
  const isAppend = appendCalls.test(call);
  if (!(isAppend || writeCalls.test(call)) || calls < minSmallWrites || bytes / calls >= smallBytes || path === '') return [];
  const mean = Math.round(bytes / calls);
  return [
    finding(observation, total, cwd, {
      id: 'small-writes',
      severity: calls >= minSmallWrites * 10 || isAppend ? 'medium' : 'low',
      message: (at) =>
        `${at} wrote ${formatBytes(bytes)} by ${calls} calls of \`${call}\`, ${mean} bytes each${isAppend ? ', opening and closing the file every time' : ''}.`,
      evidence: [count('calls', calls), size('bytes', bytes), size('mean', mean)],
      fix: {
        function: 'createBufferedWriter',
        whenNot: 'When each write must have reached the system before the next step: `createAppendLog` groups those.',
      },
    }),
  ];
}

function unboundedReads(observation: Observation, total: CallTotal, cwd: string): readonly Finding[] {
  const { call, maxBytes, count: calls, path } = total;
  if (!readCalls.test(call) || maxBytes < unboundedBytes) return [];
  return [
    finding(observation, total, cwd, {
      id: 'unbounded-read',
      severity: 'medium',
      message: (at) => `${at} read a file of ${formatBytes(maxBytes)} into memory at once by \`${call}\` (${pathFrom(cwd, path)}).`,
      evidence: [count('calls', calls), size('largest', maxBytes)],
      fix: { function: 'openReader', whenNot: 'When the whole content is needed at once and its size is bounded elsewhere.' },
    }),
  ];
}

function manyReads(observation: Observation, total: CallTotal, cwd: string): readonly Finding[] {
  const { call, count: calls, bytes } = total;
  if (!readCalls.test(call) || calls < minReads || bytes / calls >= unboundedBytes / 16) return [];
  return [
    finding(observation, total, cwd, {
      id: 'many-reads',
      severity: 'low',
      message: (at) => `${at} read ${calls} files one by one by \`${call}\`, ${formatBytes(bytes)} in all.`,
      evidence: [count('calls', calls), size('bytes', bytes)],
      fix: { function: 'readMany', whenNot: 'When the files are not known beforehand.' },
    }),
  ];
}

function lateSync(observation: Observation, total: CallTotal, cwd: string): readonly Finding[] {
  const { call, lateCount, lateNs, path } = total;
  if (lateCount < minLateCalls && lateNs < minLateNs) return [];
  return [
    finding(observation, total, cwd, {
      id: 'blocking-call',
      severity: lateNs >= heavyLateNs ? 'medium' : 'low',
      message: (at) =>
        `${at} stopped the event loop ${lateCount} times by \`${call}\`, for ${(lateNs / 1e6).toFixed(1)} ms in all${path === '' ? '' : `, on files such as ${pathFrom(cwd, path)}`}.`,
      evidence: [count('calls after start-up', lateCount), { label: 'time', value: lateNs, unit: 'ns' }, size('bytes', total.bytes)],
      fix: { ...syncFix(call), whenNot: 'When nothing else waits: in a command-line program, or in a thread of its own.' },
    }),
  ];
}

function syncFix(call: string): Fix {
  if (call.startsWith('write') || call.startsWith('append'))
    return { function: call === 'writeFileSync' ? 'writeAtomic' : 'createBufferedWriter' };
  if (call === 'readFileSync') return { function: 'readMany' };
  if (call === 'readSync') return { function: 'openReader' };
  if (/^(?:l?stat|exists|access)Sync$/.test(call)) return { function: 'statMany' };
  if (call === 'readdirSync' || call === 'opendirSync') return { function: 'walk' };
  if (call === 'cpSync' || call === 'copyFileSync') return { function: 'copyTree' };
  if (/^(?:rename|fsync|fdatasync|ftruncate)Sync$/.test(call)) return { function: 'writeAtomic' };
  return { package: 'node:fs/promises', function: call.replace(/Sync$/, '') };
}

function renames(observation: Observation, cwd: string): readonly Finding[] {
  return unsyncedRenames(observation.steps).map(({ site, count: times, path, bytes }) => {
    const places = placesOf(observation, site, cwd);
    return {
      id: 'rename-without-sync',
      severity: 'medium',
      certainty: 'certain',
      message: `${placeText(places) || pathFrom(cwd, path)} put ${times === 1 ? 'a file' : `${times} files`} in place by \`rename\` without a sync of what was written (${pathFrom(cwd, path)}): after a loss of power it may be empty.`,
      ...(places.length === 0 ? {} : { where: places }),
      evidence: [count('renames', times), size('bytes', bytes)],
      fix: {
        package: '@nsi/io',
        function: 'writeAtomic',
        docs: guide,
        whenNot: "When the content can be made again: `durability: 'none'` says so.",
      },
    };
  });
}

interface Parts {
  readonly id: string;
  readonly severity: Finding['severity'];
  readonly message: (at: string) => string;
  readonly evidence: readonly Evidence[];
  readonly fix: Fix;
}

function finding(observation: Observation, { site }: CallTotal, cwd: string, { id, severity, message, evidence, fix }: Parts): Finding {
  const places = placesOf(observation, site, cwd);
  return {
    id,
    severity,
    certainty: id === 'blocking-call' ? 'likely' : 'certain',
    message: message(placeText(places) || observation.process.name),
    ...(places.length === 0 ? {} : { where: places }),
    evidence,
    fix: { package: '@nsi/io', docs: guide, ...fix },
  };
}

function count(label: string, value: number): Evidence {
  return { label, value, unit: 'count' };
}

function size(label: string, value: number): Evidence {
  return { label, value, unit: 'bytes' };
}
