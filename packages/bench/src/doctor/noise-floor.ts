import type { BenchReport, Finding } from '@nsi/core/report';

/** What equal code looked like on this machine. */
export interface NoiseFloor {
  /** Largest distance of an interval's bound from 1, as a share: smaller differences cannot be told here at this level. */
  readonly floorRatio: number;
  /** Comparisons of equal code that were called a difference. Each is a false alarm. */
  readonly falseAlarms: number;
  readonly comparisons: number;
  /** Relative spread of a block's time in one process (90 % over 10 % quantile, less 1): the raw restlessness that the method removes. */
  readonly blockSpreadRatio: number;
}

/** Judges a report of equal code under two names. */
export function noiseFloorOf({ cases }: BenchReport): NoiseFloor {
  const comparisons = cases.flatMap((benchCase) => benchCase.comparisons);
  const distances = comparisons.flatMap(({ interval }) => interval.map((bound) => Math.abs(Math.log(bound))));
  const spreads = cases.flatMap(({ variants }) => variants.map(({ summary: { p10, p90 } }) => p90 / p10 - 1));
  return {
    floorRatio: Math.expm1(largest(distances)),
    falseAlarms: comparisons.filter(({ verdict }) => verdict === 'regression' || verdict === 'improvement').length,
    comparisons: comparisons.length,
    blockSpreadRatio: largest(spreads),
  };
}

/** The floor as findings: what can be told apart here, and a warning when equal code was told apart. */
export function noiseFindings({ floorRatio, falseAlarms, comparisons, blockSpreadRatio }: NoiseFloor): Finding[] {
  const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
  const floor: Finding = {
    id: 'doctor-noise-floor',
    severity: floorRatio > 0.05 ? 'medium' : 'note',
    certainty: 'certain',
    message: `Equal code stayed within ${percent(floorRatio)}: smaller differences cannot be told here. Single blocks spread by ${percent(blockSpreadRatio)}.`,
    evidence: [
      { label: 'noise floor', value: floorRatio, unit: 'ratio', sampleCount: comparisons },
      { label: 'spread of blocks', value: blockSpreadRatio, unit: 'ratio' },
    ],
  };
  if (falseAlarms === 0) return [floor];
  return [
    floor,
    {
      id: 'doctor-false-alarm',
      severity: 'high',
      certainty: 'certain',
      message: `${falseAlarms} of ${comparisons} comparisons of equal code were called a difference: do not trust this machine now.`,
      evidence: [{ label: 'false alarms', value: falseAlarms, unit: 'count' }],
    },
  ];
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
