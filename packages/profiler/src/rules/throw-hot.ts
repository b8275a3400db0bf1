import type { LineOperation, SampleShare } from '@nsi/core/report';
import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareOfOperations } from './share-of-operations.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.1;
/** Of the samples on lines that make errors, those on one of them from which it is the one to edit. */
const mostOfAll = 0.8;
/** The others in that file are wrappers around checks, which make none. */
const makesInside = /^(?:NodeError|SystemError|captureLargerStackTrace|\w*[pP]repareStackTrace\w*|uvException|\w+Exception\w*)$/;

/** Making an error walks the stack; throwing one unwinds it. The time falls on the line that makes it, or on the constructor of its class. */
export const throwHot: ProfileRule = defineRule({
  id: 'throw-hot',
  needs: ['profile'],
  summary: 'Lines that make or throw errors, or constructors of errors, take 10 % of the busy samples or more.',
  specificity: 2,
  covers: ['cpu-bound-fn'],
  test(evidence) {
    const all = shareOfOperations(evidence, makesError);
    // Errors of Node.js itself, and stacks that are written out.
    const inside = evidence.shareBelow(
      ({ name, file }) => (file === 'node:internal/errors' && makesInside.test(name)) || name === 'prepareStackTrace',
    );
    const samples = Math.min(all.busySamples, all.samples + inside.samples);
    const share: SampleShare = {
      ...all,
      samples,
      share: samples / Math.max(1, all.busySamples),
      interval: evidence.interval(samples, all.busySamples),
    };
    if (share.interval[0] < leastShare) return undefined;
    const sites = shareOfOperations(evidence, ({ name }) => name === 'shape:make-error');
    const constructors = shareOfOperations(evidence, ({ name }) => name === 'shape:error-constructor');
    // Where errors of one class are made in many places, its constructor is the one line that they share.
    const isOneSite = (sites.places[0]?.samples ?? 0) >= mostOfAll * sites.samples && sites.samples > 0;
    const places = isOneSite ? [...sites.places, ...constructors.places] : [...constructors.places, ...sites.places];
    return {
      certainty: 'certain',
      message: `Making errors takes ${formatShare(share.share)} of the busy time: each one walks the stack.`,
      ...shareMatch(share, leastShare),
      where: inside.samples > all.samples ? [...inside.places, ...places] : places,
    };
  },
  fix: {
    diff: '-if (!valid) throw new ValidationError(field);\n+if (!valid) return { ok: false, field };',
    whenNot: 'the errors are rare in real use and this run had many of them.',
  },
  experiment: 'no-stack-traces',
});

function makesError({ name }: LineOperation): boolean {
  return name === 'shape:make-error' || name === 'shape:error-class' || name === 'shape:error-constructor';
}
