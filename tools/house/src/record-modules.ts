/** Preloaded into a child process: at exit, writes the files it loaded, with their sizes, and Node's own modules as JSON to file descriptor 3. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Node's own list of its built-in modules in use; not in its type declarations. */
const { moduleLoadList } = process as NodeJS.Process & { readonly moduleLoadList: readonly string[] };
const builtInsBefore = new Set(moduleLoadList);
const files: { readonly url: string; readonly bytes: number }[] = [];

registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    const { source } = result;
    if (!url.startsWith('node:')) files.push({ url, bytes: source ? Buffer.byteLength(source) : 0 });
    return result;
  },
});

process.on('exit', () => {
  const builtIns = moduleLoadList.filter((entry) => !builtInsBefore.has(entry) && /^NativeModule (?!internal\/)/.test(entry));
  writeSync(3, JSON.stringify({ files, builtIns: builtIns.map((entry) => entry.replace('NativeModule ', '')) }));
});
