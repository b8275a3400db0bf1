import type { Session } from 'node:inspector';
import Module from 'node:module';
import type { RawScript } from './raw-profile.ts';

const maxScripts = 20;
const maxLength = 2 ** 21;
const inlineMap = 'data:application/json';

/**
 * The text that ran, with its map, of the files that a loader compiled. Loaders such as tsx, ts-node, esbuild-register and swc do so as a file
 * is loaded and put the source map into the text: only V8 has it then. Asking costs some 50 ms, so it is asked where there is a loader, when
 * the thread ends. Of many files those count that have the most samples.
 */
export function collectScripts(session: Session, samples: ReadonlyMap<string, number>): readonly RawScript[] {
  try {
    return hasLoader() ? scriptsOf(session, samples) : [];
  } catch {
    // Nothing of it is worth the profile.
    return [];
  }
}

function scriptsOf(session: Session, samples: ReadonlyMap<string, number>): readonly RawScript[] {
  const found: { url: string; scriptId: string }[] = [];
  session.on('Debugger.scriptParsed', ({ params: { url, scriptId, sourceMapURL = '' } }) => {
    // What Vitest compiles has the map where V8 does not look for it.
    const mayHaveMap = sourceMapURL.startsWith(inlineMap) || (isTestRun() && !url.includes('node_modules'));
    if (samples.has(url) && mayHaveMap) found.push({ url, scriptId });
  });
  session.post('Debugger.enable');
  const scripts: RawScript[] = [];
  found.sort((left, right) => (samples.get(right.url) ?? 0) - (samples.get(left.url) ?? 0));
  for (const { url, scriptId } of found.slice(0, maxScripts)) {
    session.post('Debugger.getScriptSource', { scriptId }, (error, { scriptSource: text }) => {
      if (!error && text.length <= maxLength && text.includes(`sourceMappingURL=${inlineMap}`)) scripts.push({ url, text });
    });
  }
  session.post('Debugger.disable');
  return scripts;
}

/** Whether modules were hooked before the program, or files are read in another way than Node.js does: so does what `--require` hooks. */
function hasLoader(): boolean {
  if (isTestRun()) return true;
  const flags = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+(?=-)/)];
  if (flags.some((flag) => /^(?:--import|--loader|--experimental-loader)\b/.test(flag))) return true;
  const { _extensions: extensions } = Module as unknown as { readonly _extensions: Readonly<Record<string, (() => void) | undefined>> };
  const own = String(extensions['.js']);
  return '.ts' in extensions || '.tsx' in extensions || !own.startsWith('function(module, filename)');
}

/** Test runners compile on their own. */
function isTestRun(): boolean {
  return 'VITEST' in process.env || 'JEST_WORKER_ID' in process.env;
}
