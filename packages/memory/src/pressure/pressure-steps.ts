import type { MemoryUse } from './memory-use.ts';

/** How short memory is: `warn` takes back in steps, `critical` takes everything. */
export type PressureLevel = 'normal' | 'warn' | 'critical';

export interface PressureBounds {
  /** Use from which memory is given back in steps, down to half. */
  readonly warn: number;
  /** Use from which everything that can go goes, two steps at a time. */
  readonly critical: number;
  /** Share of time spent waiting for memory that counts as a warning; `false` ignores it. */
  readonly psi: number | false;
}

export interface PressureStep {
  readonly level: PressureLevel;
  /** What caches and pools may keep of their bounds, 0 to 1. */
  readonly share: number;
}

/** Shares from full to nothing: one step for each reading that asks for less. */
const shares = [1, 0.75, 0.5, 0.25, 0.1, 0] as const;
const warnFloor = 2;
/** Below `warn` by this much, memory counts as calm: otherwise giving back would at once lead to taking again. */
const calmMargin = 0.05;
const calmReadingsPerStep = 5;

/** Turns readings into steps: quickly down, slowly up. */
export function createPressureSteps({ warn, critical, psi }: PressureBounds): (use: MemoryUse) => PressureStep {
  let place = 0;
  let calmReadings = 0;
  return ({ limitRatio, heapRatio, stallRatio = 0 }) => {
    const used = Math.max(limitRatio, heapRatio);
    const isStalled = psi !== false && stallRatio >= psi;
    const level: PressureLevel = used >= critical ? 'critical' : used >= warn || isStalled ? 'warn' : 'normal';
    if (level === 'critical') place = Math.min(place + 2, shares.length - 1);
    else if (level === 'warn' && place < warnFloor) place += 1;
    const isCalm = level === 'normal' && used < warn - calmMargin && (psi === false || stallRatio < psi / 2);
    calmReadings = isCalm ? calmReadings + 1 : 0;
    if (calmReadings === calmReadingsPerStep) {
      calmReadings = 0;
      place = Math.max(0, place - 1);
    }
    return { level, share: shares[place] as number };
  };
}
