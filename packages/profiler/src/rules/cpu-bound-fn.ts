import type { ProfileFrame } from '@nsi/core/report';
import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { functionHeat } from './function-heat.ts';
import { ambiguousLabel, shareSignal } from './share-signal.ts';

const leastShare = 0.4;
const leastUtilization = 0.9;

interface FunctionMatch extends RuleMatch {
  readonly lines: string;
  /** Only a deep profile tells. */
  readonly calls: number | undefined;
  readonly ambiguous: number;
}

/** One function of the program computes for most of the time, and no rule knows it better. */
export const cpuBoundFn: ProfileRule = defineRule<FunctionMatch>({
  id: 'cpu-bound-fn',
  needs: ['profile'],
  summary: 'One function itself takes 40 % of the busy samples or more while the event loop is busy for 90 % of the time.',
  specificity: 0,
  test(evidence) {
    const { summary } = evidence.profile;
    const [hottest] = functionHeat(evidence);
    const busySamples = summary.busySampleCount ?? 0;
    if (summary.eventLoopUtilization < leastUtilization || !hottest || busySamples === 0) return undefined;
    const { frame, samples, lines, ambiguous, callCount } = hottest;
    const interval = evidence.interval(samples, busySamples);
    if (interval[0] < leastShare) return undefined;
    const share = samples / busySamples;
    const [line] = lines[0] ?? [frame.line];
    return {
      // To compute is no fault: whether this much is needed, only its author knows.
      certainty: 'hint',
      message: `${nameOf(frame)} itself takes ${formatShare(share)} of the busy time.`,
      where: [{ file: frame.file, line, function: frame.name }],
      signal: shareSignal({ share, interval, busySamples, samples, places: [] }, leastShare),
      gain: { share, of: 'cpu' },
      lines: lines
        .slice(0, 3)
        .map(([at, own]) => `${at}: ${formatShare(own / busySamples)}`)
        .join(', '),
      calls: callCount,
      ambiguous,
    };
  },
  evidence: ({ lines, calls, ambiguous }) => [
    { label: 'hottest lines', value: lines },
    ...(ambiguous > 0 ? [{ label: ambiguousLabel, value: ambiguous, unit: 'count' as const }] : []),
    ...(calls === undefined ? [] : [{ label: 'calls', value: calls, unit: 'count' as const }]),
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: '-const result = compute(input);\n+const result = await pool.run(compute, input);',
    whenNot: 'a better algorithm does away with the work: look at the lines first.',
  },
});

function nameOf({ name, file }: ProfileFrame): string {
  return name === '' || name === '(anonymous)' ? `A function of ${file}` : `\`${name}\``;
}
