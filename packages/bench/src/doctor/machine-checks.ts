import { existsSync, readFileSync } from 'node:fs';
import type { Finding } from '@nsi/core/report';

/** Reads a file of the system; `undefined` where it is not there. */
export type ReadSystem = (path: string) => string | undefined;

/** One thing that makes figures move, and what to do about it. */
interface Check {
  readonly id: string;
  readonly severity: Finding['severity'];
  /** The finding's sentence, or `undefined` when all is well or the system does not tell. */
  readonly look: (read: ReadSystem) => string | undefined;
}

const checks: readonly Check[] = Object.freeze([
  {
    id: 'doctor-boost',
    severity: 'low',
    look: (read) => {
      const isOn =
        read('/sys/devices/system/cpu/intel_pstate/no_turbo')?.trim() === '0' ||
        read('/sys/devices/system/cpu/cpufreq/boost')?.trim() === '1';
      return isOn ? 'Turbo is on: the clock moves with heat. Write 1 to intel_pstate/no_turbo, or 0 to cpufreq/boost.' : undefined;
    },
  },
  {
    id: 'doctor-smt',
    severity: 'note',
    look: (read) =>
      read('/sys/devices/system/cpu/smt/active')?.trim() === '1'
        ? 'Two hardware threads share a core: a neighbour slows a run by a third. Write off to /sys/devices/system/cpu/smt/control, or leave the sibling idle.'
        : undefined,
  },
  {
    id: 'doctor-swap',
    severity: 'note',
    look: (read) =>
      (read('/proc/swaps') ?? '').trim().split('\n').length > 1
        ? 'Swap is on: a large heap may be paged out. `swapoff -a` while measuring.'
        : undefined,
  },
  {
    id: 'doctor-battery',
    severity: 'medium',
    look: (read) =>
      ['AC', 'AC0', 'ACAD', 'ADP1'].some((name) => read(`/sys/class/power_supply/${name}/online`)?.trim() === '0')
        ? 'On battery: the CPU is slowed. Plug the machine in.'
        : undefined,
  },
  {
    id: 'doctor-hypervisor',
    severity: 'note',
    look: (read) =>
      /^flags\s*:.*\bhypervisor\b/m.test(read('/proc/cpuinfo') ?? '')
        ? 'A virtual machine: other guests of the host can take time. Steal is measured in every run; instruction counts are free of it.'
        : undefined,
  },
  {
    id: 'doctor-perf',
    severity: 'note',
    look: (read) => {
      const level = Number(read('/proc/sys/kernel/perf_event_paranoid') ?? Number.NaN);
      return level > 2
        ? `Hardware counters are closed to users (perf_event_paranoid ${level}). Set it to 2 or below for instruction counts.`
        : undefined;
    },
  },
]);

/** What of this machine makes figures move. Only Linux tells these; elsewhere the list is empty. */
export function machineChecks(read: ReadSystem = readSystem): Finding[] {
  return checks.flatMap(({ id, severity, look }) => {
    const message = look(read);
    return message === undefined ? [] : [{ id, severity, certainty: 'certain' as const, message, evidence: [] }];
  });
}

function readSystem(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch {
    // Not readable to this user: the check cannot be made.
    return undefined;
  }
}
