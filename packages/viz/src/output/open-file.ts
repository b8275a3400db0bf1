import { spawn } from 'node:child_process';

/** Shows a file or an address in the program the desktop has for it. False when there is no desktop to ask. */
export async function openFile(target: string): Promise<boolean> {
  const [program, ...words] = openerOf(process.platform);
  const child = spawn(program, [...words, target], { stdio: 'ignore', detached: true });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false)).once('spawn', () => resolve(true));
  child.unref();
  return await promise;
}

function openerOf(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  return platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
}
