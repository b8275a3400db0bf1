import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareOfOperations } from './share-of-operations.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.1;
/** Of the samples of all steps, those on awaits in loops from which one of them is named. */
const leastRepeated = 0.1;
/** Where a promise is made, without a frame of its own. */
const makesPromise = /^(?:Promise\.(?:resolve|all|race|allSettled)|queueMicrotask|process\.nextTick)$|\.then$/;

/** Promises that are settled already are awaited, hundreds of thousands of times. Who really waits takes no CPU time there. */
export const microtaskStorm: ProfileRule = defineRule({
  id: 'microtask-storm',
  needs: ['profile'],
  summary:
    'Lines that await something, and those on which async functions begin and end, take 10 % of the busy samples or more themselves.',
  specificity: 2,
  covers: ['gc-share'],
  test(evidence) {
    const share = shareOfOperations(evidence, ({ name }) => isStep(name) || makesPromise.test(name));
    if (share.interval[0] < leastShare) return undefined;
    // The await in a loop is what can be left out or done for many at once; the function it calls is only what it costs.
    const repeated = shareOfOperations(evidence, ({ name, isInLoop }) => name === 'shape:await' && isInLoop);
    const awaiting = repeated.samples >= leastRepeated * share.samples ? repeated.places.slice(0, 1) : [];
    // Of generators that feed one another, each step begins at the first one: what it gives at once, all of them hand on at once.
    const relayed = shareOfOperations(evidence, ({ name }) => name === 'shape:relay');
    const yielded = shareOfOperations(evidence, ({ name }) => name === 'shape:source-yield');
    const isChain = [relayed, yielded].every(({ samples }) => samples >= leastRepeated * share.samples);
    const first = [...(isChain ? yielded.places.slice(0, 1) : []), ...awaiting];
    return {
      certainty: 'likely',
      message: `Awaiting what is there already takes ${formatShare(share.share)} of the busy time: a promise and a turn of the queue for each.`,
      ...shareMatch(share, leastShare),
      where: [...first, ...share.places.filter((place) => !first.some(({ file, line }) => file === place.file && line === place.line))],
    };
  },
  fix: {
    diff: '-for (const row of rows) sum += await price(row);\n+for (const row of rows) sum += priceNow(row); // async only where something is waited for, or once a batch',
    whenNot: 'most of the calls do wait for something.',
  },
});

function isStep(name: string): boolean {
  return name === 'shape:await' || name === 'shape:async-step';
}
