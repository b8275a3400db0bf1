import { formatNs, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';
import { textPlace } from './text-place.ts';

const leastShare = 0.3;
const leastSamples = 75;
const leastFiles = 20;
/** So long is worth a look whatever comes after. */
const longNs = 300e6;

interface LoadingMatch extends RuleMatch {
  readonly loadingNs: number;
  readonly files: number;
  readonly packages: string;
}

/** Finding, reading and compiling modules is most of what the program does. */
export const startupModules: ProfileRule = defineRule<LoadingMatch>({
  id: 'startup-modules',
  needs: ['packages'],
  summary: "Node.js' module loader itself takes 30 % of the busy samples or more, at least 75 of them; a hint when it takes 300 ms.",
  covers: ['sync-fs-hot', 'sync-fs-repeat'],
  test(evidence) {
    const { functions = [], frames, summary, packages = [] } = evidence.profile;
    const busySamples = summary.busySampleCount ?? 0;
    const samples = functions.reduce((sum, { frame, self }) => (isLoader(frames[frame]?.name, frames[frame]?.file) ? sum + self : sum), 0);
    const [share, interval] = [samples / Math.max(1, busySamples), evidence.interval(samples, busySamples)];
    const isShare = interval[0] >= leastShare;
    if (samples < leastSamples || (!isShare && samples * summary.intervalNs < longNs)) return undefined;
    const files = packages.reduce((sum, { fileCount }) => sum + fileCount, 0);
    const loaded = packages.filter(({ name }) => name !== '(app)');
    const loadingNs = samples * summary.intervalNs;
    return {
      // Where hardly anything was loaded, others had the processor meanwhile.
      certainty: isShare && (loaded.length > 0 || files >= leastFiles) ? 'likely' : 'hint',
      message: `Loading modules takes ${formatNs(loadingNs)}, ${formatShare(share)} of the busy time.`,
      where: loaded.slice(0, 3).flatMap(({ name }) => textPlace(importOf(name), evidence)),
      signal: shareSignal({ share, interval, samples, busySamples, places: [] }, leastShare),
      gain: { share, of: 'cpu' },
      loadingNs,
      files,
      packages: loaded
        .slice(0, 5)
        .map(({ name, samples: own }) => `${name} ${formatNs(own * summary.intervalNs)}`)
        .join(', '),
    };
  },
  evidence: ({ loadingNs, files, packages }) => [
    { label: 'loading', value: loadingNs, unit: 'ns' },
    { label: 'modules that were seen running', value: files, unit: 'count' },
    { label: 'packages', value: packages },
  ],
  fix: {
    diff: "-import { render } from 'charts';\n+const { render } = await import('charts'); // where it is needed; or NODE_COMPILE_CACHE=… for the next start, or a bundle",
    whenNot: 'the program runs for hours: it starts once.',
  },
  experiment: 'compile-cache',
});

function isLoader(name = '', file = ''): boolean {
  if (file === '')
    return /^(?:compileFunctionForCJSLoader|internalModuleStat|getNearestParentPackageJSON|compileSourceTextModule)$/.test(name);
  return file.startsWith('node:internal/modules/') || file.startsWith('node:internal/vm');
}

/** Matches a line that asks for a package. */
function importOf(name: string): RegExp {
  return new RegExp(`(?:from|import|require)\\s*\\(?\\s*['"]${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?:/[^'"]*)?['"]`);
}
