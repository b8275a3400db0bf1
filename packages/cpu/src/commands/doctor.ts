import { type CommandRun, findingLines, gateOf } from '@nsi/core/cli';
import { examineMachine, type MachineReport } from '../machine/examine-machine.ts';
import { formatBytes } from './format-bytes.ts';

/** Data is a `MachineReport`: `{ parallelism, capabilities, availableParallelism, libuvThreads, findings: [] }`. Exit code 3 for a finding at or above `--fail-on`. */
export const run: CommandRun = async ({ options, variables, frame }) => {
  const report = examineMachine(variables);
  return { data: report, text: drawReport(report, frame.color), exitCode: gateOf(report.findings, options['failOn']) };
};

const reasons = Object.freeze({
  env: 'NSI_THREADS says so',
  'cgroup-v2': 'a control group (v2) allows no more',
  'cgroup-v1': 'a control group (v1) allows no more',
  affinity: 'cores that the process may run on',
});

function drawReport({ parallelism, capabilities, availableParallelism, libuvThreads, findings }: MachineReport, color: boolean): string {
  const { threads, source, quota } = parallelism;
  const { simd, relaxedSimd, threads: hasThreads, memory64, thp, memoryLimit } = capabilities;
  const facts: readonly (readonly [string, string])[] = [
    ['effective cores', `${threads} (${reasons[source]}${quota === undefined ? '' : `; quota ${quota}`})`],
    ['Node.js says', `${availableParallelism}`],
    ['pool at each level', `conservative 1, balanced ${Math.max(1, threads - 1)}, aggressive ${threads}`],
    ['libuv threads', `${libuvThreads}`],
    ['SIMD', simd ? '128-bit vectors' : 'none: kernels run on scalars'],
    ['WebAssembly has', listOf({ 'shared memory': hasThreads, 'relaxed SIMD': relaxedSimd, '64-bit memory': memory64 })],
    ['huge pages', thp],
    ['memory limit', formatBytes(memoryLimit)],
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return [
    ...facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`),
    '',
    ...(findings.length === 0 ? ['Nothing to change.'] : findingLines(findings, { color })),
  ].join('\n');
}

function listOf(features: Readonly<Record<string, boolean>>): string {
  const present = Object.keys(features).filter((name) => features[name]);
  return present.length === 0 ? 'none of shared memory, relaxed SIMD, 64-bit memory' : present.join(', ');
}
