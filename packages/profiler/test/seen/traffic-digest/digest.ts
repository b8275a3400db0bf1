import { createReadStream } from 'node:fs';
import { hitOf, type Hit } from './line.ts';

export interface Digest {
  readonly hits: Map<string, number>;
  readonly visitors: Map<string, Set<string>>;
  readonly hours: Float64Array;
  readonly errors: Map<string, number>;
}

async function* linesOf(path: string): AsyncGenerator<string[]> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest) yield [rest];
}

const isBot = ({ agent }: Hit): boolean => agent.includes('bot') || agent.startsWith('curl');

const familyOf = (path: string): string => {
  const second = path.indexOf('/', 1);
  return second < 0 ? path : path.slice(0, second);
};

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export async function digest(path: string, ignored: readonly string[]): Promise<Digest> {
  const result: Digest = { hits: new Map(), visitors: new Map(), hours: new Float64Array(24), errors: new Map() };
  const skip = new Set(ignored);
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      const hit = hitOf(line);
      if (!hit || skip.has(hit.path)) continue;
      result.hours[hit.hour] = (result.hours[hit.hour] ?? 0) + hit.bytes;
      if (hit.status >= 400) count(result.errors, `${hit.status} ${hit.path}`);
      if (isBot(hit)) continue;
      count(result.hits, hit.path);
      const family = familyOf(hit.path);
      const visitors = result.visitors.get(family);
      if (visitors) visitors.add(hit.host);
      else result.visitors.set(family, new Set([hit.host]));
    }
  }
  return result;
}
