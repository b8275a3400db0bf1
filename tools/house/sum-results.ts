/** Sums a CI run: `node tools/house/sum-results.ts <folder>`. Its last line is `N passed, N failed`; it fails when anything did. */
import { addTallies, packagesWithTests, tallyChecks, tallyTests } from './src/test-results.ts';

const [folder = '.'] = process.argv.slice(2);
const { passed, failed, notes } = addTallies(tallyTests(folder, packagesWithTests()), tallyChecks(folder));
for (const note of notes) process.stdout.write(`${note}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
