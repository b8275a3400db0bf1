import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = 1000;
const functionsEach = 90;

/** Writes the package of several hundred modules that the programs of `startup-modules` depend on. Disposing it deletes it. */
export async function writePlantedPackage(): Promise<AsyncDisposable> {
  const folder = fileURLToPath(new URL('planted/startup-modules/node_modules/', import.meta.url));
  const own = join(folder, 'charts-of-all-kinds');
  await mkdir(join(own, 'kinds'), { recursive: true });
  const names = Array.from({ length: modules }, (_, index) => `chart-${index}`);
  await Promise.all([
    writeFile(join(own, 'package.json'), JSON.stringify({ name: 'charts-of-all-kinds', version: '1.0.0', main: 'index.js' })),
    writeFile(join(own, 'index.js'), names.map((name) => `exports['${name}'] = require('./kinds/${name}.js');\n`).join('')),
    ...names.map((name) => writeFile(join(own, 'kinds', `${name}.js`), moduleText(name))),
  ]);
  return { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

function moduleText(name: string): string {
  const functions = Array.from(
    { length: functionsEach },
    (_, index) =>
      `/** Part ${index} of ${name}. */\nfunction part${index}(width, height) {\n  const ratio = width / (height + ${index});\n  return { kind: '${name}', ratio, area: width * height };\n}\n`,
  );
  return `'use strict';\n${functions.join('')}module.exports = (width, height) => part0(width, height);\n`;
}
