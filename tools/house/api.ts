/** Compares, or with `--update` writes, the API reports of the package in the working directory: `node ../../tools/house/api.ts`. */
import { compareApi } from './src/api-report.ts';
import { listPackages } from './src/workspace.ts';

const update = process.argv.includes('--update');
const housePackage = listPackages().find(({ root }) => root === process.cwd());
if (!housePackage) throw new Error(`expected to run in a folder below packages/, got ${process.cwd()}`);

const changed = compareApi(housePackage, { update }).filter(({ isSame }) => !isSame);
for (const { file } of changed)
  process.stdout.write(`api/${file} differs from the public names of ${housePackage.manifest.name}: \`pnpm api:update\`, then review it\n`);
process.exitCode = changed.length === 0 ? 0 : 1;
