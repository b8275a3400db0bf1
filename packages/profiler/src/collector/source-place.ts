/** Where in the program the running call came from, as `function\nfile\nline\ncolumn`; `''` when no frame belongs to it. */
export function sourcePlace(): string {
  const { prepareStackTrace, stackTraceLimit } = Error;
  let sites: readonly NodeJS.CallSite[] = [];
  try {
    Error.stackTraceLimit = 40;
    Error.prepareStackTrace = (_, all) => all;
    const { stack } = new Error() as unknown as { readonly stack: readonly NodeJS.CallSite[] };
    if (Array.isArray(stack)) sites = stack as readonly NodeJS.CallSite[];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
    else delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  }
  let found = '';
  for (const site of sites) {
    const file = site.getFileName() ?? '';
    if (file === '' || file.startsWith('node:') || (own !== '' && file.includes(own))) continue;
    const isPackage = file.includes('node_modules');
    if (found !== '' && isPackage) continue;
    found = `${site.getFunctionName() ?? ''}\n${file}\n${site.getLineNumber()}\n${site.getColumnNumber()}`;
    if (!isPackage) break;
  }
  return found;
}

let own = '';

/** Frames of files in this folder are left out. */
export function setOwnFolder(folder: string): void {
  own = folder;
}

/** An error as the program would have seen it, without the frames of the collector. */
export function withoutOwnFrames(error: unknown): unknown {
  if (error instanceof Error && typeof error.stack === 'string' && error.stack.includes(own)) {
    error.stack = error.stack
      .split('\n')
      .filter((line) => !line.includes(own))
      .join('\n');
  }
  return error;
}
