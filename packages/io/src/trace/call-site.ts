import type { CallSite } from './observation.ts';

const maxFrames = 30;
const maxNameLength = 100;
const ownFolder = new URL('.', import.meta.url).href;

export interface SeenSite {
  readonly site: CallSite | undefined;
  /** Whether the call was made while modules were being loaded. */
  readonly isLoading: boolean;
}

/** The place in the program that is calling now. Leaves `Error.prepareStackTrace` and `stackTraceLimit` as it found them. */
export function seeSite(): SeenSite {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: readonly NodeJS.CallSite[] } = {};
  try {
    Error.stackTraceLimit = maxFrames;
    Error.prepareStackTrace = (_, frames) => frames;
    Error.captureStackTrace(holder, seeSite);
    return siteIn(holder.stack ?? []);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}

function siteIn(frames: readonly NodeJS.CallSite[]): SeenSite {
  const isLoading = frames.some((frame) => frame.getFileName()?.startsWith('node:internal/modules/') === true);
  const own = frames.filter(isOfProgram);
  const [first] = own;
  if (!first) return { site: undefined, isLoading };
  const outside = own.find((frame) => !isInModules(frame));
  const site = {
    ...placeOf(first),
    function: first.getFunctionName()?.slice(0, maxNameLength),
    caller: outside === undefined || outside === first ? undefined : placeOf(outside),
  };
  return { site, isLoading };
}

function isOfProgram(frame: NodeJS.CallSite): boolean {
  const name = frame.getFileName();
  return typeof name === 'string' && name !== '' && !name.startsWith('node:') && !isOwn(name);
}

/** The collector's own frames: it is one file when it is built, and several in one folder otherwise. */
function isOwn(name: string): boolean {
  const url = name.startsWith('file:') ? name : `file://${encodeURI(name)}`;
  return url.startsWith(ownFolder) && /\/(?:collector|call-site|observe-\w+|record|wrap)\.(?:js|ts)$/.test(url);
}

function isInModules(frame: NodeJS.CallSite): boolean {
  return /[/\\]node_modules[/\\]/.test(frame.getFileName() ?? '');
}

function placeOf(frame: NodeJS.CallSite): { readonly file: string; readonly line: number; readonly column: number } {
  return { file: frame.getFileName() ?? '', line: frame.getLineNumber() ?? 0, column: frame.getColumnNumber() ?? 0 };
}
