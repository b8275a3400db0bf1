import type { EnvironmentCapture, Finding } from '@nsi/core/report';

/** What the reader should know of the machine before trusting a figure. */
export function machineFindings(
  { loadAverage, cores, stealRatio = 0, throttledRatio = 0 }: EnvironmentCapture,
  governor?: string,
): Finding[] {
  const findings: Finding[] = [];
  const add = (finding: Omit<Finding, 'certainty'>): void => void findings.push({ certainty: 'certain', ...finding });

  if (loadAverage[0] > cores / 2) {
    add({
      id: 'machine-busy',
      severity: 'low',
      message: `The machine was busy: a load of ${loadAverage[0].toFixed(1)} on ${cores} cores when the run began. Ratios hold; absolute times are too long.`,
      evidence: [{ label: 'load average', value: loadAverage[0], unit: 'count' }],
    });
  }
  if (stealRatio > 0.01) {
    add({
      id: 'machine-steal',
      severity: stealRatio > 0.1 ? 'medium' : 'low',
      message: `Other guests of this host took ${percent(stealRatio)} of the CPU time during the run.`,
      evidence: [{ label: 'stolen CPU time', value: stealRatio, unit: 'ratio' }],
    });
  }
  if (throttledRatio > 0.01) {
    add({
      id: 'machine-throttled',
      severity: throttledRatio > 0.1 ? 'medium' : 'low',
      message: `The container's CPU limit stopped the run in ${percent(throttledRatio)} of the scheduling periods.`,
      evidence: [{ label: 'throttled periods', value: throttledRatio, unit: 'ratio' }],
    });
  }
  if (governor !== undefined && governor !== 'performance') {
    add({
      id: 'machine-frequency',
      severity: 'note',
      message: `The CPU frequency is not pinned (governor ${governor}): absolute times move with temperature and load.`,
      evidence: [{ label: 'governor', value: governor }],
    });
  }
  return findings;
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(ratio < 0.1 ? 1 : 0)} %`;
}
