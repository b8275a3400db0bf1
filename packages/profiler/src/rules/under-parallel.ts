import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastUtilization = 0.9;
const leastNs = 5e9;
/** More than this of the cores is not idle. */
const mostUsed = 0.6;

interface CoresMatch extends RuleMatch {
  readonly cores: number;
  readonly used: number;
}

/** One thread works while the other cores of the machine idle. */
export const underParallel: ProfileRule = defineRule<CoresMatch>({
  id: 'under-parallel',
  needs: ['profile'],
  summary: 'For 5 s or more one thread is busy 90 % of the time, while the program uses less than 60 % of the cores it may use.',
  specificity: 0,
  test({ hotLines, profile: { summary, environment } }) {
    const cores = Math.max(1, Math.floor(environment.cpuLimit ?? environment.cores));
    const used = summary.cpuNs / (summary.wallNs * cores);
    if (cores < 2 || summary.wallNs < leastNs || summary.eventLoopUtilization < leastUtilization || used > mostUsed) return undefined;
    const hottest = hotLines.find(({ category }) => category === 'app');
    return {
      certainty: 'hint',
      severity: 'low',
      message: `One thread was busy for ${formatNs(summary.wallNs)} while ${formatShare(1 - used)} of ${cores} cores idled.`,
      where: hottest ? [{ file: hottest.file, line: hottest.line, function: hottest.function }] : [],
      signal: { name: 'share of cores used', value: used, unit: 'ratio', threshold: mostUsed, sampleCount: cores },
      gain: { share: 1 - 1 / cores, of: 'wall' },
      cores,
      used,
    };
  },
  evidence: ({ cores, used }) => [
    { label: 'cores', value: cores, unit: 'count' },
    { label: 'used', value: used, unit: 'ratio' },
  ],
  fix: {
    package: '@nsi/cpu',
    function: 'createPool',
    diff: '-for (const tile of tiles) done.push(render(tile));\n+const done = await pool.map("render", tiles);',
    whenNot: 'each step needs the one before, or other programs need the cores.',
  },
});
