import { type CommandCall, type CommandResult, printable } from '@nsi/core/cli';
import { machineChecks } from '../doctor/machine-checks.ts';
import { noiseFindings, noiseFloorOf } from '../doctor/noise-floor.ts';
import { runSuites } from '../run/run-suites.ts';
import { createPaint } from '../screen/paint.ts';
import { runSettings } from './run-settings.ts';

const isSource = import.meta.url.endsWith('.ts');
const noiseSuites = new URL(isSource ? '../doctor/noise-suites.ts' : './doctor/noise-suites.js', import.meta.url).href;

/** `nsi-bench doctor`: exits with 1 when equal code was told apart. */
export async function run(call: CommandCall): Promise<CommandResult> {
  const report = await runSuites([{ kind: 'file', url: noiseSuites, suite: 'noise' }], runSettings(call));
  const floor = noiseFloorOf(report);
  const findings = [...(report.cases.length === 0 ? [] : noiseFindings(floor)), ...report.findings, ...machineChecks()];
  const paint = createPaint(call.frame.color);
  const lines = findings.map(
    ({ severity, message }) =>
      `${paint(severity === 'high' ? 'red' : severity === 'note' ? 'dim' : 'yellow', severity.padEnd(6))}  ${printable(message)}`,
  );
  const { cpuModel, cores, node, os } = report.environment;
  return {
    data: { floor, findings, report },
    text: [`${printable(cpuModel)}, ${cores} cores, Node ${node.replace(/^v/, '')}, ${os}`, '', ...lines].join('\n'),
    exitCode: floor.falseAlarms > 0 ? 1 : 0,
  };
}
