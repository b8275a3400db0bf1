/**
 * Whether a what-if run says of twelve programs what mending them by hand brings: both are measured in interleaved pairs and judged alike. For
 * the two changes that are flags, the hand sets the flag. Usage: node --conditions=@nsi/source bench/what-if.ts [pairs by hand] [name]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveTarget, type ProfileTarget } from '../src/run/target.ts';
import { whatIfOf, type WhatIf } from '../src/what-if/experiments.ts';
import { measureRun } from '../src/what-if/measure-run.ts';
import { judgeRatios, type RatioVerdict } from '../src/what-if/ratio-verdict.ts';
import { runExperiment } from '../src/what-if/run-experiment.ts';

const [pairs = '9', filter = ''] = process.argv.slice(2);
const script = fileURLToPath(new URL('what-if/cases.mjs', import.meta.url));
const cases: readonly (readonly [what: string, change: string, nodeArgs?: readonly string[]])[] = [
  ['reads', 'memoise-read-file'],
  ['changingReads', 'memoise-read-file'],
  ['expressions', 'linear-regular-expressions'],
  ['errors', 'no-stack-traces'],
  ['hashes', 'one-shot-hash'],
  ['pieces', 'one-shot-hash'],
  ['connections', 'keep-alive'],
  ['pool', 'thread-pool-size'],
  ['survivors', 'larger-semi-space', ['--max-semi-space-size=64']],
  ['compiling', 'compile-cache'],
  ['logs', 'buffered-stdout'],
  ['lookups', 'memoise-lookup'],
];

process.stdout.write(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`);
let [equal, opposite, count] = [0, 0, 0];
for (const [what, id, nodeArgs = []] of cases.filter(([name]) => name.includes(filter))) {
  const change = whatIfOf(id);
  if (!change) throw new Error(`expected an experiment ${id}`);
  const asIs = { script, args: [what, 'as-is'] };
  const byHand = await mendByHand(asIs, { script, args: [what, 'mended'], nodeArgs }, change);
  const tried = await runExperiment(asIs, change);
  count++;
  equal += Number(tried.verdict === byHand.verdict);
  opposite += Number([tried.verdict, byHand.verdict].toSorted().join() === 'confirmed,refuted');
  process.stdout.write(
    `${what.padEnd(14)} ${id.padEnd(27)} what-if ${text(tried)}  by hand ${text(byHand)}  ${tried.verdict === byHand.verdict ? 'equal' : 'OTHER'}\n`,
  );
}
process.stdout.write(
  `\n${equal} of ${count} verdicts equal, ${opposite} opposite  bar 9 of 10: ${equal >= 0.9 * count ? 'reached' : 'MISSED'}\n`,
);

async function mendByHand(asIs: ProfileTarget, mended: ProfileTarget, { of }: WhatIf): Promise<RatioVerdict> {
  const folder = mkdtempSync(join(tmpdir(), 'nsi-by-hand-'));
  const times: { readonly before: number[]; readonly after: number[] } = { before: [], after: [] };
  const run = async (isMended: boolean, isCounted = true): Promise<void> => {
    const { cpuNs, wallNs } = await measureRun(resolveTarget(isMended ? mended : asIs), undefined, {
      folder,
      maxMs: 60_000,
      signal: undefined,
    });
    if (isCounted) times[isMended ? 'after' : 'before'].push(of === 'cpu' ? cpuNs : wallNs);
  };
  try {
    await run(true, false);
    for (let pair = 0; pair < Number(pairs); pair++) {
      await run(pair % 2 === 1);
      await run(pair % 2 === 0);
    }
    return judgeRatios(times.before, times.after);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function text({ verdict, ratio, interval }: RatioVerdict): string {
  return `${verdict.padEnd(12)} ${ratio.toFixed(2)} (${interval.map((bound) => bound.toFixed(2)).join('–')})`;
}
