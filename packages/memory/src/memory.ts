import type { SetupContext } from '@nsi/core';
import type { MemoryOptions } from './options.ts';

/** The room's handle: everything it makes, with the defaults of the configuration. */
export interface Memory extends AsyncDisposable {
  /** The section in force. */
  readonly options: MemoryOptions;
}

export function createMemory(options: MemoryOptions, _context: SetupContext): Memory {
  return { options, async [Symbol.asyncDispose]() {} };
}

/** The plain twin: the same interface over what Node.js gives. */
export function createPlainMemory(options: MemoryOptions, context: SetupContext): Memory {
  return createMemory(options, context);
}
