import type { ProfileFrame } from '@nsi/core/report';

/** What of Node.js' bindings only synchronous calls use: all that is seen of them where V8 has put the call itself into its caller. */
const native = /^(?:readFileUtf8|writeFileUtf8|existsSync|rmSync|cpSync\w*)$/;

/** Whether the time of a frame, and of all below it, is that of a synchronous file call. */
export function isSyncFileCall(frame: ProfileFrame | undefined): boolean {
  if (!frame) return false;
  return frame.file === 'node:fs' ? frame.name.endsWith('Sync') : frame.file === '' && native.test(frame.name);
}
