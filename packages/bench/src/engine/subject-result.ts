import type { SubjectResult, SubjectUse } from './job.ts';
import type { Subject } from './subject.ts';

/** What is known of a subject, as the message that the parent gets. */
export function resultOf(
  { name, integrity, failure, measures }: Subject,
  measured: { readonly samplesNs?: Float64Array; readonly callsPerSample?: number; readonly use?: SubjectUse } = {},
): SubjectResult {
  const { samplesNs = new Float64Array(), callsPerSample = 1, use = {} } = measured;
  return { name, integrity, measures, callsPerSample, samplesNs, use, ...(failure ? { failure } : {}) };
}
