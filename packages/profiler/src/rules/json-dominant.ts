import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareSignal } from './share-signal.ts';

const leastShare = 0.15;
const json = /\bJSON\.(?:parse|stringify)\s*\(/;

/** JSON has no frame of its own: its time falls on the lines that call it. */
export const jsonDominant: ProfileRule = defineRule({
  id: 'json-dominant',
  needs: ['profile'],
  summary: 'Lines that call JSON.parse or JSON.stringify take 15 % of the busy samples or more.',
  test(evidence) {
    const share = evidence.shareOnLines(({ text }) => json.test(text));
    if (share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'certain',
      message: `JSON takes ${formatShare(share.share)} of the busy time.`,
      where: share.places,
      signal: shareSignal(share, leastShare),
      gain: { share: share.share, of: 'cpu' },
    };
  },
  fix: {
    package: '@nsi/memory',
    function: 'packArray',
    diff: '-const rows = JSON.parse(text);\n+const rows = await cache.get(key); // parse each text once',
    whenNot: 'each text is different and small, and the other side must read JSON: then parse less of it, or elsewhere.',
  },
});
