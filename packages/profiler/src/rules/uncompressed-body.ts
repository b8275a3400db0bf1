import { formatCount, formatShare } from '../report/format.ts';
import { defineRule, type ProfileRule, type RuleMatch } from './define-rule.ts';

const leastShare = 0.2;
const leastResponses = 20;
const maxRoutes = 5;
const isText = /^(?:text\/|application\/(?:json|javascript|xml|ld\+json|graphql|manifest)|image\/svg)/;

interface BodyMatch extends RuleMatch {
  readonly type: string;
  readonly large: number;
  readonly bytes: number;
  readonly routes: string;
}

/** Text goes out as it is, though whoever asks could unpack it. */
export const uncompressedBody: ProfileRule = defineRule<BodyMatch>({
  id: 'uncompressed-body',
  needs: ['counters'],
  specificity: 2,
  summary:
    'A fifth of the bytes of at least 20 responses is of texts of 10 KiB or more without content encoding; more than a hint when the client accepts one.',
  test(evidence) {
    const responses = evidence.counter('http.server.response');
    const plain = evidence.counter('http.server.plain');
    const large = (responses.keys ?? [])
      .map(([key, count]) => ({ words: key.split(' '), count }))
      .filter(({ words }) => isText.test(words[0] ?? '') && words.at(-3) === 'undefined' && words.at(-2) === 'large');
    const count = large.reduce((sum, one) => sum + one.count, 0);
    const share = Math.min(1, plain.bytes / Math.max(1, responses.bytes));
    if (responses.count < leastResponses || count === 0 || share < leastShare) return undefined;
    const asked = large.reduce((sum, one) => (one.words.at(-1) === 'asked' ? sum + one.count : sum), 0);
    const below = evidence.shareBelow(({ name, file }) => file === 'node:_http_outgoing' && /^(?:end|write)$/.test(name));
    return {
      certainty: asked >= count / 2 ? 'likely' : 'hint',
      severity: 'medium',
      message: `${formatShare(share)} of the bytes of the responses were large texts without content encoding.`,
      where: below.places,
      signal: { name: 'share of response bytes', value: share, unit: 'ratio', threshold: leastShare, sampleCount: responses.count },
      type: large[0]?.words[0] ?? '',
      large: count,
      bytes: plain.bytes,
      routes: (plain.keys ?? [])
        .slice(0, maxRoutes)
        .map(([route, own]) => `${route} ${formatCount(own)}×`)
        .join(', '),
    };
  },
  evidence: ({ type, large, bytes, routes }) => [
    { label: 'content type', value: type },
    { label: 'large responses', value: formatCount(large) },
    { label: 'their bytes', value: bytes, unit: 'bytes' },
    { label: 'mean size', value: bytes / Math.max(1, large), unit: 'bytes' },
    { label: 'routes', value: routes },
  ],
  fix: {
    diff: "-response.end(body);\n+response.setHeader('content-encoding', 'gzip').end(packed); // packed once, kept beside the body; or brotli where the client takes it",
    whenNot: 'a proxy in front compresses, or the line to the client is as fast as memory.',
  },
});
