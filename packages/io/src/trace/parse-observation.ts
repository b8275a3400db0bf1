import * as v from 'valibot';
import type { Observation } from './observation.ts';

const count = v.pipe(v.number(), v.minValue(0));
const index = v.pipe(v.number(), v.integer(), v.minValue(-1));
const text = v.pipe(v.string(), v.maxLength(10_000));
const place = { file: text, line: count, column: count } as const;

const schema = v.object({
  process: v.object({ pid: count, threadId: count, name: text, nodeVersion: text }),
  sites: v.array(v.object({ ...place, function: v.optional(text), caller: v.optional(v.object(place)) })),
  calls: v.array(v.object({ call: text, site: index, count, bytes: count, maxBytes: count, lateCount: count, lateNs: count, path: text })),
  steps: v.array(
    v.object({
      call: v.picklist(['open', 'write', 'truncate', 'fdatasync', 'fsync', 'rename', 'unlink', 'copy']),
      path: text,
      order: count,
      site: index,
      to: v.exactOptional(text),
      flags: v.exactOptional(v.object({ truncates: v.boolean(), appends: v.boolean(), isSynced: v.boolean(), isNew: v.boolean() })),
      count,
      bytes: count,
    }),
  ),
  isTruncated: v.boolean(),
});

/** What a collector wrote; `undefined` for anything else, since the program can write there too. */
export function parseObservation(json: string): Observation | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(json));
    if (!result.success) return undefined;
    const { sites, ...rest } = result.output;
    return { ...rest, sites: sites.map(({ function: name, caller, ...site }) => ({ ...site, function: name, caller })) };
  } catch {
    return undefined;
  }
}
