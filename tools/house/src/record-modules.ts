/** Preloaded into a child process: at exit, writes the modules it loaded, with their sizes, as JSON to file descriptor 3. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded: { readonly url: string; readonly bytes: number }[] = [];

registerHooks({
  load(url, context, nextLoad) {
    const result = nextLoad(url, context);
    const { source } = result;
    if (!url.startsWith('node:')) loaded.push({ url, bytes: source ? Buffer.byteLength(source) : 0 });
    return result;
  },
});

process.on('exit', () => {
  writeSync(3, JSON.stringify(loaded));
});
