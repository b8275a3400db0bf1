// One hostile habit each, named by the first argument.
import fs from 'node:fs';
import { createRequire, register } from 'node:module';

const habits = {
  short() {},
  prints() {
    const line = `${'x'.repeat(1023)}\n`;
    for (let count = 0; count < 16 * 1024; count++) fs.writeSync(1, line);
  },
  patches() {
    const { readFileSync } = fs;
    let calls = 0;
    fs.readFileSync = function (...args) {
      calls++;
      return readFileSync.apply(this, args);
    };
    fs.readFileSync(new URL(import.meta.url));
    Error.prepareStackTrace = (error) => `patched ${error.message}`;
    process.stdout.write(`${calls} ${new Error('x').stack}\n`);
    delete globalThis.structuredClone;
    Date.now = () => 0;
  },
  recurses() {
    const down = (depth) => (depth === 0 ? 0 : 1 + down(depth - 1));
    let sum = 0;
    for (let round = 0; round < 400; round++) sum += down(6000);
    process.stdout.write(`${sum}\n`);
  },
  hooks() {
    const hook = `export async function load(url, context, next) {
      const result = await next(url, context);
      return url.endsWith('hooked.mjs') ? { ...result, source: 'export default 42;' } : result;
    }`;
    register(`data:text/javascript,${encodeURIComponent(hook)}`);
    return import(new URL('./hooked.mjs', import.meta.url)).then(({ default: value }) => process.stdout.write(`${value}\n`));
  },
  rejects() {
    return Promise.reject(new Error('nobody hears'));
  },
  'fails in fs'() {
    try {
      fs.readFileSync('/no/such/file');
    } catch (error) {
      process.stdout.write(`${error.stack}\n`);
    }
    fs.readFile('/no/such/file', (error) => process.stdout.write(`${error.message}\n`));
  },
  names() {
    const evil = {
      '</script><script>alert(1)</script>': () => JSON.parse(JSON.stringify(Array.from({ length: 1e5 }, (_, id) => ({ id })))),
    };
    for (let round = 0; round < 8; round++) evil['</script><script>alert(1)</script>']();
    // oxlint-disable-next-line no-eval -- a script whose URL is hostile
    eval('//# sourceURL=javascript:alert(1)\n(function(){for(let i=0;i<1e6;i++)Math.sqrt(i)})()');
  },
  identity() {
    const require = createRequire(import.meta.url);
    const names = [
      fs.readFileSync.name,
      fs.readFileSync.length,
      Object.keys(fs).length,
      fs.exists.name,
      structuredClone.name,
      structuredClone.length,
    ];
    const { promisify } = require('node:util');
    process.stdout.write(`${names.join()} ${typeof promisify(fs.read)} ${Object.getOwnPropertyNames(require('node:crypto')).length}\n`);
  },
};
await habits[process.argv[2]]();
