import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';

const leastShare = 0.05;

/** The container's limit stopped the program now and then: its times say more about the limit than about the program. */
export const cpuThrottled: ProfileRule = defineRule({
  id: 'cpu-throttled',
  needs: ['profile'],
  summary: 'A container limit stopped the program in 5 % of the scheduling periods or more.',
  specificity: 0,
  test({ profile: { environment } }) {
    const { throttledRatio = 0, cpuLimit } = environment ?? {};
    if (throttledRatio < leastShare) return undefined;
    return {
      certainty: 'hint',
      severity: 'note',
      message: `The limit of ${cpuLimit ?? 'the container'} CPUs stopped the program in ${formatShare(throttledRatio)} of the periods.`,
      where: [],
      signal: { name: 'share of throttled periods', value: throttledRatio, unit: 'ratio', threshold: leastShare, sampleCount: 1 },
    };
  },
  fix: {
    diff: '-    cpu: 500m\n+    cpu: "2" # limits; several threads use up a period of 100 ms in a fraction of it',
    whenNot: 'the limit is what you pay for: then use fewer threads.',
  },
});
