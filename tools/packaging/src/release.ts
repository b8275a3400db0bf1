import { delimiter, dirname, join } from 'node:path';
import { workspaceRoot } from '@nsi/house/workspace';
import { runProgram } from './run-program.ts';

/** Tries a first release of every package, independent versions, without changing anything. Tells the versions it would give. */
export async function checkRelease(pnpm: string): Promise<string> {
  const nx = join(workspaceRoot, 'node_modules/.bin/nx');
  const env = { ...process.env, PATH: [dirname(pnpm), dirname(nx), process.env['PATH']].join(delimiter), NX_DAEMON: 'false', CI: 'true' };
  const { stdout } = await runProgram(nx, ['release', '--dry-run', '--first-release', '--skip-publish'], workspaceRoot, env);
  const versions = [...stdout.matchAll(/New version (\S+) written/g)].map(([, version]) => version);
  return versions.join(', ') || 'no version would change';
}
