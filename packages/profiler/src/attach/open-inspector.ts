import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { profilerError } from '../errors.ts';

/** SIGUSR1 in the mask of caught signals, which counts from signal 1. */
const caughtBit = 1n << 9n;

/**
 * Makes a process open its inspector. The signal for it ends a process that does not catch it: one that is not Node.js gets none. Throws
 * `NSI_PROFILER_ATTACH` when there is no such process, it is another user's, or it is not Node.js.
 */
export function openInspector(pid: number): void {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    const isForeign = (cause as NodeJS.ErrnoException).code === 'EPERM';
    throw profilerError(
      'NSI_PROFILER_ATTACH',
      isForeign
        ? `expected a process of this user, got ${pid}, which is another's`
        : `expected a running process, found none with PID ${pid}`,
      { cause },
    );
  }
  if (!catchesSignal(pid))
    throw profilerError('NSI_PROFILER_ATTACH', `expected a Node.js process, got ${pid} (${commandOf(pid)})`, {
      hint: 'Pass the PID of the Node.js process itself: `npm start` and shells are its parents.',
    });
  process.kill(pid, 'SIGUSR1');
}

function catchesSignal(pid: number): boolean {
  try {
    const mask = /^SigCgt:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return mask === undefined || (BigInt(`0x${mask}`) & caughtBit) !== 0n;
  } catch {
    // No /proc: its name has to do.
    return /node|electron/i.test(commandOf(pid));
  }
}

function commandOf(pid: number): string {
  try {
    return (
      execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || 'unknown'
    );
  } catch {
    return 'unknown';
  }
}
