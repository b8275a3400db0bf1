import type { Rule } from '@nsi/core';
import type { Finding, ProfileFrame, SourcePlace, Stretch } from '@nsi/core/report';
import { placeOf, type CpuEvidence } from './profile-share.ts';

const leastNs = 50e6;
const highNs = 200e6;

/** The event loop stands still while one function computes. */
export const loopBlocked: Rule<CpuEvidence> = Object.freeze({
  id: 'cpu-loop-blocked',
  needs: Object.freeze(['profile', 'stretches']),
  summary: 'The event loop of the main thread turns to nothing else for 50 ms or more.',
  test({ profile }: CpuEvidence): readonly Finding[] {
    const { stretches = [], frames } = profile;
    const long = stretches.filter(({ threadId, durationNs }) => threadId === 0 && durationNs >= leastNs);
    const [longest] = long;
    if (!longest) return [];
    const blockedNs = long.reduce((sum, { durationNs }) => sum + durationNs, 0);
    const times = long.length === 1 ? 'once' : `${long.length} times`;
    return [
      {
        id: 'cpu-loop-blocked',
        severity: longest.durationNs >= highNs ? 'high' : 'medium',
        certainty: 'likely',
        message: `The event loop stands still for 50 ms or more ${times}, for ${ms(longest.durationNs)} at the longest.`,
        where: placesOf(long, frames),
        evidence: [
          { label: 'longest stretch', value: longest.durationNs, unit: 'ns' },
          { label: 'all long stretches', value: blockedNs, unit: 'ns' },
          { label: 'long stretches', value: long.length, unit: 'count' },
        ],
        fix: {
          package: '@nsi/cpu',
          function: 'createPool',
          docs: 'packages/cpu/README.md',
          diff: '-for (const item of items) process(item);\n+for (const item of items) {\n+  process(item);\n+  await yieldIfNeeded();\n+}',
          whenNot: 'Nothing else has to happen meanwhile, as in a script or a worker.',
        },
      },
    ];
  },
});

function placesOf(stretches: readonly Stretch[], frames: readonly ProfileFrame[]): readonly SourcePlace[] {
  const places = new Map<string, SourcePlace>();
  for (const { frame, line } of stretches) {
    const own = frames[frame];
    if (own && own.file !== '') places.set(`${own.file}:${line}`, { ...placeOf(own), line });
  }
  return [...places.values()].slice(0, 3);
}

function ms(ns: number): string {
  return `${(ns / 1e6).toFixed(0)} ms`;
}
