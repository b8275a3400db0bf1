import type { Rule } from '@nsi/core';
import type { Finding } from '@nsi/core/report';
import { busySamplesOf, placeOf, shareOf, type CpuEvidence } from './profile-share.ts';

const threshold = 0.3;

/** One function of the program computes for much of the time: numbers to a kernel, anything else to a pool. */
export const hotFunction: Rule<CpuEvidence> = Object.freeze({
  id: 'cpu-hot-function',
  needs: Object.freeze(['profile']),
  summary: 'One function of the program itself takes three tenths of the busy time or more.',
  test({ profile, sourceText }: CpuEvidence): readonly Finding[] {
    const { frames, functions = [] } = profile;
    const hottest = functions.find(({ frame }) => frames[frame]?.category === 'app');
    const frame = hottest && frames[hottest.frame];
    if (!hottest || !frame) return [];
    const { share, interval, busySamples } = shareOf(hottest.self, busySamplesOf(profile));
    if (interval[0] < threshold) return [];
    const [line = frame.line] = hottest.lines[0] ?? [];
    const text = sourceText?.(frame.file, line) ?? '';
    // An element read by a running index, with arithmetic on it.
    const isNumeric = /\w\[\w+\][^;]*[-+*/]|[-+*/][^;]*\w\[\w+\]/.test(text);
    const name = frame.name === '' || frame.name === '(anonymous)' ? `A function of ${frame.file}` : `\`${frame.name}\``;
    return [
      {
        id: 'cpu-hot-function',
        severity: share >= 0.6 ? 'high' : 'medium',
        certainty: isNumeric ? 'likely' : 'hint',
        message: `${name} itself takes ${(share * 100).toFixed(0)} % of the busy time.`,
        where: [{ ...placeOf(frame), line }],
        evidence: [
          { label: 'share of busy samples', value: share, unit: 'ratio', interval, confidence: 0.95, sampleCount: busySamples },
          ...(text === '' ? [] : [{ label: 'hottest line', value: text.trim() }]),
        ],
        fix: {
          package: '@nsi/cpu',
          function: isNumeric ? 'kernel' : 'createPool',
          docs: 'packages/cpu/README.md',
          whenNot: isNumeric
            ? 'Elements depend on one another, or are not in typed arrays.'
            : 'A better algorithm does away with the work, or what it needs is dearer to send to a thread than to compute.',
        },
        expectedGain: { share, of: 'cpu' },
      },
    ];
  },
});
