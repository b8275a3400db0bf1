import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastShare = 0.2;
const leastResponses = 20;
const isText = /^(?:text\/|application\/(?:json|javascript|xml|ld\+json|graphql|manifest)|image\/svg)/;

interface BodyMatch extends RuleMatch {
  readonly type: string;
  readonly large: number;
  readonly bytes: number;
}

/** Text goes out as it is, though whoever asks could unpack it. */
export const uncompressedBody: ProfileRule = defineRule<BodyMatch>({
  id: 'uncompressed-body',
  needs: ['counters'],
  specificity: 2,
  summary:
    'A fifth of at least 20 responses is text of 10 KiB or more without content encoding; more than a hint when the client accepts one.',
  test(evidence) {
    const responses = evidence.counter('http.server.response');
    const large = (responses.keys ?? [])
      .map(([key, count]) => ({ words: key.split(' '), count }))
      .filter(({ words }) => isText.test(words[0] ?? '') && words.at(-3) === 'undefined' && words.at(-2) === 'large');
    const count = large.reduce((sum, one) => sum + one.count, 0);
    if (responses.count < leastResponses || evidence.interval(count, responses.count)[0] < leastShare) return undefined;
    const asked = large.reduce((sum, one) => (one.words.at(-1) === 'asked' ? sum + one.count : sum), 0);
    const below = evidence.shareBelow(({ name, file }) => file === 'node:_http_outgoing' && /^(?:end|write)$/.test(name));
    return {
      certainty: asked >= count / 2 ? 'likely' : 'hint',
      severity: 'medium',
      message: `${formatShare(count / responses.count)} of the responses were large texts without content encoding.`,
      where: below.places,
      signal: {
        name: 'share of responses',
        value: count / responses.count,
        unit: 'ratio',
        interval: evidence.interval(count, responses.count),
        threshold: leastShare,
        sampleCount: responses.count,
      },
      type: large[0]?.words[0] ?? '',
      large: count,
      bytes: responses.bytes / Math.max(1, responses.count),
    };
  },
  evidence: ({ type, large, bytes }) => [
    { label: 'content type', value: type },
    { label: 'large responses', value: formatCount(large) },
    { label: 'mean size', value: bytes, unit: 'bytes' },
  ],
  fix: {
    diff: "-response.end(body);\n+response.setHeader('content-encoding', 'gzip').end(packed); // packed once, kept beside the body; or brotli where the client takes it",
    whenNot: 'a proxy in front compresses, or the line to the client is as fast as memory.',
  },
});
