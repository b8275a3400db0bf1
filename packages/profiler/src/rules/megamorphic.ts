import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

const leastShapes = 5;
const leastShare = 0.05;

interface ShapesMatch extends RuleMatch {
  readonly property: string;
  readonly shapes: number;
}

/** A hot line reads one property of objects of many shapes: V8 keeps four apart, and looks it up for the rest. */
export const megamorphic: ProfileRule = defineRule<ShapesMatch>({
  id: 'megamorphic',
  needs: ['megamorphic'],
  summary: 'A property access on a line that takes 5 % of the busy samples or more meets at least 5 shapes of objects.',
  specificity: 2,
  test(evidence) {
    const accesses = (evidence.profile.megamorphic ?? []).filter(({ shapeCount }) => shapeCount >= leastShapes);
    const keys = new Set(accesses.map(({ file, line }) => `${file}:${line}`));
    const share = evidence.shareOnLines(({ file, line }) => keys.has(`${file}:${line}`));
    const [place] = share.places;
    const access = accesses.find(({ file, line }) => file === place?.file && line === place.line);
    if (!access || share.interval[0] < leastShare) return undefined;
    return {
      certainty: 'likely',
      message: `\`${access.property || '[…]'}\` is read of objects of ${formatCount(access.shapeCount)} shapes, on lines that take ${formatShare(share.share)} of the busy time.`,
      ...shareMatch(share, leastShare),
      property: access.property,
      shapes: access.shapeCount,
    };
  },
  evidence: ({ property, shapes }) => [
    { label: 'property', value: property || '(computed)' },
    { label: 'shapes', value: shapes, unit: 'count' },
  ],
  fix: {
    diff: '-const row = { id }; if (name) row.name = name;\n+const row = { id, name: name ?? undefined }; // every row has the same properties, in the same order',
    whenNot: 'the objects come from outside and are read once.',
  },
});
