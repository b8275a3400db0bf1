import type { CommandCall } from '@nsi/core/cli';

/** A call as the command frame makes it, in folder `cwd`, with the options given. */
export function commandCall(cwd: string, more: { readonly [Name in keyof CommandCall]?: Partial<CommandCall[Name]> }): CommandCall {
  return {
    program: [],
    signal: new AbortController().signal,
    progress: () => {},
    note: () => {},
    readInput: () => Promise.resolve(Buffer.alloc(0)),
    cwd,
    variables: {},
    ...(more as Partial<CommandCall>),
    arguments: { ...more.arguments },
    options: { ...more.options },
    frame: { json: false, quiet: true, color: false, columns: 80, isTerminal: false, ...more.frame },
  };
}
