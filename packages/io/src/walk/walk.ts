import { check } from '@nsi/core';
import { ioError } from '../errors.ts';
import { filePermits } from '../permits/file-permits.ts';
import { systemPath, type PathInput } from '../read/path-list.ts';
import { byteNameOf, textOf, type ByteName } from './byte-name.ts';
import { kindBits } from './file-kind.ts';
import { compileGlobs } from './glob.ts';
import { askWalk } from './ask-walk.ts';
import { walkAsync } from './walk-async.ts';
import { createWalkBatch, textsOf, type WalkBatch } from './walk-batch.ts';
import type { WalkFailure, WalkPart } from './walk-message.ts';
import { walkDefaults, walkSchema, type WalkOptions, type WalkSettings } from './walk-options.ts';
import type { WalkRules } from './walk-rules.ts';
import { walkSync } from './walk-sync.ts';

/** A walk that is yet to be made. Each iteration makes it anew. */
export interface Walk extends AsyncIterable<WalkBatch> {
  /** All paths in one list, in no particular order. Holds them all at once: iterate over the batches of a tree without bound. */
  paths(): Promise<string[]>;
}

const leastWaitMs = 5;
const attempts = 12;

/**
 * Walks a directory tree and gives what it finds in batches, in no particular order. Memory stays bounded however many entries a directory
 * has, and the walk waits for its consumer. Throws `NSI_IO_WALK_OPTION` for options it cannot use.
 * @example
 * for await (const { paths } of walk('src', { include: ['**\/*.ts'], exclude: ['**\/node_modules'] })) await readMany(paths);
 */
export function walk(root: PathInput, options: WalkOptions = {}): Walk {
  const settings = check(walkSchema, { ...walkDefaults, ...options }, { code: 'NSI_IO_WALK_OPTION' });
  const name = byteNameOf(systemPath(root, 'NSI_IO_WALK_OPTION'));
  const rules = rulesOf(name, settings);
  const { signal, onError } = settings;
  const accept = ({ failures }: WalkPart): void => {
    signal?.throwIfAborted();
    reportWalkFailures(failures, onError);
  };
  const steps = (): AsyncGenerator<readonly WalkPart[], void, void> => patientSteps(name, rules, settings);

  async function* batches(): AsyncGenerator<WalkBatch, void, void> {
    for await (const parts of steps()) {
      for (const part of parts) {
        accept(part);
        if (part.ends.length > 0) yield createWalkBatch(part);
      }
    }
    signal?.throwIfAborted();
  }

  async function paths(): Promise<string[]> {
    const all: WalkPart[] = [];
    for await (const parts of steps()) {
      parts.forEach(accept);
      all.push(...parts);
    }
    signal?.throwIfAborted();
    return textsOf(all);
  }

  return { [Symbol.asyncIterator]: batches, paths };
}

/** Steps of a walk, of a few parts each. Waits where descriptors ran out. */
async function* patientSteps(root: ByteName, rules: WalkRules, settings: WalkSettings): AsyncGenerator<readonly WalkPart[], void, void> {
  const { signal } = settings;
  let refusals = 0;
  for await (const parts of stepsOf(root, rules, settings)) {
    yield parts;
    // Only the last part can have been refused a descriptor.
    if (parts.at(-1)?.isOutOfFiles !== true) refusals = 0;
    else if (refusals === attempts) {
      throw ioError('NSI_IO_OPEN_FILES', `expected a free file descriptor within ${attempts + 1} attempts, got none`);
    } else await filePermits().afterRelease(leastWaitMs * 2 ** refusals++, { signal });
  }
}

async function* stepsOf(
  root: ByteName,
  rules: WalkRules,
  { mode, concurrency, signal }: WalkSettings,
): AsyncGenerator<readonly WalkPart[], void, void> {
  if (mode !== 'sync' && mode !== 'async') return yield* askWalk(root, rules, signal);
  const parts = mode === 'sync' ? walkSync(root, rules) : walkAsync(root, rules, { concurrency, signal });
  for await (const part of parts) yield [part];
}

function rulesOf(root: ByteName, settings: WalkSettings): WalkRules {
  const { kinds, include, exclude, hidden, maxDepth, followLinks, relative } = settings;
  const included = include && compileGlobs(include);
  return {
    kinds: kinds.reduce((bits, kind) => bits | kindBits[kind], 0),
    maxDepth,
    followLinks,
    hidden,
    prefix: relative || root === '.' ? '' : root.endsWith('/') ? root : `${root}/`,
    ...(included ? { include: included.expression, bases: included.bases } : {}),
    ...(exclude && exclude.length > 0 ? { exclude: compileGlobs(exclude).expression } : {}),
  };
}

function reportWalkFailures(failures: readonly WalkFailure[], onError: WalkSettings['onError']): void {
  for (const { path, isRoot, message, ...facts } of failures) {
    const name = textOf(path);
    const error = Object.assign(new Error(message), facts, { path: name });
    if (isRoot || !onError)
      throw ioError('NSI_IO_READ_FAILED', `expected a directory to walk at ${name}, got: ${message}`, { cause: error });
    onError(error, name);
  }
}
