import { dirname } from 'node:path';
import type { CallSite, FileStep, Observation } from './observation.ts';

/**
 * What is left of a file when the power fails after the program was done with it. `survives`: the new content. `old-or-new`: one of the
 * two, whole. `in-place`: the new content, but for a while there was neither. `may-be-lost`: the new content or less, the earlier content being
 * untouched. `may-be-torn`: anything, an empty file included.
 */
export type DurabilityVerdict = 'survives' | 'old-or-new' | 'in-place' | 'may-be-lost' | 'may-be-torn';

/** How one file came to be, and what that is worth. */
export interface PathDurability {
  readonly path: string;
  readonly verdict: DurabilityVerdict;
  readonly sentence: string;
  /** The steps that count, those of a file that was renamed to this one and those of its directory included. */
  readonly steps: readonly FileStep[];
}

/** The files a program wrote, in the order of their last change. Files it removed again are left out. */
export function pathDurabilities({ steps, sites }: Observation): readonly PathDurability[] {
  const histories = new Map<string, FileStep[]>();
  for (const step of steps) {
    const { call, path, to } = step;
    if (call === 'unlink') histories.delete(path);
    else if (call === 'rename' && to !== undefined) {
      histories.set(to, [...(histories.get(path) ?? []), step]);
      histories.delete(path);
    } else if (call === 'copy' && to !== undefined) histories.set(to, [step]);
    else histories.set(path, [...(histories.get(path) ?? []), step]);
  }
  const directories = new Map(
    Array.from(histories).filter(([, history]) => history.every(({ call }) => call === 'fsync' || call === 'fdatasync')),
  );
  return Array.from(histories, ([path, history]) => ({ path, history }))
    .filter(({ path, history }) => !directories.has(path) && history.some(({ call }) => call !== 'open'))
    .map(({ path, history }) => judge(path, history, ownSyncs(history, directories.get(dirname(path)) ?? [], sites)))
    .toSorted((left, right) => (left.steps.at(-1)?.order ?? 0) - (right.steps.at(-1)?.order ?? 0));
}

function judge(path: string, history: readonly FileStep[], directory: readonly FileStep[]): PathDurability {
  const nameStep = history.findLast(({ call, flags }) => call === 'rename' || call === 'copy' || flags?.isNew === true);
  const isNamed = nameStep === undefined || directory.some(({ order }) => order > nameStep.order);
  const rename = history.findLastIndex(({ call }) => call === 'rename');
  const after = history.slice(rename + 1);
  const wroteAfter = after.some(({ call }) => call === 'write' || call === 'truncate');
  const syncOfName = directory.find(({ order }) => order > (nameStep?.order ?? 0));
  const steps = [...history, ...(syncOfName ? [syncOfName] : [])].toSorted((left, right) => left.order - right.order);
  const result = (verdict: DurabilityVerdict, sentence: string): PathDurability => ({ path, verdict, sentence, steps });
  if (rename >= 0 && !wroteAfter) return judgeRenamed(isSynced(history.slice(0, rename)), isNamed, result);
  if (history.some(({ call }) => call === 'copy'))
    return result('may-be-torn', 'copied without a sync: after a loss of power it may be empty or cut short');
  const truncates = after.some(({ flags }) => flags?.truncates === true && !flags.isNew);
  if (!isSynced(after)) {
    return truncates || !after.some(({ flags }) => flags?.appends === true)
      ? result('may-be-torn', 'written in place and not synced: after a loss of power it may be empty, old in part or cut short')
      : result('may-be-lost', 'appended to and not synced: after a loss of power what was appended may be missing');
  }
  if (!isNamed)
    return result('may-be-lost', 'synced, but its new name is not: the directory was not synced after it, so the file may be missing');
  if (truncates) return result('in-place', 'what was synced survives, but a crash before that leaves neither the old content nor the new');
  return result('survives', 'what was written up to the last sync survives a loss of power');
}

function judgeRenamed(
  isContentSynced: boolean,
  isNamed: boolean,
  result: (verdict: DurabilityVerdict, sentence: string) => PathDurability,
): PathDurability {
  if (!isContentSynced)
    return result('may-be-torn', 'renamed before its content was synced: after a loss of power it may be empty or cut short');
  if (!isNamed) return result('old-or-new', 'old content or new, whole; the directory was not synced, so the new content may be lost');
  return result('survives', 'old content or new at every moment, and the new content survives a loss of power');
}

/** Syncs of the directory by the code that wrote the file: those of another library that comes by later are luck. */
function ownSyncs(history: readonly FileStep[], directory: readonly FileStep[], sites: readonly CallSite[]): readonly FileStep[] {
  const own = new Set(history.map(({ site }) => originOf(sites[site])));
  return directory.filter(({ site }) => own.has(originOf(sites[site])));
}

/** The library in `node_modules` that made a call, or the program. */
function originOf(site: CallSite | undefined): string {
  return /.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/.exec(site?.file ?? '')?.[0] ?? '';
}

/** Whether nothing was written after the last sync. */
function isSynced(history: readonly FileStep[]): boolean {
  const lastOpen = history.findLast(({ call }) => call === 'open');
  if (lastOpen?.flags?.isSynced === true) return true;
  const lastWrite = history.findLastIndex(({ call }) => call === 'write' || call === 'truncate');
  return lastWrite < 0 || history.slice(lastWrite).some(({ call }) => call === 'fsync' || call === 'fdatasync');
}
