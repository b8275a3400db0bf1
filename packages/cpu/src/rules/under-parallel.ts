import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import type { CpuEvidence } from './profile-share.ts';

const leastWallNs = 1e9;
const leastUtilization = 0.9;

/** One thread is busy all the time while other cores have nothing to do. */
export const underParallel: Rule<CpuEvidence> = Object.freeze({
  id: 'cpu-under-parallel',
  needs: Object.freeze(['profile']),
  summary: 'The event loop is busy for nine tenths of the time and the program uses little more than one of its cores.',
  test({ profile }: CpuEvidence): readonly Finding[] {
    const { wallNs, cpuNs, eventLoopUtilization } = profile.summary;
    const { cores, cpuLimit = cores } = profile.environment;
    const usable = Math.min(cores, cpuLimit);
    const used = wallNs > 0 ? cpuNs / wallNs : 0;
    if (wallNs < leastWallNs || usable < 2 || eventLoopUtilization < leastUtilization || used < 0.8 || used > 1.3) return [];
    const idle = usable - used;
    return [
      {
        id: 'cpu-under-parallel',
        severity: usable >= 4 ? 'medium' : 'low',
        certainty: 'hint',
        message: `One thread is busy all the time: ${used.toFixed(1)} of ${Number(usable.toFixed(1))} cores are used.`,
        evidence: [
          { label: 'cores in use', value: used, unit: 'count' },
          { label: 'cores usable', value: usable, unit: 'count' },
          { label: 'event-loop utilization', value: eventLoopUtilization, unit: 'ratio' },
        ],
        fix: {
          package: '@nsi/cpu',
          function: 'createPool',
          docs: 'packages/cpu/README.md',
          whenNot: 'The other cores belong to other processes, as under a cluster, or the work cannot be cut into tasks.',
        },
        expectedGain: { share: idle / usable, of: 'wall' },
      },
    ];
  },
});
