import { resolve } from 'node:path';
import { NsiError } from '@nsi/core';
import type { CommandCall, CommandResult } from '@nsi/core/cli';
import { startLiveServer } from '../live/live-server.ts';
import { openFile } from '../output/open-file.ts';

/** `nsi-viz serve FILE`: runs until it is interrupted. */
export async function run({ arguments: { file }, options, cwd, note, signal }: CommandCall): Promise<CommandResult> {
  const { port, open } = options as { readonly port: number; readonly open?: boolean };
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new NsiError('NSI_CORE_COMMAND_USAGE', `expected \`--port\` to be a whole number from 0 to 65535, got ${port}`, {
      hint: 'Leave it out for any free port.',
    });
  }
  await using server = await startLiveServer({ file: resolve(cwd, String(file)), port });
  note(`${server.url} follows ${String(file)}. Ctrl-C ends it.`);
  if (open === true && !(await openFile(server.url))) note(`No browser to open: go to ${server.url} by hand.`);
  await aborted(signal);
  return { data: { url: server.url }, text: '' };
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve: settle } = Promise.withResolvers<void>();
  if (signal.aborted) settle();
  signal.addEventListener('abort', () => settle(), { once: true });
  return promise;
}
