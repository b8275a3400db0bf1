import type { SampleShare } from '@nsi/core/report';
import { formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule } from './define-rule.ts';
import { shareMatch } from './share-signal.ts';

const leastShare = 0.1;
const makesError = /\bthrow\b|\bnew\s+\w*(?:Error|Exception)\s*\(|Error\.captureStackTrace\s*\(/;
/** Lines between a class and its constructor. */
const mostFields = 12;
const errorClass = /\bclass\s+\w*\s*extends\s+[\w.]*(?:Error|Exception)\b/;

/** Making an error walks the stack; throwing one unwinds it. The time falls on the line that makes it, or on the constructor of its class. */
export const throwHot: ProfileRule = defineRule({
  id: 'throw-hot',
  needs: ['profile'],
  summary: 'Lines that make or throw errors, or constructors of errors, take 10 % of the busy samples or more.',
  specificity: 2,
  covers: ['cpu-bound-fn'],
  test(evidence) {
    // V8 places a constructor at its class, or where it is written out at its own line.
    const isErrorClass = (file: string, line: number): boolean =>
      errorClass.test(evidence.sourceText(file, line)) || (isConstructor(evidence.sourceText(file, line)) && isBelowErrorClass(file, line));
    const isBelowErrorClass = (file: string, line: number): boolean => {
      for (let above = line - 1; above > 0 && above >= line - mostFields; above--) {
        const text = evidence.sourceText(file, above);
        if (/\bclass\b/.test(text)) return errorClass.test(text);
      }
      return false;
    };
    const lines = evidence.shareOnLines(({ text }) => makesError.test(text) && !errorClass.test(text));
    const constructors = evidence.shareBelow(
      ({ name, file, line }) => name === 'prepareStackTrace' || (file !== '' && !file.startsWith('node:') && isErrorClass(file, line)),
    );
    const share: SampleShare = constructors.share > lines.share ? constructors : lines;
    if (share.interval[0] < leastShare) return undefined;
    const thrown = lines.places.length > 0 ? lines.places : share.places;
    return {
      certainty: 'certain',
      message: `Making errors takes ${formatShare(share.share)} of the busy time: each one walks the stack.`,
      ...shareMatch(share, leastShare),
      where: [...thrown, ...share.places.filter(({ file, line = 0 }) => !isErrorClass(file, line) && thrown !== share.places)],
    };
  },
  fix: {
    diff: '-if (!valid) throw new ValidationError(field);\n+if (!valid) return { ok: false, field };',
    whenNot: 'the errors are rare in real use and this run had many of them.',
  },
  experiment: 'no-stack-traces',
});

function isConstructor(text: string): boolean {
  return /^(?:(?:public|private|protected)\s+)?constructor\s*\(/.test(text);
}
