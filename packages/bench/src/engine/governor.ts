import { readFileSync } from 'node:fs';

/** The frequency governor of the first core, such as `powersave` (Linux). */
export function readGovernor(): string | undefined {
  try {
    return readFileSync('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor', 'utf8').trim();
  } catch {
    return undefined;
  }
}
