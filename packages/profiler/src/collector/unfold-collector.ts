import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { breakMap } from '../unfold/break-map.ts';
import { unfoldText } from '../unfold/unfold-text.ts';
import type { RawScript } from './raw-profile.ts';

/** Lines that files begin behind, so that most of them have lines of their own. V8 keeps eight bytes for each. */
const places = 2 ** 14;
const maxLength = 2 ** 23;
const key = '_NSI_UNFOLDS';

/**
 * Has every module that is loaded from now on unfolded: each function on lines of its own. Its ticks then tell the function that V8 inlined.
 * The program does the same as before, but line numbers in its own stack traces are those of the unfolded text. Gives the texts so
 * far. With a loader that comes between nothing is unfolded.
 */
export function unfoldModules(collector: string): ReadonlyMap<string, RawScript> {
  const unfolded = new Map<string, RawScript>();
  const module = process.getBuiltinModule('node:module');
  // Node.js before 22.15 has no hooks in the thread itself. Workers do as the main thread does: a file has one form.
  const unfolds = isMainThread ? typeof module.registerHooks === 'function' && !loadsBefore(collector) : getEnvironmentData(key) === true;
  if (!unfolds) return unfolded;
  setEnvironmentData(key, true);
  module.registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      try {
        const [, format] = /^(module|commonjs)(?:-typescript)?$/.exec(loaded.format ?? 'commonjs') ?? [];
        if (!url.startsWith('file:') || format === undefined) return loaded;
        const file = fileURLToPath(url);
        if (file.startsWith(dirname(collector)) || /\.(?:json|node|wasm)$/.test(file)) return loaded;
        const given = loaded.source ?? readFileSync(file);
        const written = typeof given === 'string' ? given : Buffer.from(given as Uint8Array).toString('utf8');
        if (written.length > maxLength) return loaded;
        const isTyped = loaded.format?.endsWith('-typescript') === true || /\.[cm]?ts$/.test(file);
        const javaScript = isTyped ? withoutWarning(() => module.stripTypeScriptTypes(written)) : written.replace(/^#!/, '//');
        const linesBefore = hashOf(file) % places;
        const found = unfoldText(javaScript, linesBefore);
        if (!found) return loaded;
        const map = Buffer.from(breakMap(file, javaScript, found.breaks, linesBefore)).toString('base64');
        unfolded.set(url, { url, text: `${found.text}\n//# sourceMappingURL=data:application/json;base64,${map}`, isUnfolded: true });
        return { ...loaded, format: loaded.format ? format : loaded.format, source: found.text };
      } catch {
        // What cannot be read, or stripped, runs as it is.
        return loaded;
      }
    },
  });
  return unfolded;
}

/** Whether a loader may come between: what it compiles is no longer the text that was unfolded. */
function loadsBefore(collector: string): boolean {
  const flags = `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`.split(/\s+(?=-)/);
  return flags.some(
    (flag) => /^(?:--import|--require|-r|--loader|--experimental-loader)\b/.test(flag) && !flag.includes(dirname(collector)),
  );
}

function withoutWarning(strip: () => string): string {
  const { emitWarning } = process;
  try {
    process.emitWarning = () => {};
    return strip();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** FNV-1a of 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
